"""Two records of one library become one: what is kept, what moves, what folds, what is refused, and the way back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from tests.journeys.merging_register import all_rows, base, person, write

from concertation.core.errors import NotAllowed
from concertation.core.facts import fact_kind
from concertation.exchange.workbook import reading
from concertation.journeys.editing import add_fact, correct_fact, latest_version
from concertation.journeys.editing.versions import Version
from concertation.journeys.matching import judge_pair, judgment_of, pairs_told_apart
from concertation.journeys.merging import (
    CannotMerge,
    StaleMerge,
    merge_organisations,
    plan_merge,
    standing_keys,
)
from concertation.journeys.trace import trace_change, trace_organisation
from concertation.journeys.undoing import CannotUndo, plan_undo, undo_change
from concertation.journeys.workbook import preview_workbook
from concertation.store.models import (
    Attendance,
    Change,
    MatchJudgment,
    Membership,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Representation,
    Statement,
    Tie,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    """A coordinator in front of the two records."""
    write(base())
    return person()


def _merge(user: User, **settings: Any) -> int:
    return merge_organisations(kept="library", absorbed="biblio", user=user, **settings).change_id


def _seen(kind_id: str, key: str) -> Version:
    version = latest_version(fact_kind(kind_id), key)
    assert version is not None
    return version


def test_what_one_lacks_the_other_fills_and_both_notes_stay(ana: User) -> None:
    """The name in the other language, the site; the note of the one that stays."""
    _merge(ana)
    library = Organisation.objects.get(key="library")
    assert (library.name_en, library.name_fr) == ("Brandon Library", "Bibliothèque de Brandon")
    assert (library.website, library.note) == ("https://b.example", "One.")
    assert not Organisation.objects.filter(key="biblio").exists()


def test_where_both_speak_the_one_that_stays_wins_and_the_other_is_kept_beside(ana: User) -> None:
    """A name becomes another name; anything else a statement, with its source: two sources may disagree."""
    write({"organisation": {"other": {"name_en": "BPL", "kind": "settlement_agency", "source": "s2"}}})
    merge_organisations(kept="library", absorbed="other", user=ana)
    alias = OrganisationName.objects.get(organisation__key="library")
    assert (alias.name, alias.kind, alias.language, alias.source and alias.source.key) == ("BPL", "alias", "en", "s2")
    said = Statement.objects.get(subject_key="library")
    assert (said.field, said.value, said.agrees) == ("kind", "settlement_agency", False)
    assert said.source is not None and said.source.key == "s2"


def test_a_person_may_choose_the_other_value(ana: User) -> None:
    """Then it is the first that stays beside."""
    write({"organisation": {"other": {"name_en": "BPL", "kind": "settlement_agency"}}})
    merge_organisations(kept="library", absorbed="other", user=ana, choices={"name_en": "absorbed", "kind": "absorbed"})
    library = Organisation.objects.get(key="library")
    assert (library.name_en, library.kind) == ("BPL", "settlement_agency")
    assert OrganisationName.objects.get().name == "Brandon Library"
    assert Statement.objects.get().value == "library"


def test_memberships_whose_dates_meet_become_one_with_all_their_days(ana: User) -> None:
    """2013 to 2016 and 2015 to 2018 make 2013 to 2018; what either said of the dates stays as statements."""
    write(
        {
            "membership": {
                "a": {
                    "partnership": "table",
                    "organisation": "library",
                    "since": date(2015, 1, 1),
                    "until": date(2018, 6, 1),
                },
                "b": {
                    "partnership": "table",
                    "organisation": "biblio",
                    "since": date(2013, 1, 1),
                    "until": date(2016, 6, 1),
                },
                "c": {"partnership": "round", "organisation": "biblio"},
            },
            "attendance": {
                "a1": {"meeting": "m1", "membership": "a", "status": "regrets"},
                "b1": {"meeting": "m1", "membership": "b", "status": "present"},
                "a2": {"meeting": "m2", "membership": "a", "status": "present"},
            },
        }
    )
    _merge(ana)
    one = Membership.objects.get(partnership__key="table")
    assert (one.key, one.since, one.until) == ("a", date(2013, 1, 1), date(2018, 6, 1))
    assert Membership.objects.get(partnership__key="round").organisation.key == "library"
    assert list(Attendance.objects.order_by("key").values_list("key", "status")) == [
        ("a1", "present"),
        ("a2", "present"),
    ]
    said = set(Statement.objects.values_list("subject_key", "field", "value"))
    assert said == {("a", "since", "2015-01-01"), ("a", "until", "2016-06-01"), ("a1", "status", "regrets")}


def test_memberships_apart_in_time_both_stay(ana: User) -> None:
    """It left and came back."""
    write(
        {
            "membership": {
                "a": {"partnership": "table", "organisation": "library", "until": date(2014, 1, 1)},
                "b": {"partnership": "table", "organisation": "biblio", "since": date(2016, 1, 1)},
            }
        }
    )
    _merge(ana)
    assert set(Membership.objects.filter(organisation__key="library").values_list("key", flat=True)) == {"a", "b"}


def test_people_who_speak_for_a_member_come_along(ana: User) -> None:
    """Although the database refuses, at every instant, a person who speaks for another organisation."""
    write(
        {
            "membership": {"b": {"partnership": "table", "organisation": "biblio"}},
            "representative": {"p": {"organisation": "biblio", "name": "Bo"}},
            "representation": {"r": {"membership": "b", "representative": "p"}},
        }
    )
    change = _merge(ana)
    held = Representation.objects.get(key="r")
    assert held.membership.organisation.key == held.representative.organisation.key == "library"
    deeds = {fact.record.key: fact.deed for fact in trace_change(change, user=ana).facts}
    assert "r" not in deeds and deeds["p"] == deeds["b"] == "changed"


def test_a_tie_between_the_two_goes(ana: User) -> None:
    """No organisation has a tie with itself; what others say of the tie goes with it, and undoing brings both back."""
    write(
        {
            "tie": {"t": {"from_organisation": "library", "to_organisation": "biblio", "kind": "referral"}},
            "statement": {"x": {"subject_kind": "tie", "subject_key": "t", "value": "daily"}},
        }
    )
    before = all_rows()
    change = _merge(ana)
    assert not Tie.objects.exists() and not Statement.objects.filter(key="x").exists()
    undo_change(change, user=ana)
    assert all_rows() == before


def test_two_business_numbers_are_refused_with_what_to_do(ana: User) -> None:
    """Unless they are one number written otherwise."""
    numbers = {"a": ("library", "123456789"), "b": ("biblio", "987654321 RR0001")}
    write(
        {
            "organisation_identifier": {
                key: {"organisation": owner, "scheme": "business_number", "value": value}
                for key, (owner, value) in numbers.items()
            }
        }
    )
    with pytest.raises(CannotMerge) as refused:
        plan_merge(kept="library", absorbed="biblio")
    assert "123456789, 987654321" in refused.value.in_language("en")
    assert "corrigez-le" in refused.value.in_language("fr")
    with pytest.raises(CannotMerge):
        plan_merge(kept="library", absorbed="library")


def test_an_old_code_leads_on_through_two_merges(ana: User) -> None:
    """To the one that stands in the end; taken back, it stands for itself again."""
    first = _merge(ana)
    merge_organisations(kept="city", absorbed="library", user=ana)
    assert standing_keys(["biblio", "library", "city", "nobody"]) == {"biblio": "city", "library": "city"}
    with pytest.raises(CannotUndo):
        undo_change(first, user=ana)
    undo_change(Change.objects.latest("id").pk, user=ana)
    assert standing_keys(["biblio", "library"]) == {"biblio": "library"}
    assert OrganisationIdentifier.objects.get().scheme == "register_code"


def test_both_histories_are_read_on_one_page(ana: User) -> None:
    """What happened to the record that went is part of the history of the one that stays."""
    correct_fact(
        kind_id="organisation",
        key="biblio",
        values={"website": "https://c.example"},
        seen=_seen("organisation", "biblio").number,
        user=ana,
        reason="the new site",
    )
    _merge(ana, reason="one library")
    reasons = [change.reason for change in trace_organisation(key="library", user=ana)]
    assert reasons == ["one library", "the new site", "a list"]


def test_what_changed_since_the_preview_is_told(ana: User) -> None:
    """What a person saw is what is written, or nothing is."""
    seen = plan_merge(kept="library", absorbed="biblio").fingerprint
    write({"membership": {"late": {"partnership": "table", "organisation": "biblio"}}})
    with pytest.raises(StaleMerge):
        _merge(ana, seen=seen)
    assert Organisation.objects.filter(key="biblio").exists()


def test_a_viewer_merges_nothing(ana: User) -> None:
    """Who may is said in one table of permissions."""
    with pytest.raises(NotAllowed):
        _merge(person("viewer", "lise"))


def test_what_was_attached_since_is_told_and_a_person_says_where_it_goes(ana: User) -> None:
    """Of two memberships added after the merge, one follows the record that comes back."""
    change = _merge(ana)
    stays = add_fact(kind_id="membership", values={"partnership": "table", "organisation": "library"}, user=ana)
    goes = add_fact(kind_id="membership", values={"partnership": "round", "organisation": "library"}, user=ana)
    plan = plan_undo(change, user=ana)
    numbers = dict(Membership.objects.values_list("key", "id"))
    assert plan.added_since == {"membership": frozenset(numbers.values())}
    undo_change(change, user=ana, following={"membership": [numbers[goes.key]]})
    owners = dict(Membership.objects.values_list("key", "organisation__key"))
    assert owners == {stays.key: "library", goes.key: "biblio"}


def test_a_later_correction_beside_what_the_merge_changed_stays(ana: User) -> None:
    """Un-merging gives back the French name alone; the kind that somebody corrected since remains."""
    change = _merge(ana)
    correct_fact(
        kind_id="organisation",
        key="library",
        values={"kind": "municipal"},
        seen=_seen("organisation", "library").number,
        user=ana,
        reason="a slip",
    )
    undo_change(change, user=ana)
    library = Organisation.objects.get(key="library")
    assert (library.kind, library.name_fr) == ("municipal", "")


def test_a_later_correction_of_the_same_column_stands_in_the_way(ana: User) -> None:
    """It is named, and nothing is written."""
    change = _merge(ana)
    correct_fact(
        kind_id="organisation",
        key="library",
        values={"name_fr": "La biblio"},
        seen=_seen("organisation", "library").number,
        user=ana,
        reason="a slip",
    )
    assert [obstacle.changes for obstacle in plan_undo(change, user=ana).obstacles] == [
        (Change.objects.latest("id").pk,)
    ]
    with pytest.raises(CannotUndo, match="organisation library"):
        undo_change(change, user=ana)


def test_an_answer_is_kept_changed_and_moves_with_a_merge(ana: User) -> None:
    """« Different » is for imports too; the pair may be named in either order, and a merge carries it along."""
    judge_pair("library", "city", answer="unsure", user=ana)
    assert pairs_told_apart() == frozenset()
    judge_pair("city", "library", answer="different", user=ana, reasons="A board of its own.")
    assert MatchJudgment.objects.count() == 1
    answer = judgment_of("library", "city")
    assert answer is not None and (answer.answer, answer.made_by) == ("different", "Ana")
    assert pairs_told_apart(["city"]) == {frozenset({"city", "library"})}
    merge_organisations(kept="biblio", absorbed="library", user=ana)
    assert pairs_told_apart() == {frozenset({"city", "biblio"})}


@pytest.mark.parametrize("large", [10**9, 0], ids=["rows", "columns"])
def test_a_file_that_gives_an_old_code_speaks_of_the_record_that_stands(
    ana: User, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Last year’s list of a partner does not bring the merged organisation back."""
    _merge(ana)
    monkeypatch.setattr(reading, "LARGE", large)
    content = b"Code,Website\nbiblio,https://elsewhere.example\nnobody,\n"
    preview = preview_workbook(content, filename="organisation.csv")
    assert next((row.key, row.outcome) for row in preview.rows) == ("library", "changed")
