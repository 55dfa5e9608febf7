"""The sentences of what can be wrong between a file and the register, each saying what to do."""

from __future__ import annotations

from concertation.core.faults import FaultKind

NOT_FOUND = FaultKind(
    "not-found",
    "“{found}” is neither in this file nor in the register ({kind}). {suggestion}",
    "« {found} » n’est ni dans ce fichier ni dans le registre ({kind}). {suggestion}",
)
SEVERAL_FOUND = FaultKind(
    "several-found",
    "“{found}” may be any of: {codes}. Write the code of the one you mean.",
    "« {found} » peut désigner : {codes}. Écrivez le code de celui que vous voulez dire.",
)
REFERS_TO_FAULTY_ROW = FaultKind(
    "refers-to-faulty-row",
    "“{found}” is row {row} of the sheet “{sheet}”, which has a fault. Correct that row first.",
    "« {found} » est la ligne {row} de la feuille « {sheet} », qui est fautive. Corrigez d’abord cette ligne.",
)
REPEATED_ROW = FaultKind(
    "repeated-row",
    "This row says again what row {row} says. Take one of them out, or give each its own code.",
    "Cette ligne redit ce que dit la ligne {row}. Retirez l’une des deux, ou donnez à chacune son code.",
)
SAYS_OTHERWISE = FaultKind(
    "says-otherwise",
    "This row stands for the same as row {row}, and says otherwise in: {columns}. Row {row} was followed.",
    "Cette ligne désigne la même chose que la ligne {row}, et dit autre chose pour : {columns}."
    " La ligne {row} a été suivie.",
    "warning",
)
SEVERAL_RECORDS = FaultKind(
    "several-records",
    "Several facts of the register answer to this row: {codes}. Write the code of the one you mean.",
    "Plusieurs faits du registre répondent à cette ligne : {codes}. Écrivez le code de celui que vous voulez dire.",
)
ENDS_BEFORE_IT_BEGINS = FaultKind(
    "ends-before-it-begins",
    "It ends on {until}, before it begins on {since}. Correct one of the dates.",
    "Le fait prend fin le {until}, avant de commencer le {since}. Corrigez l’une des dates.",
)
TOO_LONG = FaultKind(
    "too-long",
    "The text has {length} characters and {limit} fit here. Shorten it, or move the rest to the note.",
    "Le texte compte {length} caractères et il en tient {limit} ici. Abrégez-le, ou mettez le reste en note.",
)
IMPOSSIBLE = FaultKind(
    "impossible",
    "The register refuses this row: {reason}",
    "Le registre refuse cette ligne : {reason}",
)
NOT_YOURS = FaultKind(
    "not-yours",
    "This row is about something that your account may not write. Leave it out, or ask a steward to bring it in.",
    "Cette ligne porte sur quelque chose que votre compte ne peut pas écrire. Laissez-la de côté, ou demandez à une"
    " personne responsable du registre de l’ajouter.",
)
