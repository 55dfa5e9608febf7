"""Pairs of organisations that may be one: hand-made pairs of public names, and what must never vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concertation.core.discovery import Doubles, Organisations, explain_double, find_doubles, group_doubles
from concertation.core.discovery.opposites import poles
from concertation.core.discovery.stems import cognate_stem

# Public names of Canadian institutions as they write them themselves, English then French.
TRANSLATED = [
    ("Ottawa Catholic School Board", "Conseil scolaire catholique d’Ottawa"),
    ("City of Winnipeg", "Ville de Winnipeg"),
    ("Winnipeg Chamber of Commerce", "Chambre de commerce de Winnipeg"),
    ("Immigration, Refugees and Citizenship Canada", "Immigration, Réfugiés et Citoyenneté Canada"),
    ("Canada Mortgage and Housing Corporation", "Société canadienne d’hypothèques et de logement"),
    ("Office of the Auditor General of Canada", "Bureau du vérificateur général du Canada"),
    ("Royal Canadian Mounted Police", "Gendarmerie royale du Canada"),
    ("Canadian Red Cross", "Croix-Rouge canadienne"),
    ("The Salvation Army", "Armée du Salut"),
    ("Toronto Public Library", "Bibliothèque publique de Toronto"),
    ("Windsor-Detroit Bridge Authority", "Autorité du pont Windsor-Détroit"),
    ("University of New Brunswick", "Université du Nouveau-Brunswick"),
    ("Canadian Museum of Nature", "Musée canadien de la nature"),
    ("Moncton Hospital", "Hôpital de Moncton"),
    ("Prince Edward Island Association for Newcomers", "Association des nouveaux arrivants de l’Île-du-Prince-Édouard"),
]


def _organisations(
    names: Sequence[Sequence[str]],
    *,
    numbers: Mapping[int, str] | None = None,
    hosts: Mapping[int, str] | None = None,
    places: Mapping[int, tuple[str, str]] | None = None,
    acronyms: Mapping[int, str] | None = None,
) -> Organisations:
    def table(lines: list[tuple[object, ...]], *columns: str) -> pl.DataFrame:
        return pl.DataFrame(lines, schema={"row": pl.UInt32, **dict.fromkeys(columns, pl.String)}, orient="row")

    return Organisations(
        keys=[str(row) for row in range(len(names))],
        names=table([(row, name) for row, own in enumerate(names) for name in own], "name"),
        identifiers=table(
            [(row, "business_number", number) for row, number in (numbers or {}).items()], "scheme", "number"
        ),
        sites=table(list((hosts or {}).items()), "host"),
        places=table([(row, *place) for row, place in (places or {}).items()], "locality", "region"),
        acronyms=table(list((acronyms or {}).items()), "acronym"),
    )


def _log_odds(doubles: Doubles, one: int = 0, other: int = 1) -> float | None:
    found = doubles.pairs.filter((pl.col("one") == one) & (pl.col("other") == other))
    return None if found.is_empty() else float(found["log_odds"][0])


def _reasons(doubles: Doubles) -> list[str]:
    return [reason.says.en for reason in explain_double(doubles, 0)]


@pytest.mark.parametrize(("english", "french"), TRANSLATED)
def test_a_name_is_found_in_the_other_language(english: str, french: str) -> None:
    """Among all the others, the translation is the likeliest, and likelier the same than not."""
    names = [[name] for pair in TRANSLATED for name in pair]
    doubles = find_doubles(_organisations(names))
    one = names.index([english])
    likeliest = doubles.pairs.filter((pl.col("one") == one) | (pl.col("other") == one)).row(0, named=True)
    assert {likeliest["one"], likeliest["other"]} == {one, names.index([french])}
    assert likeliest["log_odds"] > 0


def test_words_that_translate_each_other_are_told() -> None:
    """A person sees on what the likeness rests."""
    doubles = find_doubles(_organisations([["Ottawa School Board"], ["Commission scolaire d’Ottawa"]]))
    assert _reasons(doubles)[0] == (
        "names “Ottawa School Board” and “Commission scolaire d’Ottawa”: ottawa, school = scolaire, board = commission"
    )


def test_two_towns_are_two() -> None:
    """« Ville de Brandon » is « City of Brandon », not « City of Winkler »."""
    doubles = find_doubles(_organisations([["City of Brandon"], ["Ville de Brandon"], ["City of Winkler"]]))
    assert (_log_odds(doubles) or 0) > 0
    assert (_log_odds(doubles, 1, 2) or -9) < 0


def test_an_acronym_in_brackets_meets_the_initials_of_the_other_language() -> None:
    """SCHL is made from the French name; the English record carries it in brackets."""
    names = [["Mortgage Corporation (SCHL)"], ["Société canadienne d’hypothèques et de logement"]]
    assert "same acronym (SCHL)" in _reasons(find_doubles(_organisations(names)))


def test_numbers_tell_apart_what_words_do_not() -> None:
    """School 12 is not School 14, while Ecole no 12 may be School 12."""
    doubles = find_doubles(_organisations([["Adult School 12"], ["École pour adultes 12"], ["Adult School 14"]]))
    assert (_log_odds(doubles) or -9) > (_log_odds(doubles, 0, 2) or -9)


def test_one_business_number_settles_it() -> None:
    """Whatever the names."""
    names = [["Maison de la famille"], ["Oak Centre"]]
    doubles = find_doubles(_organisations(names, numbers={0: "123456789", 1: "123456789"}))
    assert (_log_odds(doubles) or 0) > 3
    assert _reasons(doubles)[0] == "same business number (123456789)"


def test_two_business_numbers_are_never_joined() -> None:
    """Not even through a third record that has none."""
    names = [["Oak Settlement Centre"]] * 3
    organisations = _organisations(names, numbers={0: "123456789", 2: "987654321"})
    doubles = find_doubles(organisations)
    assert all(not {0, 2} <= set(group) for group in group_doubles(organisations, doubles.pairs, least=-9))


def test_a_no_is_kept() -> None:
    """Two records that a person told apart are not joined, nor through a third."""
    organisations = _organisations([["Oak Settlement Centre"]] * 3)
    doubles = find_doubles(organisations)
    assert group_doubles(organisations, doubles.pairs, least=-9) == ((0, 1, 2),)
    groups = group_doubles(organisations, doubles.pairs, least=-9, apart=[(0, 2)])
    assert all(not {0, 2} <= set(group) for group in groups)


def test_a_place_in_common_speaks_for_and_another_against() -> None:
    """The same two names, in one town, in two provinces, in unknown places."""
    names = [["Newcomer Welcome Centre"], ["Centre d’accueil des nouveaux arrivants"]]
    towns = [["x"]] * 8
    places = {row: (f"town {row}", "mb") for row in range(2, 10)}

    def likelihood(**where: tuple[str, str]) -> float:
        known = {int(row[1:]): place for row, place in where.items()}
        doubles = find_doubles(_organisations([*names, *towns], places={**places, **known}), least=-99)
        return _log_odds(doubles) or -99

    together = likelihood(r0=("brandon", "mb"), r1=("brandon", "mb"))
    apart = likelihood(r0=("brandon", "mb"), r1=("halifax", "ns"))
    assert together > likelihood() > apart


def test_two_rivals_as_near_as_each_other_take_from_both() -> None:
    """A name that is as near to two different records is less surely one of them."""
    alone = find_doubles(_organisations([["Holland College"], ["Collège Holland"]]))
    names = [["University Hospital"], ["Hôpital universitaire de Sudbury"], ["Hôpital universitaire de Moncton"]]
    vying = find_doubles(_organisations(names), least=-99)
    assert (_log_odds(vying) or -9) < (_log_odds(alone) or -9)
    one_less = find_doubles(_organisations(names[:2]), least=-99)
    assert (_log_odds(vying) or -9) <= (_log_odds(one_less) or -9)


def test_lists_are_compared_with_each_other_alone() -> None:
    """Two lists known to hold no doubles are only linked."""
    doubles = find_doubles(_organisations([["Oak Centre"]] * 4), lists=[0, 0, 1, 1])
    assert {(one < 2, other < 2) for one, other in doubles.pairs.select("one", "other").iter_rows()} == {(True, False)}


def test_records_without_names_are_no_doubles() -> None:
    """What is not said weighs nothing."""
    assert find_doubles(_organisations([[], [""], ["…"]])).pairs.is_empty()


_WORDS = st.sampled_from(
    ["Oak", "École", "school", "Centre", "Brandon", "des", "Société", "4", "House", "(ABC)", "été"]
)
_NAMES = st.lists(st.lists(_WORDS, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(_NAMES)
def test_case_and_accents_do_not_count(names: list[str]) -> None:
    """Nor the side on which a record stands: capitals aside, where they make an acronym."""
    plain = [[name.replace("É", "E").replace("é", "e")] for name in names]
    first = find_doubles(_organisations([[name] for name in names]), least=-99).pairs
    second = find_doubles(_organisations(plain), least=-99).pairs
    assert first.select("one", "other", "log_odds").equals(second.select("one", "other", "log_odds"))


@settings(max_examples=40, deadline=None)
@given(_NAMES)
def test_the_order_of_the_records_does_not_count(names: list[str]) -> None:
    """The same pairs, by their names, with the same log-odds."""

    def weighed(listed: list[str]) -> list[tuple[str, str, float]]:
        pairs = find_doubles(_organisations([[name] for name in listed]), least=-99).pairs
        rows = pairs.select("one", "other", "log_odds").iter_rows()
        named = [(*sorted((listed[one], listed[other])), round(weight, 6)) for one, other, weight in rows]
        return sorted(named)

    assert weighed(names) == weighed(names[::-1])


@settings(max_examples=30, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=4).map(" ".join), st.integers(1, 999_999_998))
def test_one_name_with_two_business_numbers_is_never_one_by_itself(name: str, number: int) -> None:
    """The pair is shown as two, whatever the name."""
    organisations = _organisations([[name], [name]], numbers={0: f"{number:09}", 1: f"{number + 1:09}"})
    doubles = find_doubles(organisations, least=-99)
    assert all(weight < 0 for weight in doubles.pairs["log_odds"])
    assert group_doubles(organisations, doubles.pairs, least=-99) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Belorme Local 123", "Wexcombe Local 123"),
        ("Union of Workers Local 123, Belorme", "Union of Workers Local 123, Wexcombe"),
        ("Belorme Local 123", "Belorme Local 124"),
        ("Bruns Housing Co-op 5", "Bruns Housing Co-op 6"),
        ("Federation of Governmental Agencies", "Federation of Non-Governmental Agencies"),
        ("Council of Governmental Organizations", "Conseil des organismes non gouvernementaux"),
        ("Anglophone School District North", "Francophone School District North"),
        ("District scolaire anglophone sud", "Francophone South School District"),
        ("Centre des hommes de Brandon", "Brandon Women’s Centre"),
        ("Services à la famille de la Rive-Nord", "South Shore Family Services"),
        ("Conseil scolaire public du Nord-Est de l’Ontario", "Conseil scolaire catholique du Nord-Est de l’Ontario"),
    ],
)
def test_names_that_contradict_each_other_are_two(one: str, other: str) -> None:
    """Another town, another number, a negation or a contrary outweighs every word that agrees; the reason says so."""
    doubles = find_doubles(_organisations([[one], [other], ["Thornby Library"], ["Oak House"]]), least=-99)
    assert (_log_odds(doubles) or -99) < 0
    pair = doubles.pairs.select("one", "other").rows().index((0, 1))
    assert any(reason.bits < -4 for reason in explain_double(doubles, pair))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Belorme Local 123", "Section locale 123 de Belorme"),
        ("Council of Non-Governmental Organizations", "Conseil des organismes non gouvernementaux"),
        ("Francophone South School District", "District scolaire francophone sud"),
        ("Northeast Health Centre", "Centre de santé du Nord-Est"),
        ("Centre for Men and Women of Brandon", "Centre des femmes et des hommes de Brandon"),
        ("Belorme Multicultural Association", "Bellorme Multicultural Association"),
    ],
)
def test_names_that_say_the_same_are_not_told_apart(one: str, other: str) -> None:
    """A translation, both of two contraries, a slip in the name of a town."""
    doubles = find_doubles(_organisations([[one], [other], ["Thornby Library"], ["Oak House"]]), least=-99)
    assert (_log_odds(doubles) or -99) > 0


def test_contraries_are_read_in_both_languages() -> None:
    """Each line of an axis excludes the others; a word is on both of two lines only where it says both."""
    for axis, words in {
        "direction": ["north", "sud", "east", "ouest"],
        "sex": ["women", "hommes"],
        "language": ["anglophone", "francophone"],
    }.items():
        lines = [{place for place in poles()[cognate_stem(word)] if place[0] == axis} for word in words]
        assert all(len(line) == 1 for line in lines)
        assert len(set().union(*lines)) == len(words)
    assert len(poles()[cognate_stem("northeast")]) == 2
