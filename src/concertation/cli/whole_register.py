"""The whole register as one file, for a move or for safe keeping."""

from __future__ import annotations

from pathlib import Path

import click

from concertation.cli.bilingual import BilingualGroup, command, option
from concertation.cli.options import NewFile, language_option
from concertation.core.text import Language, Text

_RESTORED = Text(
    en="Restored: {rows} rows in {tables} tables. Accounts have no password: give them one with"
    " `manage changepassword`.",
    fr="Restauré : {rows} lignes dans {tables} tables. Les comptes n’ont pas de mot de passe : donnez-leur-en un avec"
    " `manage changepassword`.",
)


_CHECKED = Text(
    en="Whole: {rows} rows in {tables} tables, each as its fingerprint says. Nothing was written.",
    fr="Complet\u00a0: {rows} lignes dans {tables} tables, chacune conforme à son empreinte. Rien n’a été écrit.",
)


@command(
    name="export",
    french="""Écrit tout le registre dans FILE : tables, historique, modifications, comptes sans mot de passe.

    Le même registre donne les mêmes octets. Le fichier contient des coordonnées et des faits réservés : gardez-le
    comme vous gardez le registre.
    """,
)
@click.argument("file", type=NewFile())
@language_option
def export(file: Path, language: Language) -> None:
    """Write the whole register into FILE: tables, history, changes, accounts without passwords.

    The same register gives the same bytes. The file holds contacts and restricted facts: keep it as you keep the
    register.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.whole_register import export_register  # noqa: PLC0415 after the settings

    export_register(file)
    click.echo(str(file))


@command(french="Restaure FILE dans un registre vide, en une seule transaction : tout ou rien.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--check",
    is_flag=True,
    help=Text(en="Read the whole file, and write nothing.", fr="Lire le fichier en entier, sans rien écrire."),
)
@language_option
def restore(file: Path, check: bool, language: Language) -> None:
    """Restore FILE into an empty register, in one transaction: all or nothing."""
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.whole_register import (  # noqa: PLC0415 after the settings
        check_register_file,
        restore_register,
    )

    if check:
        counts = check_register_file(file)
        click.echo(_CHECKED.in_language(language).format(rows=sum(counts.values()), tables=len(counts)))
        return
    counts = restore_register(file)
    click.echo(_RESTORED.in_language(language).format(rows=sum(counts.values()), tables=len(counts)))


register = BilingualGroup(
    "register",
    rooms={
        "export": (
            "concertation.cli.whole_register:export",
            Text(en="Write the whole register as one file.", fr="Écrire tout le registre en un fichier."),
        ),
        "restore": (
            "concertation.cli.whole_register:restore",
            Text(en="Restore such a file into an empty register.", fr="Restaurer ce fichier dans un registre vide."),
        ),
        "check-search": (
            "concertation.cli.search_index:check_search",
            Text(
                en="Check that the search says what the register says.",
                fr="Vérifier que la recherche dit ce que dit le registre.",
            ),
        ),
        "rebuild-search": (
            "concertation.cli.search_index:rebuild_search",
            Text(en="Make the index of the search anew.", fr="Refaire l’index de la recherche."),
        ),
    },
    help="The whole register as one file and back, and the index of its search.",
    french="Tout le registre en un fichier et retour, et l’index de sa recherche.",
)
language_option(register)
