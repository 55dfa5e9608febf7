"""Writes a file into the register, once its preview was confirmed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import format_option, language_option, refusal
from concertation.cli.output import print_json
from concertation.cli.workbook.answers import AnswersFile
from concertation.cli.workbook.preview import WAITS_FOR_A_PERSON
from concertation.core.text import Counted, Language, Text

if TYPE_CHECKING:
    from concertation.journeys.workbook import ImportResult

_ASK = Text(en="Write this into the register?", fr="Écrire cela dans le registre?")
_MOVED = Text(
    en="The register changed meanwhile. Look again:", fr="Le registre a changé entre-temps. Regardez de nouveau :"
)
_NOTHING = Text(
    en="Nothing to write: the register says all this already.", fr="Rien à écrire : le registre dit déjà tout cela."
)
_NO_ROW = Text(
    en="Nothing to write: no row of this file was recognised. `workbook preview` says why.",
    fr="Rien à écrire : aucune ligne de ce fichier n’a été reconnue. `workbook preview` dit pourquoi.",
)
_WRITTEN = Counted(
    Text(en="{count} fact written (change {change}).", fr="{count} fait écrit (modification {change})."),
    Text(en="{count} facts written (change {change}).", fr="{count} faits écrits (modification {change})."),
)
_LEFT_OUT = Counted(
    Text(en="{count} faulty row left out.", fr="{count} ligne fautive laissée de côté."),
    Text(en="{count} faulty rows left out.", fr="{count} lignes fautives laissées de côté."),
)


@command(
    name="import",
    french="""Écrit FILE dans le registre, en une seule modification : tout ou rien.

    Au terminal, montre l’aperçu et demande; --yes pour les scripts. Codes de sortie : 0 écrit, ou rien à écrire;
    1 arrêté par vous; 2 fichier illisible ou commande incomprise; 3 anomalies ou doutes en suspens. Rien n’est
    écrit sauf avec 0.
    """,
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--reason", required=True, help=Text(en="Why, kept in the history.", fr="Pourquoi, gardé dans l’historique."))
@option(
    "--answers",
    type=AnswersFile(),
    help=Text(en="Answers to the doubts, as JSON.", fr="Réponses aux doutes, en JSON."),
)
@option(
    "--unanswered",
    type=click.Choice(["proposed", "different"]),
    help=Text(
        en="Take the other doubts as proposed, or as something else.",
        fr="Prend les autres doutes comme proposé, ou comme autre chose.",
    ),
)
@option(
    "--leave-faulty-rows",
    is_flag=True,
    help=Text(en="Leave faulty rows out and write the rest.", fr="Laisse de côté les lignes fautives."),
)
@option("--yes", is_flag=True, help=Text(en="Do not ask.", fr="Ne demande pas."))
@format_option
@language_option
def import_file(file: Path, yes: bool, layout: str, language: Language, **choices: Any) -> None:
    """Write FILE into the register, in one change: all or nothing.

    On a terminal, shows the preview and asks; --yes for scripts. Exit codes: 0 written, or nothing to write;
    1 stopped by you; 2 unreadable file or mistyped command; 3 faults or doubts remain. Nothing is written unless 0.
    """
    if not yes and not _somebody_is_there():
        raise refusal(
            None,
            click.get_current_context(),
            english="nobody is there to confirm. Add --yes.",
            french="personne n’est là pour confirmer. Ajoutez --yes.",
        )
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.workbook import (  # noqa: PLC0415 after the settings
        RowsWithFaults,
        UnansweredDoubts,
        confirm_import,
    )

    if not yes:
        _ask(file, choices, language)
    try:
        result = confirm_import(file, **choices)
    except (RowsWithFaults, UnansweredDoubts) as waiting:
        click.echo(waiting.in_language(language), err=True)
        click.get_current_context().exit(WAITS_FOR_A_PERSON)
    _tell(result, layout, language)


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()


def _ask(file: Path, choices: Mapping[str, Any], language: Language) -> None:
    """Shows the preview until somebody agrees to it on a register that has not moved since."""
    from concertation.cli.workbook.told import in_words  # noqa: PLC0415 after the settings
    from concertation.journeys.observation import latest_change  # noqa: PLC0415 after the settings
    from concertation.journeys.workbook import preview_workbook  # noqa: PLC0415 after the settings

    while True:
        seen = latest_change()
        preview = preview_workbook(file, answers=choices["answers"])
        click.echo(in_words(preview, language) + "\n", err=True)
        if preview.changes_nothing or (preview.faults and not choices["leave_faulty_rows"]):
            return
        if preview.open_doubts and choices["unanswered"] is None:
            return
        if not _agrees(language):
            raise click.Abort
        if latest_change() == seen:
            return
        click.echo(_MOVED.in_language(language), err=True)


def _agrees(language: Language) -> bool:
    """Yes in either language; anything else is no."""
    choices = "[o/N]" if language == "fr" else "[y/N]"
    said = click.prompt(f"{_ASK.in_language(language)} {choices}", default="", show_default=False, err=True)
    return said.strip().casefold() in ("y", "yes", "o", "oui")


def _tell(result: ImportResult, layout: str, language: Language) -> None:
    if layout == "json":
        print_json(
            {
                "change": result.change_id,
                "written": result.written,
                "left_out": result.left_out,
                "counts": dict(result.counts),
            }
        )
        return
    if result.change_id is None:
        click.echo((_NOTHING if any(result.counts.values()) else _NO_ROW).in_language(language))
    else:
        click.echo(_in_words(_WRITTEN, result.written, language, change=result.change_id))
    if result.left_out:
        click.echo(_in_words(_LEFT_OUT, result.left_out, language))


def _in_words(words: Counted, count: int, language: Language, **facts: object) -> str:
    return words.for_count(count, language).format(count=count, **facts)
