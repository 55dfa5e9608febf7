"""What can be wrong in a file of areas, each saying what to do."""

from __future__ import annotations

from concertation.core.faults import FaultKind

NO_AREA_COLUMN = FaultKind(
    "no-area-column",
    "No column of codes was recognised. One of CSDUID, CDUID, PRUID, CMAUID or HRUID is needed.",
    "Aucune colonne de codes n’a été reconnue. Il faut CSDUID, CDUID, PRUID, CMAUID ou HRUID.",
)
NOT_A_CODE = FaultKind(
    "not-a-code",
    "“{found}” is not a code of this kind: {digits} digits are needed."
    " Keep the leading zeros: format the column as text.",
    "« {found} » n’est pas un code de ce genre : il en faut {digits} chiffres."
    " Gardez les zéros de tête : mettez la colonne en texte.",
)
CODE_DISAGREES = FaultKind(
    "code-disagrees",
    "The line says that it lies in {found}, but its code begins with {expected}. Correct one of the two.",
    "La ligne dit se trouver dans {found}, mais son code commence par {expected}. Corrigez l’un des deux.",
)
DGUID_DISAGREES = FaultKind(
    "dguid-disagrees",
    "The DGUID “{found}” does not say the same as the code {code}. Correct one of the two.",
    "L’IDUGD « {found} » ne dit pas la même chose que le code {code}. Corrigez l’un des deux.",
)
NO_VINTAGE = FaultKind(
    "no-vintage",
    "Nothing says of which year these codes are, and codes change with the years. Say the year.",
    "Rien ne dit de quelle année sont ces codes, et les codes changent avec les années. Précisez l’année.",
)
NO_NAME = FaultKind(
    "no-area-name",
    "The area {code} has no name. Add it.",
    "Le territoire {code} n’a pas de nom. Ajoutez-le.",
)
NOT_A_POPULATION = FaultKind(
    "not-a-population",
    "“{found}” is not a number of people; the population stays unknown.",
    "« {found} » n’est pas un nombre de personnes; la population reste inconnue.",
    "warning",
)
SUPPRESSED_POPULATION = FaultKind(
    "suppressed-population",
    "“{found}”: the count was not published; the population stays unknown.",
    "« {found} » : le compte n’a pas été publié; la population reste inconnue.",
    "warning",
)
REPEATED_AREA = FaultKind(
    "repeated-area",
    "The area {code} was met already, and this line says otherwise. Take one of them out.",
    "Le territoire {code} a déjà été rencontré, et cette ligne dit autre chose. Retirez l’une des deux.",
)
BAD_OUTLINE = FaultKind(
    "bad-outline",
    "The outline of {code} cannot be drawn ({reason}); the area was taken without it.",
    "Le contour de {code} ne peut pas être tracé ({reason}); le territoire a été pris sans lui.",
    "warning",
)
NO_SUCH_METROPOLITAN_AREA = FaultKind(
    "no-such-metropolitan-area",
    "The metropolitan area {found} is neither in these files nor in the register;"
    " {count} subdivision(s) were taken without it.",
    "La région métropolitaine {found} n’est ni dans ces fichiers ni dans le registre;"
    " {count} subdivision(s) prise(s) sans elle.",
    "warning",
)
NO_SUCH_PART = FaultKind(
    "no-such-part",
    "The part {found} is neither in these files nor in the register. Import its areas first, or correct the code.",
    "La partie {found} n’est ni dans ces fichiers ni dans le registre."
    " Importez d’abord ses territoires, ou corrigez le code.",
)
