"""Why a file cannot be read, each time in a sentence that says what to do."""

from __future__ import annotations

from concertation.core.errors import ConcertationError


class UnreadableFile(ConcertationError):
    """A file that cannot be read as tables."""

    code = "unreadable-file"
    english = (
        "“{filename}” is not a workbook that Concertation can read. Save it as an Excel workbook (.xlsx) or"
        " as CSV, and send it again. Nothing was written."
    )
    french = (
        "« {filename} » n’est pas un classeur que Concertation sait lire. Enregistrez-le comme classeur Excel"
        " (.xlsx) ou en CSV, puis envoyez-le de nouveau. Rien n’a été écrit."
    )


class DamagedFile(UnreadableFile):
    """A workbook that is cut short or broken inside."""

    code = "damaged-file"
    english = (
        "“{filename}” is damaged or incomplete. Open it in your spreadsheet program, save it again as .xlsx,"
        " and send the new file. Nothing was written."
    )
    french = (
        "« {filename} » est endommagé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le de nouveau"
        " en .xlsx, puis envoyez ce nouveau fichier. Rien n’a été écrit."
    )


class FileTooLarge(UnreadableFile):
    """A file over the limit before it is opened."""

    code = "file-too-large"
    english = (
        "“{filename}” is too large ({megabytes} MB; the limit is {limit} MB). Split it, or take the pictures"
        " out. Nothing was written."
    )
    french = (
        "« {filename} » est trop volumineux ({megabytes} Mo; la limite est de {limit} Mo). Divisez-le, ou"
        " retirez-en les images. Rien n’a été écrit."
    )


class FileTooLargeOnceOpened(UnreadableFile):
    """A file that swells beyond the limit when it is opened."""

    code = "file-too-large-once-opened"
    english = (
        "“{filename}” becomes too large when opened. Delete the empty rows and columns below and beside your"
        " data, or split the workbook, and send it again. Nothing was written."
    )
    french = (
        "« {filename} » devient trop volumineux une fois ouvert. Supprimez les lignes et colonnes vides sous"
        " vos données et à côté, ou divisez le classeur, puis envoyez-le de nouveau. Rien n’a été écrit."
    )


class EncryptedFile(UnreadableFile):
    """A workbook behind a password."""

    code = "encrypted-file"
    english = "“{filename}” is protected by a password. Save a copy without the password and send that one."
    french = (
        "« {filename} » est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe et"
        " envoyez cette copie."
    )


class OldWorkbook(UnreadableFile):
    """A workbook in the format of before 2007."""

    code = "old-workbook"
    english = "“{filename}” is in the old Excel format (.xls). Open it and save it as .xlsx, then send the new file."
    french = (
        "« {filename} » est dans l’ancien format d’Excel (.xls). Ouvrez-le et enregistrez-le en .xlsx, puis"
        " envoyez ce nouveau fichier."
    )


class UnreadableLetters(UnreadableFile):
    """A CSV file whose letters cannot be told apart."""

    code = "unreadable-letters"
    english = (
        "The accented letters of “{filename}” cannot be read: the file was saved in an encoding other than UTF-8,"
        " or converted wrongly. In your spreadsheet program, save it as “CSV UTF-8” or as an Excel workbook"
        " (.xlsx), and send it again. Nothing was written."
    )
    french = (
        "Les lettres accentuées de « {filename} » sont illisibles : le fichier a été enregistré dans un autre"
        " codage que l’UTF-8, ou mal converti. Dans votre tableur, enregistrez-le en « CSV UTF-8 » ou comme"
        " classeur Excel (.xlsx), puis envoyez-le de nouveau. Rien n’a été écrit."
    )


class FileWithMacros(UnreadableFile):
    """A workbook that carries programs."""

    code = "file-with-macros"
    english = (
        "“{filename}” contains macros, and Concertation opens no file that carries programs. Save it as"
        " “Excel workbook (.xlsx)”, without macros, and send it again."
    )
    french = (
        "« {filename} » contient des macros, et Concertation n’ouvre aucun fichier porteur de programmes."
        " Enregistrez-le comme « Classeur Excel (.xlsx) », sans macros, puis envoyez-le de nouveau."
    )


class NoTable(UnreadableFile):
    """A file with nothing in it."""

    code = "no-table"
    english = "“{filename}” holds no row. Check that you chose the right file."
    french = "« {filename} » ne contient aucune ligne. Vérifiez que vous avez choisi le bon fichier."
