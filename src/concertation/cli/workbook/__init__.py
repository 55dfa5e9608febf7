"""The register from a workbook, and to one."""

from __future__ import annotations

from concertation.cli.bilingual import BilingualGroup
from concertation.cli.options import language_option
from concertation.core.text import Text

workbook = BilingualGroup(
    "workbook",
    rooms={
        "template": (
            "concertation.cli.workbook.files:template",
            Text(en="Write an empty workbook to fill in.", fr="Écrire un classeur vide à remplir."),
        ),
        "preview": (
            "concertation.cli.workbook.preview:preview",
            Text(
                en="What importing a file would do; nothing is written.",
                fr="L’effet qu’aurait un fichier; rien n’est écrit.",
            ),
        ),
        "import": (
            "concertation.cli.workbook.importing:import_file",
            Text(en="Write a file into the register.", fr="Écrire un fichier dans le registre."),
        ),
        "export": (
            "concertation.cli.workbook.files:export",
            Text(en="Write the register as a workbook.", fr="Écrire le registre sous forme de classeur."),
        ),
    },
    help="The register from a workbook (.xlsx or .csv), and to one.",
    french="Le registre depuis un classeur (.xlsx ou .csv), ou vers un classeur.",
)
language_option(workbook)
