"""The networks that the register gives, by name."""

from __future__ import annotations

import click

from concertation.cli.output import print_rows
from concertation.core.text import Language, Text

# The kinds by name, kept here so that `--help` answers without loading columns; a test holds the two together.
KINDS = (
    *("collaboration", "register", "roster", "funding", "co_membership", "co_attendance"),
    *("joint_activities", "agreements", "any", "two_mode", "shared_members"),
)
_HEADINGS = {
    "kind": Text(en="kind", fr="genre"),
    "label": Text(en="name", fr="nom"),
    "definition": Text(en="what it ties", fr="ce qu’il relie"),
    "weight": Text(en="what a weight counts", fr="ce que compte un poids"),
}
_WHICH = Text(
    en="Choose a network with --kind, or a list of edges with --edges. The register gives these:",
    fr="Choisissez un réseau avec --kind, ou une liste de liens avec --edges. Le registre offre ceux-ci\u00a0:",
)


def list_kinds(language: Language) -> None:
    """Each with what it ties and what its weights count."""
    from concertation.core.network import NETWORK_KINDS  # noqa: PLC0415 columns load when asked for

    click.echo(_WHICH.in_language(language))
    lines = [
        {
            "kind": one.id,
            **{part: getattr(one, part).in_language(language) for part in ("label", "definition", "weight")},
        }
        for one in NETWORK_KINDS.values()
    ]
    print_rows(lines, layout="table", headings=_HEADINGS, language=language)
