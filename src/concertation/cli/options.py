"""The options that every command spells the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from concertation.cli.bilingual import language_of, option
from concertation.core.text import Language, Text

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)


def refusal(
    param: click.Parameter | None, ctx: click.Context | None, *, english: str, french: str
) -> click.BadParameter:
    """Says in the language of the command why a value is refused."""
    is_french = ctx is not None and language_of(ctx) == "fr"
    return click.BadParameter(french if is_french else english, ctx, param)


class Day(click.ParamType[date]):
    """A day written 2014-06-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise refusal(
                param,
                ctx,
                english=f"“{value}” is not a day. Write it like 2014-06-30.",
                french=f"« {value} » n’est pas une date. Écrivez-la comme 2014-06-30.",
            ) from error


class NewFile(click.ParamType[Path]):
    """A file to write: what stands there already is never lost, and its folder must exist."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.exists():
            raise refusal(
                param,
                ctx,
                english=f"“{value}” exists already. Choose another name, or move it away first.",
                french=f"« {value} » existe déjà. Choisissez un autre nom, ou déplacez-le d’abord.",
            )
        if not path.absolute().parent.is_dir():
            raise refusal(
                param,
                ctx,
                english=f"the folder “{path.parent}” does not exist. Make it first.",
                french=f"le dossier « {path.parent} » n’existe pas. Créez-le d’abord.",
            )
        return path


def today() -> date:
    """The day on this machine's clock; only the outermost floor reads it."""
    return datetime.now().astimezone().date()


def as_of_option(command: Command) -> Command:
    """``--as-of DATE``, today when absent."""
    return option(
        "--as-of",
        type=Day(),
        default=today,
        help=Text(
            en="The day to look at, like 2014-06-30; today when absent.",
            fr="La date à regarder, comme 2014-06-30; aujourd’hui si absente.",
        ),
    )(command)


def language_option(command: Command) -> Command:
    """``--language en|fr``, for the help, the words of the answer and the refusals."""
    return option(
        "--language",
        type=click.Choice(["en", "fr"]),
        default=_language_asked_before,
        help=Text(en="English or French; English when absent.", fr="Anglais ou français; anglais si absente."),
    )(command)


def format_option(command: Command) -> Command:
    """``--format table|json|csv``."""
    return option(
        "--format",
        "layout",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
        help=Text(en="How the answer is laid out.", fr="La forme de la réponse."),
    )(command)


def _language_asked_before() -> Language:
    return language_of(click.get_current_context())
