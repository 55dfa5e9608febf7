"""Writes one fact at a time through the API, as the fact editor does: permission, rules, trace, search and answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.client import HTTPConnection
from time import perf_counter
from typing import Any

_PATIENCE = 600
_REASON = "measured"


def key_of_a_steward() -> str:
    """A key of somebody who may write."""
    from django.contrib.auth.models import User  # noqa: PLC0415 after the settings

    from concertation.journeys.permission import give_role  # noqa: PLC0415
    from concertation.journeys.tokens import Scope, issue_token  # noqa: PLC0415

    user = User.objects.create_user("writer")
    give_role(user=user, role="steward")
    return issue_token(owner=user, name="writes", scope=Scope.WRITE, days=1).secret


class Writer:
    """A program that writes, over the loopback."""

    def __init__(self, port: int, key: str) -> None:
        self._port = port
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def deeds(self) -> dict[str, Callable[[int], float]]:
        """What is timed, by its name; each takes a number and gives the seconds of its writing."""
        return {
            "an organisation added": self._add_organisation,
            "a membership added": self._add_membership,
            "a name corrected": self._correct_name,
        }

    def _add_organisation(self, number: int) -> float:
        values = {"name_en": f"Added House {number}", "name_fr": f"Maison ajoutée {number}", "kind": "faith"}
        return self._send("POST", "organisation", {"key": f"added-{number}", "values": values})

    def _add_membership(self, number: int) -> float:
        values = {"organisation": f"added-{number}", "partnership": f"p{number}", "since": "2026-01-15"}
        return self._send("POST", "membership", {"key": f"added-{number}", "values": values})

    def _correct_name(self, number: int) -> float:
        read = self._ask("GET", f"organisation/o{number + 1000}")
        body = {"values": {"name_fr": f"Corrigé {number}"}}
        return self._send("PATCH", f"organisation/o{number + 1000}", body, **{"If-Match": read["ETag"]})

    def _send(self, method: str, path: str, body: dict[str, Any], **headers: str) -> float:
        start = perf_counter()
        self._ask(method, path, body | {"reason": _REASON}, **headers)
        return perf_counter() - start

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        content = json.dumps(body).encode() if body else None
        connection.request(method, f"/api/v1/facts/{path}", content, self._headers | headers)
        answer = connection.getresponse()
        told = answer.read()
        connection.close()
        if answer.status not in (200, 201):
            raise SystemExit(f"{method} {path}: {answer.status} {told[:500].decode()}")
        return answer.headers
