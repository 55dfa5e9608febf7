"""The sentences of what can be wrong in a table whose columns people named."""

from __future__ import annotations

from concertation.core.faults import FaultKind

COLUMN_LEFT_ASIDE = FaultKind(
    "column-left-aside",
    "The column “{found}” was left aside: {count} filled cell(s) stay in your file.",
    "La colonne « {found} » a été laissée de côté : {count} cellule(s) remplie(s) restent dans votre fichier.",
    "warning",
)
SHEET_LEFT_ASIDE = FaultKind(
    "sheet-left-aside",
    "This sheet was left aside, as you chose.",
    "Cette feuille a été laissée de côté, comme vous l’avez choisi.",
    "warning",
)
ROW_LEFT_ASIDE = FaultKind(
    "row-left-aside",
    "This row is outside the table or sums the others; it was left aside: “{found}”.",
    "Cette ligne est hors du tableau ou fait la somme des autres; elle a été laissée de côté : « {found} ».",
    "warning",
)
ROW_WITHOUT_SUBJECT = FaultKind(
    "row-without-subject",
    "The row says something, but nothing in it says of what: “{label}” is empty. Fill it in.",
    "La ligne dit quelque chose, mais rien n’y dit de quoi : « {label} » est vide. Remplissez-la.",
)
WORD_LEFT_ASIDE = FaultKind(
    "word-left-aside",
    "“{found}” was left aside, as you chose for this word.",
    "« {found} » a été laissé de côté, comme vous l’avez choisi pour ce mot.",
    "warning",
)
ODD_BUSINESS_NUMBER = FaultKind(
    "odd-business-number",
    "“{found}” is not a business number: nine digits, then two letters and four digits, like 123456782RR0001."
    " The number was kept out; correct it.",
    "« {found} » n’est pas un numéro d’entreprise : neuf chiffres, puis deux lettres et quatre chiffres, comme"
    " 123456782RR0001. Le numéro n’a pas été retenu; corrigez-le.",
)
NUMBER_READ_AS = FaultKind(
    "number-read-as",
    "“{found}” was read as {number}. Check it.",
    "« {found} » a été lu comme {number}. Vérifiez-le.",
    "warning",
)
WRONG_CHECK_DIGIT = FaultKind(
    "wrong-check-digit",
    "The check digit of “{found}” is wrong: a digit was mistyped. The number was kept out; correct it.",
    "Le chiffre de contrôle de « {found} » est faux : un chiffre a été mal saisi. Le numéro n’a pas été retenu;"
    " corrigez-le.",
)
NUMBER_WITH_TWO_NAMES = FaultKind(
    "number-with-two-names",
    "The number “{found}” stands beside “{name}” here and beside “{other}” on row {row}. Both were kept apart: say"
    " whether they are one organisation.",
    "Le numéro « {found} » accompagne « {name} » ici et « {other} » à la ligne {row}. Les deux restent distincts :"
    " dites s’il s’agit d’un même organisme.",
    "warning",
)
SAYS_OTHERWISE = FaultKind(
    "row-says-otherwise",
    "“{name}” stands on row {row} already, with another value for “{label}”; that of row {row} was kept.",
    "« {name} » figure déjà à la ligne {row}, avec une autre valeur pour « {label} »; celle de la ligne {row} a"
    " été gardée.",
    "warning",
)
NOT_AN_ATTENDANCE = FaultKind(
    "not-an-attendance",
    "“{found}” does not say who was there. Write P, R or A, or say on the page what it means. It was taken as unknown.",
    "« {found} » ne dit pas qui était là. Écrivez P, E ou A, ou dites à l’écran ce qu’il veut dire. La présence a"
    " été tenue pour inconnue.",
)
HEADING_WITHOUT_YEAR = FaultKind(
    "heading-without-year",
    "The heading “{found}” does not say a whole day. Give the year, and whether the day or the month comes first, on"
    " the page, or write it in the heading. The column was left aside.",
    "L’intitulé « {found} » ne dit pas un jour entier. Indiquez à l’écran l’année, et si le jour ou le mois vient en"
    " premier, ou écrivez-les dans l’intitulé. La colonne a été laissée de côté.",
)
REPEATED_TARGET = FaultKind(
    "repeated-target",
    "Two columns were named “{label}”; the column “{found}” was left aside. Name it otherwise.",
    "Deux colonnes ont été nommées « {label} »; la colonne « {found} » a été laissée de côté. Nommez-la autrement.",
)
SEVERAL_MARKS = FaultKind(
    "several-marks",
    "“{name}” has several rows for this meeting that say different things ({marks}). It was counted as {kept}: one"
    " person was enough.",
    "« {name} » a plusieurs lignes pour cette réunion, qui disent des choses différentes ({marks}). L’organisme a été"
    " compté comme {kept} : une personne suffit.",
    "warning",
)
