"""The register in open formats, both ways."""

from __future__ import annotations

from concertation.cli.bilingual import BilingualGroup
from concertation.cli.options import language_option
from concertation.core.text import Text

exchange = BilingualGroup(
    "exchange",
    rooms={
        "formats": (
            "concertation.cli.exchange.sharing:formats",
            Text(en="The formats that can be written and read.", fr="Les formats qui s’écrivent et se lisent."),
        ),
        "write": (
            "concertation.cli.exchange.sharing:write",
            Text(en="Write the register in an open format.", fr="Écrire le registre dans un format ouvert."),
        ),
        "parquet": (
            "concertation.cli.exchange.sharing:parquet",
            Text(
                en="The register, its history and its schema, as Parquet.",
                fr="Le registre, son historique et son schéma, en Parquet.",
            ),
        ),
        "preview": (
            "concertation.cli.workbook.preview:preview",
            Text(
                en="What reading a file of any format would do; nothing is written.",
                fr="L’effet qu’aurait un fichier de tout format; rien n’est écrit.",
            ),
        ),
        "read": (
            "concertation.cli.workbook.importing:import_file",
            Text(
                en="Write a file of any format into the register.", fr="Écrire un fichier de tout format au registre."
            ),
        ),
        "areas": (
            "concertation.cli.exchange.areas:areas",
            Text(en="Areas from census files.", fr="Les territoires depuis des fichiers de recensement."),
        ),
    },
    help="The register in open formats: HSDS, GraphML, GEXF, JSON-LD, FollowTheMoney, Parquet, census geography.",
    french="Le registre en formats ouverts : HSDS, GraphML, GEXF, JSON-LD, FollowTheMoney, Parquet, géographie.",
)
language_option(exchange)
