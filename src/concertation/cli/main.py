"""``concertation``: the journeys of the product as commands. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import click

from concertation.cli.bilingual import BilingualGroup
from concertation.cli.options import language_option
from concertation.core.text import Text

# Where each command lives and what it does, kept here so that `--help` answers without importing them.
_ROOMS = {
    "demo": (
        "concertation.cli.demo:demo",
        Text(en="Load the demonstration once, then serve it.", fr="Charger la démonstration une fois, puis la servir."),
    ),
    "serve": (
        "concertation.cli.serve:serve",
        Text(en="Serve the register's pages.", fr="Servir les pages du registre."),
    ),
    "work": (
        "concertation.cli.work:work",
        Text(en="Do the long work that pages ask for.", fr="Faire les longs travaux que demandent les pages."),
    ),
    "partnerships": (
        "concertation.cli.lists:partnerships",
        Text(
            en="Partnerships, found by words of their names.", fr="Les partenariats, trouvés par les mots de leur nom."
        ),
    ),
    "organisations": (
        "concertation.cli.lists:organisations",
        Text(
            en="Organisations, found by words of their names.", fr="Les organismes, trouvés par les mots de leur nom."
        ),
    ),
    "waves": (
        "concertation.cli.waves:waves",
        Text(
            en="Surveys of partners: list, show, invite, open, remind, close, expire.",
            fr="Les enquêtes auprès des partenaires : liste, invitations, ouverture, relances, fermeture.",
        ),
    ),
    "matches": (
        "concertation.cli.matches:matches",
        Text(
            en="Organisations that may be one: list, answer, merge.",
            fr="Les organismes qui n’en font peut-être qu’un : liste, réponses, fusion.",
        ),
    ),
    "typology": (
        "concertation.cli.typology:typology",
        Text(en="What kind each partnership is, and why.", fr="De quel type est chaque partenariat, et pourquoi."),
    ),
    "network": (
        "concertation.cli.network:network",
        Text(
            en="Who works with whom: networks and their measures.",
            fr="Qui travaille avec qui : les réseaux et leurs mesures.",
        ),
    ),
    "emerging": (
        "concertation.cli.emerging:emerging",
        Text(
            en="Groups that act together without a partnership, and likely ties.",
            fr="Des groupes qui agissent ensemble sans partenariat, et les liens probables.",
        ),
    ),
    "functioning": (
        "concertation.cli.functioning:functioning",
        Text(
            en="How a partnership works, in the words of its partners.",
            fr="Comment marche un partenariat, selon ses partenaires.",
        ),
    ),
    "history": (
        "concertation.cli.history:history",
        Text(en="Who changed what, when and why.", fr="Qui a modifié quoi, quand et pourquoi."),
    ),
    "workbook": (
        "concertation.cli.workbook:workbook",
        Text(en="The register from and to a workbook.", fr="Le registre depuis un classeur, ou vers un classeur."),
    ),
    "exchange": (
        "concertation.cli.exchange:exchange",
        Text(en="The register in open formats, both ways.", fr="Le registre en formats ouverts, dans les deux sens."),
    ),
    "register": (
        "concertation.cli.whole_register:register",
        Text(en="The whole register as one file, and back.", fr="Tout le registre en un fichier, et retour."),
    ),
    "snapshot": (
        "concertation.cli.snapshot:snapshot",
        Text(
            en="The register as of a day, as a folder of Parquet.",
            fr="Le registre à une date, en un dossier de fichiers Parquet.",
        ),
    ),
    "vocabulary": (
        "concertation.cli.vocabulary:vocabulary",
        Text(en="The words of the field, in both languages.", fr="Les mots du domaine, dans les deux langues."),
    ),
    "manage": (
        "concertation.cli.manage:manage",
        Text(en="Upkeep: migrate, createsuperuser, check…", fr="Entretien : migrate, createsuperuser, check…"),
    ),
}


@click.group(
    cls=BilingualGroup,
    rooms=_ROOMS,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Concertation, the open observatory of partnerships that settle newcomers.

    En français : concertation --language fr --help

    \b
    Exit codes: 0 done · 1 stopped by you · 2 the command or a file cannot be
    understood · 3 rows of a workbook wait for a person; nothing was written.
    """,
    french="""Concertation, l’observatoire ouvert des partenariats pour l’établissement des nouveaux arrivants.

    In English: concertation --help

    \b
    Codes de sortie : 0 fait · 1 arrêté par vous · 2 la commande ou un fichier
    n’est pas compris · 3 des lignes d’un classeur attendent une personne; rien
    n’a été écrit.
    """,
)
@click.version_option(package_name="concertation")
@language_option
def concertation(language: str) -> None:
    """The root of all commands."""


def run() -> None:
    """The console entry."""
    concertation.main(prog_name="concertation")
