"""What importing a file would do."""

from __future__ import annotations

from pathlib import Path

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import format_option, language_option
from concertation.cli.workbook.answers import AnswersFile
from concertation.core.text import Language, Text

# The exit code of a workbook of which rows wait for a person.
WAITS_FOR_A_PERSON = 3


@command(
    french="""L’effet qu’aurait l’importation de FILE : comptes par feuille, anomalies, doutes et modifications.

    Rien n’est écrit. Code de sortie 3 s’il reste des anomalies ou des doutes. En CSV : une remarque par ligne.
    """
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--answers",
    type=AnswersFile(),
    help=Text(en="Answers to the doubts, as JSON.", fr="Réponses aux doutes, en JSON."),
)
@format_option
@language_option
def preview(file: Path, answers: dict[str, str] | None, layout: str, language: Language) -> None:
    """What importing FILE would do: counts by sheet, faults, doubts and changes.

    Nothing is written. Exit code 3 while faults or doubts remain. As CSV: one remark a line.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.cli.workbook.told import tell  # noqa: PLC0415 after the settings
    from concertation.journeys.workbook import preview_workbook  # noqa: PLC0415 after the settings

    outcome = preview_workbook(file, answers=answers)
    tell(outcome, layout=layout, language=language)
    if outcome.faults or outcome.open_doubts:
        click.get_current_context().exit(WAITS_FOR_A_PERSON)
