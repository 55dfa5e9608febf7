"""Whatever a program sends, the answer is one that the document describes, and never a fault of ours."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.contrib.auth.models import User
from tests.api import fuzzing

from concertation.store.history import recording
from concertation.store.models import Area

pytestmark = pytest.mark.django_db

# Enough to meet each kind of parameter; `make fuzz-api` sends more.
EXAMPLES = int(os.environ.get("CONCERTATION_FUZZ_EXAMPLES", "6"))


# What only one state lets pass, that chance seldom meets; `test_waves`, `test_emerging` and `test_networks_by_program`
# walk through them in order.
OF_ONE_STATE = (
    *("/people", "/open", "/invite", "/remind", "/close", "/reopen"),
    *("/emerging/answers", "/take-back", "/measuring/{work}"),
)


@pytest.fixture(scope="module")
def schema(demonstration: None, django_db_blocker: Any) -> Any:
    """The document, read from the server itself."""
    with django_db_blocker.unblock():
        with recording(kind="test", reason="an outline to ask for"):
            outline = {"type": "Point", "coordinates": [-99.95, 49.85]}
            Area.objects.filter(pk__in=Area.objects.order_by("pk").values("pk")[:3]).update(geometry=outline)
        return fuzzing.read_schema()


@pytest.fixture(autouse=True)
def _patient(settings: Any) -> None:
    """Limits have tests of their own."""
    settings.API_RATES = {"visitor": "1000000/min", "account": "1000000/min"}


@pytest.mark.parametrize(("path", "method"), list(fuzzing.operations()))
@pytest.mark.parametrize("who", ["visitor", "steward"])
def test_every_answer_is_one_that_the_document_describes(schema: Any, who: str, path: str, method: str) -> None:
    """RFC 9110 statuses, our problems, and shapes without nulls; no 500, whoever asks."""
    headers = fuzzing.key_of(User.objects.get(username="marc")) if who == "steward" else {}
    fuzzing.fuzz(schema, path, method, headers=headers, examples=EXAMPLES)


def test_requests_found_something(schema: Any) -> None:
    """A fuzzer that only ever meets refusals proves little: every operation was answered with success at least once."""
    succeeded = {(path, method) for (path, method, status) in fuzzing.SEEN if status < 300}
    tried = {(path, method) for (path, method, _) in fuzzing.SEEN}
    if len(tried) < len(list(fuzzing.operations())):
        pytest.skip("the operations were tried in several processes, or not at all")
    assert {(path, method) for (path, method) in tried - succeeded if not path.endswith(OF_ONE_STATE)} == set()
