"""The examples of the how-to, in both languages, run as they are written against a server."""

from __future__ import annotations

import html
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.conftest import LAST_DAY

from concertation.journeys.demonstration import load_demonstration
from concertation.journeys.tokens import Scope, issue_token
from concertation.store.models import Change, Partnership

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
WRITTEN = "http://127.0.0.1:8000"


@pytest.mark.django_db(transaction=True)
def test_the_python_of_the_how_to_runs(live_server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Both documents, against one register: what they write, they take back."""
    load_demonstration(last_day=LAST_DAY)
    issued = issue_token(owner=User.objects.get(username="ana"), name="how-to", scope=Scope.WRITE, days=1)
    for language in ("en", "fr"):
        text = (HOW_TO / f"ask-from-a-program.{language}.md").read_text(encoding="utf-8")
        code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
        names: dict[str, Any] = {}
        exec(code.replace(WRITTEN, live_server.url).replace("conc_…", issued.secret), names)
        assert names["table"].height > 50
        assert len(names["members" if language == "en" else "membres"]) > 5
    assert Partnership.objects.get(key="brandon").website == ""
    assert Change.objects.filter(kind="undone").count() == 2
    printed = capsys.readouterr().out
    assert "Formality" in printed
    assert "Formalité" in printed


def _asked(line: str) -> tuple[str, dict[str, str]]:
    """The address and the headers of a line of curl."""
    words = shlex.split(line)[1:]
    headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
    (address,) = (word for word in words if word.startswith("http"))
    return re.sub(r"^https?://[^/]+", "", address), headers


def _lines_of_curl(reader: Client) -> list[str]:
    written = [path.read_text(encoding="utf-8") for path in sorted(HOW_TO.glob("*.md"))]
    shown = [html.unescape(reader.get(f"/{language}/api/v1/").content.decode()) for language in ("en", "fr")]
    return [line.strip().split("</code>")[0] for text in (*written, *shown) for line in re.findall(r"curl .*", text)]


def test_the_lines_of_curl_are_answered(visitor: Client, program: Any) -> None:
    """Those of the how-to and of the page of the API; a line with a key is asked with one."""
    lines = _lines_of_curl(visitor)
    assert len(lines) > 10
    for line in lines:
        address, headers = _asked(line)
        has_key = headers.pop("Authorization", None) is not None
        answer = (program("marc") if has_key else visitor).get(address, headers=headers)
        assert answer.status_code == 200, line
        assert answer.headers["Content-Type"].startswith(headers.get("Accept", "application/json")), line
