"""Help and refusals come at once, and in the language asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from tests.cli.conftest import Run

from concertation.cli.bilingual import BilingualGroup, BilingualOption
from concertation.cli.main import concertation

# What takes long to import; none of it is needed to say what commands there are.
_HEAVY = ("django", "polars", "numpy", "openpyxl", "rdflib", "rapidfuzz", "tabulate", "gunicorn", "babel", "csp")

_ASK_FOR_HELP = """
import sys
from concertation.cli.main import run
sys.argv = ["concertation", *sys.argv[1:]]
try:
    run()
except SystemExit:
    pass
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def _commands(group: BilingualGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    context = click.Context(group)
    for name in group.rooms:
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, BilingualGroup):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name), command


_ALL = dict(_commands(concertation))
_WITH_HELP = [path for path in _ALL if path != ("manage",)]


@pytest.mark.parametrize("words", [("--help",), ("--language", "fr", "--help"), ("workbook", "import", "--help")])
def test_help_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    """An answer in 0.3 s leaves no time for a framework."""
    done = subprocess.run([sys.executable, "-c", _ASK_FOR_HELP, *words], capture_output=True, text=True, check=True)
    assert "concertation" in done.stdout
    assert set(done.stderr.split()) & set(_HEAVY) == set()


@pytest.mark.parametrize("path", _WITH_HELP, ids=" ".join)
def test_every_command_says_what_it_does_in_english(run: Run, path: tuple[str, ...]) -> None:
    """Usage, a sentence, options."""
    help_text = run(*path, "--help").stdout
    assert help_text.startswith(f"Usage: {' '.join(('concertation', *path))}")
    assert "Show this message and exit." in help_text


@pytest.mark.parametrize("path", _WITH_HELP, ids=" ".join)
def test_every_command_says_what_it_does_in_french(run: Run, path: tuple[str, ...]) -> None:
    """The same, with no word of English around it."""
    help_text = run(*path, "--language", "fr", "--help").stdout
    assert help_text.startswith(f"Utilisation\u00a0: {' '.join(('concertation', *path))}")
    assert not [word for word in ("Usage", "Commands", "Show ", "default", "required") if word in help_text]


@pytest.mark.parametrize("path", _ALL, ids=" ".join)
def test_every_option_has_its_help_in_both_languages(path: tuple[str, ...]) -> None:
    """Neither side is empty, and one is not the copy of the other."""
    options = [param for param in _ALL[path].params if isinstance(param, BilingualOption)]
    assert [option.name for option in options if not option.help or option.french in ("", option.help)] == []


def test_the_language_may_be_asked_before_the_command(run: Run) -> None:
    """Anywhere on the line."""
    assert run("--language", "fr", "vocabulary", "list").stdout.startswith("code  ")
    assert "provenance" in run("--language", "fr", "vocabulary", "list").stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("partenariats",), "La commande «\u00a0partenariats\u00a0» n’existe pas."),
        (("partnerships", "--langage"), "L’option «\u00a0--langage\u00a0» n’existe pas. Vouliez-vous dire --language?"),
        (("partnerships", "--as-of", "hier"), "«\u00a0hier\u00a0» n’est pas une date. Écrivez-la comme 2014-06-30."),
        (("partnerships", "--as-of"), "L’option «\u00a0--as-of\u00a0» demande une valeur."),
        (("partnerships", "--format", "pdf"), "«\u00a0pdf\u00a0» n’est pas parmi\u00a0: 'table', 'json', 'csv'."),
        (("history", "partnership"), "Il manque l’argument «\u00a0KEY\u00a0»."),
        (("workbook", "preview", "rien.xlsx"), "«\u00a0rien.xlsx\u00a0» n’existe pas."),
        (("workbook", "import", "pyproject.toml"), "Il manque l’option «\u00a0--reason\u00a0»."),
        (("vocabulary", "show", "a", "b"), "Il y a un argument de trop\u00a0: b."),
        (("serve", "--port", "x"), "«\u00a0x\u00a0» n’est pas un nombre."),
    ],
)
def test_a_mistyped_line_is_refused_in_french(run: Run, words: tuple[str, ...], sentence: str) -> None:
    """Exit code 2 and a plain sentence, with no word of English around it."""
    refused = run("--language", "fr", *words)
    assert refused.exit_code == 2
    assert sentence in refused.stderr
    assert "Usage" not in refused.stderr


def test_a_mistyped_line_is_refused_in_english(run: Run) -> None:
    """The same exit code and the library's own words."""
    refused = run("partnerships", "--as-of", "yesterday")
    assert refused.exit_code == 2
    assert "“yesterday” is not a day. Write it like 2014-06-30." in refused.stderr
