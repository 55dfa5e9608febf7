"""How much is drawn for an answer, and from which seed."""

from __future__ import annotations

from concertation.core.network.certainty import CertaintyConventions

# Any fixed number would do: the same question has the same figures on the page, by program and on the command line.
SEED = 1988
# Half the usual number of permutations: p is then known to the nearest thousandth.
DRAWN = CertaintyConventions(permutations=999)
