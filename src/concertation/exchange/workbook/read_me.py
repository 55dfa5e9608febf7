"""The first sheet of the template, and the example rows, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from concertation.core.text import Language, Text, search_key

READ_ME_TITLE = Text(en="Read me", fr="Lisez-moi")
READ_ME_TITLES = (READ_ME_TITLE.en, READ_ME_TITLE.fr)
LISTS_TITLE = Text(en="Lists", fr="Listes")

EXAMPLE_MARK = Text(en="EXAMPLE (ignored)", fr="EXEMPLE (ignoré)")
EXAMPLE_MARKS = frozenset(search_key(mark) for mark in (EXAMPLE_MARK.en, EXAMPLE_MARK.fr))

# A heading begins with "#".
READ_ME: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            "# Your partnerships, in your own workbook",
            "Each sheet holds one kind of fact, each row one fact. Fill in what you know and leave the rest:"
            " you need neither every sheet nor every column.",
            "# Three rules",
            "An empty cell says nothing. Where the register knows something already, it keeps it.",
            "The word “unknown”, or a question mark, says that the answer is not known. It replaces what the"
            " register had, and the history keeps both.",
            "Headings with an asterisk (*) are needed for a new row. Of a name in two languages, one is enough.",
            "# Naming things",
            "To say which organisation or which partnership, write its name in English or in French, its"
            " acronym, or its code. Codes are yours to choose, like brandon or city-of-calgary.",
            "For a meeting, write its date; for a member, the name of the organisation. When two could be"
            " meant, you will be asked; write the code then.",
            "# Dates, numbers, yes and no",
            "Write dates like 2014-06-30. When only the month or the year is known, write 2014-06 or 2014.",
            "“Until” is the last day on which a fact holds. Leave it empty while it still does.",
            "Write numbers with a point or a comma: 1234.5 or 1234,5. Answer yes, no or unknown.",
            "# What happens next",
            "You first see what would change: what is new, the same, changed, doubtful or at fault, with the"
            " sheet, the row and the column. Nothing is written before you confirm.",
            "The grey rows are examples and are ignored. You may delete them, reorder columns, and remove"
            " the sheets that you do not use.",
            "Write no fact about clients. This register holds organisations and the people who speak for them at work.",
            "# The sheets",
        ),
        "fr": (
            "# Vos partenariats, dans votre propre classeur",
            "Chaque feuille tient un genre de fait, chaque ligne un fait. Remplissez ce que vous savez et"
            " laissez le reste : ni toutes les feuilles ni toutes les colonnes ne sont nécessaires.",
            "# Trois règles",
            "Une cellule vide ne dit rien. Ce que le registre sait déjà, il le garde.",
            "Le mot « inconnu », ou un point d’interrogation, dit que la réponse n’est pas connue. Il"
            " remplace"
            " ce que le registre avait, et l’historique garde les deux.",
            "Les intitulés suivis d’un astérisque (*) sont nécessaires pour une nouvelle ligne. D’un nom en"
            " deux langues, une seule suffit.",
            "# Nommer les choses",
            "Pour dire de quel organisme ou de quel partenariat il s’agit, écrivez son nom en français ou en"
            " anglais, son sigle ou son code. Les codes sont de votre choix, comme brandon ou"
            " ville-de-calgary.",
            "Pour une réunion, écrivez sa date; pour un membre, le nom de l’organisme. Si deux réponses sont"
            " possibles, on vous le demandera : écrivez alors le code.",
            "# Dates, nombres, oui et non",
            "Écrivez les dates comme 2014-06-30. Si vous ne connaissez que le mois ou l’année, écrivez"
            " 2014-06"
            " ou 2014.",
            "« Jusqu’au » est le dernier jour où un fait vaut. Laissez vide tant qu’il vaut encore.",
            "Écrivez les nombres avec une virgule ou un point : 1234,5 ou 1234.5. Répondez oui, non ou inconnu.",
            "# Et ensuite",
            "Vous verrez d’abord ce qui changerait : ce qui est nouveau, identique, modifié, douteux ou"
            " fautif,"
            " avec la feuille, la ligne et la colonne. Rien n’est écrit avant que vous confirmiez.",
            "Les lignes grises sont des exemples et sont ignorées. Vous pouvez les supprimer, changer l’ordre"
            " des colonnes et retirer les feuilles qui ne vous servent pas.",
            "N’écrivez aucun fait au sujet de la clientèle. Ce registre ne tient que des organismes et les"
            " personnes qui parlent en leur nom au travail.",
            "# Les feuilles",
        ),
    }
)
EXPORT_NOTE = Text(
    en="This workbook holds the register{as_of}. Sent back unchanged, it changes nothing.",
    fr="Ce classeur contient le registre{as_of}. Renvoyé tel quel, il ne change rien.",
)
AS_OF = Text(en=" as of {day}", fr=" en date du {day}")
