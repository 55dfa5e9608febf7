"""The sentences of what can be wrong in a workbook, each saying what to do."""

from __future__ import annotations

from concertation.core.faults import FaultKind

UNKNOWN_SHEET = FaultKind(
    "unknown-sheet",
    "This sheet is not one of the template's; it was left aside. Rename it if it holds facts.",
    "Cette feuille n’est pas du modèle; elle a été laissée de côté. Renommez-la si elle contient des faits.",
    "warning",
)
REPEATED_SHEET = FaultKind(
    "repeated-sheet",
    "Another sheet holds “{kind}” already; both were read.",
    "Une autre feuille contient déjà « {kind} »; les deux ont été lues.",
    "warning",
)
NO_HEADING = FaultKind(
    "no-heading",
    "No heading was recognised in the first ten rows. Keep the template's row of headings.",
    "Aucun intitulé n’a été reconnu dans les dix premières lignes. Gardez la ligne d’intitulés du modèle.",
)
UNKNOWN_COLUMN = FaultKind(
    "unknown-column",
    "The column “{found}” is not known here and was left aside. The nearest heading is “{nearest}”.",
    "La colonne « {found} » n’est pas connue ici et a été laissée de côté."
    " L’intitulé le plus proche est « {nearest} ».",
    "warning",
)
REPEATED_COLUMN = FaultKind(
    "repeated-column",
    "The column “{found}” stands twice. Keep one of them.",
    "La colonne « {found} » figure deux fois. N’en gardez qu’une.",
)
MISSING_COLUMN = FaultKind(
    "missing-column",
    "The column “{label}” is missing, and each new row needs it. Add it.",
    "La colonne « {label} » manque, et chaque nouvelle ligne en a besoin. Ajoutez-la.",
    "warning",
)
MISSING_VALUE = FaultKind(
    "missing-value",
    "“{label}” is empty, and a new row needs it. Fill it in.",
    "« {label} » est vide, et une nouvelle ligne en a besoin. Remplissez-la.",
)
UNKNOWN_NOT_ALLOWED = FaultKind(
    "unknown-not-allowed",
    "“{label}” cannot be unknown. Say what it is, or take the row out until you know.",
    "« {label} » ne peut pas être inconnu. Précisez, ou retirez la ligne tant que vous l’ignorez.",
)
FORMULA_WITHOUT_RESULT = FaultKind(
    "formula-without-result",
    "This formula was saved without its result. Open the file in your spreadsheet program and save it again.",
    "Cette formule a été enregistrée sans son résultat. Ouvrez le fichier dans votre tableur"
    " et enregistrez-le de nouveau.",
)
CELL_ERROR = FaultKind(
    "cell-error",
    "The cell shows the error {found}. Correct the formula, or write the value.",
    "La cellule affiche l’erreur {found}. Corrigez la formule, ou écrivez la valeur.",
)
NOT_A_DATE = FaultKind(
    "not-a-date",
    "“{found}” is not a date. Write it like 2014-06-30, or 2014 when only the year is known.",
    "« {found} » n’est pas une date. Écrivez-la comme 2014-06-30, ou 2014 si seule l’année est connue.",
)
NOT_A_FULL_DATE = FaultKind(
    "not-a-full-date",
    "“{found}” lacks the day, which this column needs. Write it like 2014-06-30.",
    "Il manque le jour à « {found} », et cette colonne en a besoin. Écrivez-la comme 2014-06-30.",
)
AMBIGUOUS_DATE = FaultKind(
    "ambiguous-date",
    "“{found}” may be {first} or {second}. Write the one you mean.",
    "« {found} » peut être {first} ou {second}. Écrivez celle que vous voulez dire.",
)
NOT_A_NUMBER = FaultKind(
    "not-a-number",
    "“{found}” is not a number. Write digits only, like 1234.5, or leave the cell empty.",
    "« {found} » n’est pas un nombre. N’écrivez que des chiffres, comme 1234,5, ou laissez la cellule vide.",
)
AMBIGUOUS_NUMBER = FaultKind(
    "ambiguous-number",
    "“{found}” may be {first} or {second}. Write the one you mean, without a separator of thousands.",
    "« {found} » peut être {first} ou {second}. Écrivez celui que vous voulez dire, sans séparateur de milliers.",
)
NOT_A_WHOLE_NUMBER = FaultKind(
    "not-a-whole-number",
    "“{found}” is not a whole number. Write one like 12.",
    "« {found} » n’est pas un nombre entier. Écrivez-en un comme 12.",
)
NUMBER_TOO_SMALL = FaultKind(
    "number-too-small",
    "{found} is below {minimum}, the least allowed here. Correct it.",
    "{found} est sous {minimum}, le minimum permis ici. Corrigez-le.",
)
NUMBER_TOO_LARGE = FaultKind(
    "number-too-large",
    "{found} is above {maximum}, the most allowed here. Correct it.",
    "{found} dépasse {maximum}, le maximum permis ici. Corrigez-le.",
)
NOT_YES_OR_NO = FaultKind(
    "not-yes-or-no",
    "“{found}” is neither yes, no nor unknown. Choose one of the three.",
    "« {found} » n’est ni oui, ni non, ni inconnu. Choisissez l’un des trois.",
)
NOT_A_TERM = FaultKind(
    "not-a-term",
    "“{found}” is not in the list. Did you mean: {nearest}?",
    "« {found} » n’est pas dans la liste. Vouliez-vous dire : {nearest}?",
)
NOT_AN_EMAIL = FaultKind(
    "not-an-email",
    "“{found}” is not an e-mail address. Write it like name@example.org.",
    "« {found} » n’est pas une adresse de courriel. Écrivez-la comme nom@exemple.org.",
)
NOT_AN_ADDRESS = FaultKind(
    "not-an-address",
    "“{found}” is not a Web address. Write it like https://example.org.",
    "« {found} » n’est pas une adresse Web. Écrivez-la comme https://exemple.org.",
)
COMPLETED_ADDRESS = FaultKind(
    "completed-address",
    "“{found}” was read as https://{found}.",
    "« {found} » a été lu comme https://{found}.",
    "warning",
)
REPEATED_KEY = FaultKind(
    "repeated-code",
    "The code “{found}” is used by row {first} already. Give each row its own.",
    "Le code « {found} » sert déjà à la ligne {first}. Donnez à chaque ligne le sien.",
)
NOT_A_KEY = FaultKind(
    "not-a-code",
    "“{found}” cannot be a code. Use up to 80 letters, digits, points and hyphens, without spaces.",
    "« {found} » ne peut pas être un code. Utilisez au plus 80 lettres, chiffres, points et traits d’union,"
    " sans espace.",
)
ODD_POSTAL_CODE = FaultKind(
    "odd-postal-code",
    "“{found}” does not look like a Canadian postal code. It was kept as it is; check it.",
    "« {found} » ne ressemble pas à un code postal canadien. Il a été gardé tel quel; vérifiez-le.",
    "warning",
)
UNKNOWN_PROVINCE = FaultKind(
    "unknown-province",
    "“{found}” is not a province or territory of Canada. Write its name or its two-digit code.",
    "« {found} » n’est pas une province ni un territoire du Canada. Écrivez son nom ou son code à deux chiffres.",
)
NOT_A_LIST_OF_SITES = FaultKind(
    "not-a-list-of-sites",
    "No known list of places has these headings. Use the workbook's template, or name the columns as it does.",
    "Aucune liste de lieux connue n’a ces intitulés. Utilisez le modèle de classeur, ou nommez les colonnes comme lui.",
)
COLUMNS_LEFT_ASIDE = FaultKind(
    "columns-left-aside",
    "These columns have no place in the register yet and stay in your file: {columns}.",
    "Ces colonnes n’ont pas encore de place dans le registre et restent dans votre fichier : {columns}.",
    "warning",
)
