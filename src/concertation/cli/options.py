"""The options that every command spells the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day written 2014-06-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a day. Write it like 2014-06-30.", param, ctx)


def today() -> date:
    """The day on this machine's clock; only the outermost floor reads it."""
    return datetime.now().astimezone().date()


def as_of_option(command: Command) -> Command:
    """``--as-of DATE``, today when absent."""
    return click.option(
        "--as-of",
        type=Day(),
        default=today,
        show_default="today",
        help="The day to look at, like 2014-06-30.",
    )(command)


def language_option(command: Command) -> Command:
    """``--language en|fr``."""
    return click.option(
        "--language",
        type=click.Choice(["en", "fr"]),
        default="en",
        show_default=True,
        help="Words in English or French.",
    )(command)


def format_option(command: Command) -> Command:
    """``--format table|json|csv``."""
    return click.option(
        "--format", "layout", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
    )(command)
