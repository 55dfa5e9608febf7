"""What every answer has: tags, formats, languages, limits, other sites, and a plain way to say no."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from ninja import NinjaAPI, Router
from tests.api.conftest import DAY, ROOT

from concertation.api import shapes
from concertation.api.deprecation import deprecated, tell_deprecation
from concertation.api.document import describe
from concertation.api.offering import offers
from concertation.store.history import recording
from concertation.store.models import Organisation

pytestmark = pytest.mark.django_db
LIST = f"{ROOT}partnerships"


def test_what_has_not_changed_is_not_sent_again(visitor: Client) -> None:
    """RFC 9110 §13: by the tag, and by the date where there is no tag."""
    first = visitor.get(LIST, DAY)
    again = visitor.get(LIST, DAY, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    dated = visitor.get(LIST, DAY, headers={"If-Modified-Since": first["Last-Modified"]})
    assert dated.status_code == 304
    assert visitor.get(LIST, DAY, headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 200


def test_a_change_of_the_register_makes_another_answer(visitor: Client) -> None:
    """The tag follows the register."""
    before = visitor.get(LIST, DAY)["ETag"]
    with recording(kind="test", reason="something new"):
        Organisation.objects.create(key="new", name_en="New")
    assert visitor.get(LIST, DAY, headers={"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "headers"),
    [({"reach": "local"}, {}), ({}, {"Accept-Language": "fr"}), ({}, {"Accept": "text/csv"})],
)
def test_another_question_has_another_tag(visitor: Client, asked: Any, headers: Any) -> None:
    """By the question, the language and the format."""
    assert visitor.get(LIST, {**DAY, **asked}, headers=headers)["ETag"] != visitor.get(LIST, DAY)["ETag"]


def test_nothing_is_read_to_say_that_nothing_changed(visitor: Client, django_assert_max_num_queries: Any) -> None:
    """A visitor’s 304 costs the state of the register, and no more."""
    tag = visitor.get(LIST, DAY)["ETag"]
    with django_assert_max_num_queries(1):
        assert visitor.get(LIST, DAY, headers={"If-None-Match": tag}).status_code == 304


def test_people_with_rights_have_a_tag_of_what_they_saw(program: Any, visitor: Client) -> None:
    """Rights have no state: the answer itself is the tag, and no shared memory keeps it."""
    address = f"{ROOT}partnerships/brandon/typology"
    seen = program("marc").get(address, DAY)
    assert seen["ETag"] != visitor.get(address, DAY)["ETag"]
    assert "private" in seen["Cache-Control"]
    again = program("marc").get(address, DAY, headers={"If-None-Match": seen["ETag"]})
    assert again.status_code == 304


def test_answers_are_packed_for_those_who_read_them_so(visitor: Client) -> None:
    """The same words in fewer bytes; the tag says that the bytes are others, and is known again."""
    plain, packed = visitor.get(LIST, DAY), visitor.get(LIST, DAY, headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert visitor.get(LIST, DAY, headers={"If-None-Match": packed["ETag"]}).status_code == 304
    assert "Content-Encoding" not in visitor.get(LIST, DAY, headers={"Accept-Encoding": "gzip;q=0"})


@pytest.mark.parametrize("address", ["partnerships", "facts/organisation?format=csv", "openapi.json"])
def test_head_has_the_headers_of_get(visitor: Client, address: str) -> None:
    """RFC 9110 §9.3.2."""
    whole, bare = visitor.get(f"{ROOT}{address}"), visitor.head(f"{ROOT}{address}")
    assert (bare.status_code, bare.content) == (200, b"")
    assert bare["Content-Type"] == whole["Content-Type"]
    assert bare.get("ETag") == whole.get("ETag")


def test_options_say_what_may_be_asked(visitor: Client) -> None:
    """RFC 9110 §9.3.7."""
    assert visitor.options(LIST)["Allow"] == "GET, HEAD, OPTIONS"
    assert visitor.options(f"{ROOT}facts/area")["Allow"] == "GET, HEAD, OPTIONS, POST"
    refused = visitor.put(LIST)
    assert (refused.status_code, refused.json()["code"]) == (405, "wrong-method")


def test_pages_of_other_sites_read_what_everybody_may_read(visitor: Client, program: Any) -> None:
    """No session and no key crosses from one site to another: what an account opens is not for other sites."""
    origin = {"Origin": "https://elsewhere.example"}
    asked = visitor.options(LIST, headers={**origin, "Access-Control-Request-Method": "GET"})
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" not in asked["Access-Control-Allow-Headers"]
    assert visitor.get(LIST, headers=origin)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in program("lise").get(LIST, headers=origin)


def test_a_format_that_is_not_offered_is_refused_with_those_that_are(visitor: Client) -> None:
    """406 says what to ask for."""
    refused = visitor.get(LIST, headers={"Accept": "image/png"})
    assert (refused.status_code, refused.json()["code"]) == (406, "not-acceptable")
    assert "text/csv" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("nothing", 404, "no-such-address"),
        ("partnerships/", 404, "no-such-address"),
        ("partnerships/nobody", 404, "unknown-record"),
        ("facts/nothing", 404, "unknown-fact-kind"),
        ("vocabularies/nothing", 404, "unknown-scheme"),
        ("partnerships?reach=nowhere", 422, "invalid-request"),
        ("partnerships?colour=blue", 422, "invalid-request"),
        ("partnerships?as_of=yesterday", 422, "invalid-request"),
        ("partnerships?q=%00", 422, "invalid-request"),
        ("facts/organisation?partnership=brandon", 422, "invalid-request"),
        ("facts/organisation?after=1&before=3", 422, "invalid-request"),
        ("changes", 401, "account-needed"),
        ("facts/concern", 401, "account-needed"),
        ("facts/representative", 401, "account-needed"),
        ("partnerships/brandon?known_at=2026-01-01T00:00:00Z", 401, "account-needed"),
    ],
)
def test_what_goes_wrong_is_told_in_both_languages(visitor: Client, address: str, status: int, code: str) -> None:
    """RFC 9457, with a code that does not change and a sentence that says what to do."""
    answer = visitor.get(f"{ROOT}{address}", headers={"Accept-Language": "fr"})
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"] == problem["sentences"]["fr"] != problem["sentences"]["en"]
    page, _, anchor = problem["type"].partition("#")
    assert f'id="{anchor}"' in visitor.get(page).content.decode()


def test_a_fault_of_ours_is_a_problem_too(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the inside is told, and nothing but JSON is sent."""

    def fail(**_: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr("concertation.api.overview.survey_register", fail)
    answer = visitor.get(f"{ROOT}overview")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert b"the inside" not in answer.content


def test_too_many_requests_are_told_how_long_to_wait(visitor: Client, program: Any, settings: Any) -> None:
    """By address for visitors, by key for programs: one does not use up what the other may ask."""
    settings.API_RATES = {"visitor": "3/min", "account": "5/min"}
    statuses = [visitor.get(f"{ROOT}kinds").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = visitor.get(f"{ROOT}kinds")
    assert 0 < int(refused["Retry-After"]) <= 60
    mine = program("lise")
    assert [mine.get(f"{ROOT}kinds").status_code for _ in range(6)] == [200] * 5 + [429]


def test_an_address_written_by_the_client_itself_is_not_believed(visitor: Client, settings: Any) -> None:
    """Without a proxy in front, X-Forwarded-For says what anybody wants it to say."""
    settings.API_RATES = {"visitor": "2/min", "account": "2/min"}
    statuses = [
        visitor.get(f"{ROOT}kinds", headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code for number in range(3)
    ]
    assert statuses == [200, 200, 429]


def test_an_operation_that_will_go_says_so() -> None:
    """RFC 9745 and RFC 8594: since when, until when, and what to use instead; in the document too."""
    mark = deprecated(since=date(2026, 3, 1), sunset=date(2027, 3, 1), instead="/api/v1/partnerships")
    router = Router()

    @router.get("/old", **offers(shapes.Chronology, **mark))
    def read_days(request: Any) -> Any:
        return {"days": []}

    made = NinjaAPI(urls_namespace="made", openapi_url=None, docs_url=None)
    made.get_openapi_operation_id = lambda operation: operation.view_func.__name__  # type: ignore[method-assign]
    made.add_router("", router, tags=["register"])
    operation = describe(made, "en")["paths"]["/api/v1/old"]["get"]
    answer = Client().get(f"{ROOT}kinds")
    del answer["Link"]
    tell_deprecation(operation, answer)
    assert operation["deprecated"] is True
    assert answer["Deprecation"] == "@1772323200"
    assert answer["Sunset"] == "Mon, 01 Mar 2027 00:00:00 GMT"
    assert '</api/v1/partnerships>; rel="successor-version"' in answer["Link"]


def test_a_session_reads_as_the_person_does(demonstration: None) -> None:
    """The pages of the register may use the API too."""
    client = Client()
    client.force_login(User.objects.get(username="lise"))
    assert client.get(f"{ROOT}changes").status_code == 200
    assert client.get(ROOT).json()["you"]["may_see_history"] is True


def test_the_document_is_in_the_language_asked_for(visitor: Client) -> None:
    """Programs are written by people who read one of the two."""
    french = json.loads(visitor.get(f"{ROOT}openapi.json", headers={"Accept-Language": "fr"}).content)
    assert french["info"]["title"].startswith("Concertation\u00a0: le registre")
