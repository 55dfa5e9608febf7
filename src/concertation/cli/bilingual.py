"""Commands whose help and refusals speak the language asked for, wherever on the line it was asked."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, TypeVar

import click

from concertation.cli.usage_errors import usage_error_in_french
from concertation.core.errors import ConcertationError
from concertation.core.text import Language, Text

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

_OPTIONS_OF_ALL = {
    "Show this message and exit.": "Affiche cette aide.",
    "Show the version and exit.": "Affiche la version.",
}


def asked_language(arguments: Sequence[str]) -> Language:
    """The language named anywhere on the line, the last one where there are several; English otherwise."""
    joined = [word.removeprefix("--language=") for word in arguments if word.startswith("--language=")]
    apart = [word for option, word in pairwise(arguments) if option == "--language"]
    return "fr" if [*joined, *apart][-1:] == ["fr"] else "en"


def language_of(context: click.Context) -> Language:
    """The language in which this call of the command speaks."""
    return "fr" if context.find_root().obj == "fr" else "en"


class BilingualOption(click.Option):
    """An option whose help is written in both languages."""

    def __init__(self, *names: Any, french: str, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.french = french

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of the option in the help."""
        record = super().get_help_record(ctx)
        if record is None or language_of(ctx) == "en":
            return record
        names, words = record
        return names, _in_french(words.replace(self.help or "", self.french, 1))


class _Bilingual(click.Command):
    """What commands and groups share: their own words, and the words around them."""

    def __init__(self, *arguments: Any, french: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.french = french

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that says how to write the command."""
        prefix = "Utilisation : " if language_of(ctx) == "fr" else None
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        text = self.french if language_of(ctx) == "fr" else self.help or ""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(inspect.cleandoc(text))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, those of every command included."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        is_french = language_of(ctx) == "fr"
        if is_french:
            records = [(names, _OPTIONS_OF_ALL.get(words, words)) for names, words in records]
        with formatter.section("Options\u00a0" if is_french else "Options"):
            formatter.write_dl(records)


class BilingualCommand(_Bilingual):
    """A command that speaks both languages."""


class BilingualGroup(_Bilingual, click.Group):
    """Commands under one word, each loaded only when it is called; faults reach people as one plain sentence.

    ``rooms`` gives by name where the command lives (``package.module:command``) and what it does.
    """

    def __init__(self, *arguments: Any, rooms: dict[str, tuple[str, Text]], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.rooms = rooms

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which people meet them."""
        return list(self.rooms)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now."""
        if cmd_name not in self.rooms:
            return None
        module, name = self.rooms[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        language = language_of(ctx)
        with formatter.section("Commandes\u00a0" if language == "fr" else "Commands"):
            formatter.write_dl([(name, does.in_language(language)) for name, (_, does) in self.rooms.items()])

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **settings: Any) -> Any:  # type: ignore[override]
        """Runs the command line and leaves with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        language = asked_language(arguments)
        settings |= {"standalone_mode": False, "obj": language}
        try:
            code = super().main(arguments, prog_name, **settings)
        except click.Abort:
            click.echo("Arrêté; rien n’a été fait." if language == "fr" else "Stopped; nothing was done.", err=True)
            sys.exit(1)
        except click.ClickException as error:
            _show(error, language)
            sys.exit(error.exit_code)
        except ConcertationError as error:
            click.echo(error.in_language(language), err=True)
            sys.exit(2)
        sys.exit(code if isinstance(code, int) else 0)


def command(*, french: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Declares a command; its docstring is the English help."""
    return click.command(cls=BilingualCommand, french=french, **settings)


def option(*names: str, help: Text, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Declares an option with its help in both languages."""
    return click.option(*names, cls=BilingualOption, help=help.en, french=help.fr, **settings)


def _show(error: click.ClickException, language: Language) -> None:
    is_help = isinstance(error, click.exceptions.NoArgsIsHelpError)
    if language == "fr" and not is_help:
        click.echo(usage_error_in_french(error), err=True)
    else:
        error.show()


def _in_french(words: str) -> str:
    return words.replace("[default: ", "[par défaut : ").replace("required]", "obligatoire]")
