"""What can be done in the background, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from concertation.core.text import Text


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of work: its name, the function that does it (``module:function``), and whether it writes facts."""

    label: Text
    function: str
    writes: bool = False


JOBS: Mapping[str, Job] = MappingProxyType(
    {
        "preview_import": Job(
            Text(en="Examine a file", fr="Examiner un fichier"),
            "concertation.journeys.long_work:examine_file",
        ),
        "confirm_import": Job(
            Text(en="Write a file to the register", fr="Inscrire un fichier au registre"),
            "concertation.journeys.long_work:write_file",
            writes=True,
        ),
        "undo_change": Job(
            Text(en="Undo a change", fr="Annuler une modification"),
            "concertation.journeys.long_work:take_back",
            writes=True,
        ),
        "take_away": Job(
            Text(en="Write a file to take away", fr="Préparer un fichier à emporter"),
            "concertation.journeys.taken_away:take_away",
        ),
        "write_to_partners": Job(
            Text(en="Write to partners", fr="Écrire aux partenaires"),
            "concertation.journeys.waves.beside:write_to_partners",
        ),
        "measure_network": Job(
            Text(en="Measure a large network", fr="Mesurer un grand réseau"),
            "concertation.journeys.network.beside:measure_beside",
        ),
        "find_likely_ties": Job(
            Text(en="Look for likely ties", fr="Chercher les liens probables"),
            "concertation.journeys.emerging.beside:find_beside",
        ),
        "compare_networks": Job(
            Text(en="Say how sure a network is", fr="Dire à quel point un réseau est sûr"),
            "concertation.journeys.network.certainty.beside:compare_beside",
        ),
        "compare_organisations": Job(
            Text(en="Look for organisations recorded twice", fr="Chercher les organismes inscrits deux fois"),
            "concertation.journeys.comparing:compare_all",
        ),
    }
)

# What work tells of itself as it goes.
STEPS: Mapping[str, Text] = MappingProxyType(
    {
        "": Text(en="Waiting for its turn", fr="En attente"),
        "reading": Text(en="Reading the file", fr="Lecture du fichier"),
        "comparing": Text(en="Comparing with the register", fr="Comparaison avec le registre"),
        "names": Text(en="Looking for names alike", fr="Recherche des noms semblables"),
        "asking": Text(en="Asking the register whether it accepts", fr="Vérification par le registre"),
        "writing": Text(en="Writing", fr="Inscription"),
        "writing_file": Text(en="Writing the file", fr="Écriture du fichier"),
        "messages": Text(en="Sending messages", fr="Envoi des messages"),
        "explaining": Text(en="Saying why", fr="Rédaction des raisons"),
        "keeping": Text(en="Keeping what was found", fr="Conservation de ce qui a été trouvé"),
        "undoing": Text(en="Taking back", fr="Annulation"),
    }
)
