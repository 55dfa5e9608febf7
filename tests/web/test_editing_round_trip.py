"""Every kind of fact of the dictionary can be added, corrected, removed and brought back from its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from concertation.core.facts import FactKind, Field, all_kinds, fact_kind
from concertation.core.vocabulary import load_scheme
from concertation.journeys.lookup import LOOKED_UP
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import give_role
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Change

pytestmark = pytest.mark.django_db

# One record of each kind that others refer to, all of one partnership; organisations come in pairs.
GROUND: dict[str, dict[str, dict[str, object]]] = {
    "source": {"minutes": {"title_en": "Minutes", "kind": "report"}},
    "area": {
        "town": {"name_en": "Town", "kind": "municipality"},
        "union": {"name_en": "Union", "kind": "custom"},
    },
    "organisation": {"city": {"name_en": "City"}, "school": {"name_en": "School"}},
    "partnership": {"table": {"name_en": "Table"}, "network": {"name_en": "Network"}},
    "membership": {"city-in": {"partnership": "table", "organisation": "city"}},
    "representative": {"someone": {"organisation": "city", "name": "Someone"}},
    "body": {"council": {"partnership": "table", "kind": "council", "name_en": "Council"}},
    "meeting": {"first": {"partnership": "table"}},
    "decision": {"to-open": {"partnership": "table", "description_en": "To open"}},
    "agreement": {"terms": {"partnership": "table", "kind": "terms_of_reference", "title_en": "Terms"}},
    "plan": {"plan": {"partnership": "table", "title_en": "Plan"}},
    "activity": {"fair": {"partnership": "table", "kind": "event", "name_en": "Fair"}},
}
# Where two references of a kind lead to the same kind of fact, the second leads elsewhere.
OTHERS = {
    ("lineage", "result"): "network",
    ("tie", "to_organisation"): "school",
    ("dependence", "provider"): "school",
    ("match_judgment", "other"): "school",
    ("membership", "organisation"): "school",
    ("area_part", "whole"): "union",
    ("attendance", "guest"): "",
    ("body_member", "persons_low"): "",
    ("body_member", "persons_high"): "",
    ("participation", "organisation"): "school",
}
TERMS = {("area", "kind"): "municipality"}
NAMES = {"minutes": "Minutes", "town": "Town", "union": "Union", "city": "City", "school": "School"} | {
    "table": "Table",
    "network": "Network",
}


@pytest.fixture
def marc() -> Client:
    """A steward, who may edit every kind of fact, and the ground on which facts stand."""
    user = User.objects.create_user("marc", first_name="Marc")
    give_role(user=user, role="steward")
    with recording(kind="test", reason="the ground"):
        insert_facts(GROUND)
    client = Client()
    client.force_login(user)
    return client


def _answers(kind: FactKind) -> dict[str, str]:
    """An answer to every question of the form, as a person would write it."""
    found: dict[str, str] = {}
    for item in kind.fields:
        if item.name in ("date_precision", "is_synthetic") or item.type == "geojson":
            continue
        if item.type == "reference":
            found |= _reference(kind, item)
            continue
        for column in item.columns:
            found[column.slot] = OTHERS.get((kind.id, item.name), _answer(kind, item))
    return found | ({"subject_kind": "organisation", "subject_key": "city"} if kind.id == "statement" else {})


def _reference(kind: FactKind, item: Field) -> dict[str, str]:
    keys = list(GROUND.get(str(item.to), {}))
    key = OTHERS.get((kind.id, item.name), keys[0])
    is_own = item.to == kind.id == "body" or (kind.id, item.name) == ("area", "metropolitan_area")
    if item.is_parent or item.to not in LOOKED_UP or is_own:
        return {item.name: key, f"{item.name}-words": NAMES.get(key, "")}
    return {f"{item.name}-words": NAMES.get(key, ""), item.name: ""}


def _answer(kind: FactKind, item: Field) -> str:
    if item.type == "term":
        scheme = load_scheme(str(item.scheme))
        return TERMS.get((kind.id, item.name), scheme.codes[0])
    if (kind.id, item.name) == ("declared_type", "value"):
        return "local"
    if item.type in ("integer", "decimal"):
        least = item.minimum if item.minimum is not None else 1
        return str(int(max(least, 1 if item.maximum is None or item.maximum >= 1 else 0)))
    answers = {"boolean": "yes", "email": "a@example.org", "url": "https://example.org", "date": "2014-06-30"}
    return answers.get(item.type, "Words")


def _query(kind: FactKind) -> str:
    parent = kind.parent
    if parent is None:
        return ""
    key = OTHERS.get((kind.id, parent.name), next(iter(GROUND[str(parent.to)])))
    return f"?{parent.name}={key}"


def _row(kind_id: str, key: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = list(model_of(kind_id).objects.filter(key=key).values())
    return rows[0] if rows else {}


def _changed(kind: FactKind) -> Iterator[tuple[str, str, Any]]:
    """A part that can be corrected, what is written there, and what the register then holds."""
    for column in kind.columns:
        if column.field.type in ("text", "long_text") and column.slot not in ("subject_kind", "subject_key", "value"):
            yield column.name, "Other words", "Other words"
    yield "until", "2015-12-31", date(2015, 12, 31)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)
def test_a_fact_of_every_kind_goes_the_whole_way(marc: Client, kind: FactKind) -> None:
    """Added, corrected, found twice in its history, removed, and back with its key and its values."""
    answers = _answers(kind)
    known = set(model_of(kind.id).objects.values_list("key", flat=True))
    added = marc.post(f"/en/facts/{kind.id}/add/{_query(kind)}", {**answers, "do": "save", "is-new": "1"})
    assert added.status_code == 302, [words for _, words in added.context["problems"]]
    (key,) = set(model_of(kind.id).objects.values_list("key", flat=True)) - known
    assert added["Location"].endswith(f"#fact-{kind.id}-{key}")
    first = _row(kind.id, key)
    for column in kind.columns:
        wanted = answers.get(column.slot, answers.get(f"{column.slot}-words", ""))
        is_asked = column.field.name not in ("date_precision", "is_synthetic") and column.field.type != "geojson"
        assert not (is_asked and wanted) or first[column.name] not in (None, ""), column.name

    slot, written, value = next(_changed(kind))
    page = marc.get(f"/en/facts/{kind.id}/{key}/edit/")
    form = page.context["form"]
    shown = dict(form.written) | {name: asked.key for name, asked in form.asked.items()}
    shown |= {f"{name}-words": asked.words for name, asked in form.asked.items()}
    shown |= {f"{name}-choice": asked.key for name, asked in form.asked.items() if asked.target == "source"}
    shown |= {f"{name}-was": asked.key for name, asked in form.asked.items() if asked.target == "source"}
    edit = {**shown, slot: written, "reason": "minutes", "seen": str(form.version.number), "do": "save"}
    edited = marc.post(f"/en/facts/{kind.id}/{key}/edit/", edit)
    assert edited.status_code == 302, [words for _, words in edited.context["problems"]]
    second = _row(kind.id, key)
    assert second == {**first, slot: value}

    history = marc.get(f"/en/facts/{kind.id}/{key}/history/").content.decode()
    assert "minutes" in history and "Marc" in history and history.count("change-when") == 2

    removed = marc.post(f"/en/facts/{kind.id}/{key}/remove/", {"reason": "a trial"})
    assert removed.status_code == 302 and not _row(kind.id, key)
    change = Change.objects.latest("id")
    undone = marc.post(f"/en/changes/{change.pk}/undo/")
    assert undone.status_code == 302 and _row(kind.id, key) == second


def test_every_kind_that_can_be_restricted_is_for_stewards(marc: Client) -> None:
    """Coordinators are refused the pages of what few may see."""
    ana = User.objects.create_user("ana")
    give_role(user=ana, role="coordinator")
    marc.force_login(ana)
    for kind in all_kinds():
        answer = marc.get(f"/en/facts/{kind.id}/add/{_query(kind)}")
        assert answer.status_code == (403 if fact_kind(kind.id).is_restricted else 200), kind.id
