"""A file of answers to doubts: a JSON object, the id of the doubt before the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from concertation.cli.options import refusal


class AnswersFile(click.ParamType[dict[str, str]]):
    """Reads such a file; one that holds anything else is refused before the register is opened."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        if isinstance(value, dict):
            return value
        try:
            answers = json.loads(Path(value).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):
            answers = None
        if isinstance(answers, dict) and all(isinstance(answer, str) for answer in answers.values()):
            return answers
        raise refusal(
            param,
            ctx,
            english=f"“{value}” is not a JSON object of answers. `workbook preview` shows one to copy.",
            french=f"« {value} » n’est pas un objet JSON de réponses. `workbook preview` en montre un à copier.",
        )
