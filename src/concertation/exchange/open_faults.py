"""The sentences of what open formats hold and the register does not take, each saying what becomes of it."""

from __future__ import annotations

from concertation.core.faults import FaultKind

TABLE_LEFT_ASIDE = FaultKind(
    "table-left-aside",
    "The register has no place for “{table}” yet: {count} record(s) were left aside. Keep the file.",
    "Le registre n’a pas encore de place pour « {table} » : {count} enregistrement(s) mis de côté. Gardez le fichier.",
    "warning",
)
COLUMN_LEFT_ASIDE = FaultKind(
    "column-left-aside",
    "The register has no place for “{column}”: {count} value(s) were left aside. Keep the file.",
    "Le registre n’a pas de place pour « {column} » : {count} valeur(s) mise(s) de côté. Gardez le fichier.",
    "warning",
)
VALUE_LEFT_ASIDE = FaultKind(
    "value-left-aside",
    "“{found}” was left aside: {reason}",
    "« {found} » a été mis de côté : {reason}",
    "warning",
)
NO_PLACE_FOR_VALUE = FaultKind(
    "no-place-for-value",
    "“{found}” was left aside: the register has no place for it. Keep the file.",
    "« {found} » a été mis de côté : le registre n’a pas de place pour cela. Gardez le fichier.",
    "warning",
)
RECORD_LEFT_ASIDE = FaultKind(
    "record-left-aside",
    "“{found}” was left aside: it belongs to no organisation of the file.",
    "« {found} » a été mis de côté : il ne relève d’aucun organisme du fichier.",
    "warning",
)
LANGUAGE_ASSUMED = FaultKind(
    "language-assumed",
    "The file does not say its language: its names were taken as English. Correct them afterwards if they are not.",
    "Le fichier ne dit pas sa langue : ses noms ont été pris pour de l’anglais. Corrigez-les ensuite s’il le faut.",
    "warning",
)
REPEATED_ID = FaultKind(
    "repeated-id",
    "The identifier “{found}” stands twice in this table; the second record was left aside.",
    "L’identifiant « {found} » figure deux fois dans ce tableau; le second enregistrement a été mis de côté.",
    "warning",
)
MISSING_ID = FaultKind(
    "missing-id",
    "This record has no identifier. Give it one, so that the others can refer to it.",
    "Cet enregistrement n’a pas d’identifiant. Donnez-lui-en un, pour que les autres puissent s’y rapporter.",
)
MISSING_REQUIRED = FaultKind(
    "missing-required",
    "“{column}” is missing. The format requires it.",
    "Il manque « {column} ». Le format l’exige.",
    "warning",
)
OTHER_RECORD = FaultKind(
    "other-record",
    "Records of the kind “{found}” are left aside: {count} of them.",
    "Les enregistrements du genre « {found} » sont mis de côté : il y en a {count}.",
    "warning",
)
NOT_READABLE_LINE = FaultKind(
    "not-readable-line",
    "This line is not a record. Write one JSON object a line.",
    "Cette ligne n’est pas un enregistrement. Écrivez un objet JSON par ligne.",
)
