"""What may be the same is found with its reasons, and nothing is decided."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from concertation.core.discovery import Profile, find_alike, group_bilingual_names


def _alike(one: Profile, other: Profile) -> list[str]:
    return [reason.en for likeness in find_alike([one], [other]).get(one.id, ()) for reason in likeness.reasons]


def test_articles_and_legal_forms_tell_no_organisation_from_another() -> None:
    """« Regina Open Door Society » and « Regina Open Door Society Inc. » bear the same name."""
    reasons = _alike(Profile("a", ("Regina Open Door Society",)), Profile("b", ("The Regina Open Door Society Inc.",)))
    assert reasons == ["same name (“The Regina Open Door Society Inc.”)"]


def test_names_are_compared_across_languages() -> None:
    """The French name of one is the only name of the other."""
    bilingual = Profile("a", ("Kingston Health Centres", "Centres de santé de Kingston"))
    assert _alike(Profile("b", ("Centre de sante de Kingston",)), bilingual)


def test_a_branch_is_named_after_its_organisation() -> None:
    """One name within the other is a reason only when the site or the place agrees."""
    whole = Profile("a", ("Rexdale Women's Centre",), websites=("http://rexdalewomen.org",))
    branch = "Rexdale Women's Centre - Albion Library"
    assert _alike(Profile("b", (branch,), websites=("https://www.rexdalewomen.org/x",)), whole) == [
        "one name contains the other (“Rexdale Women's Centre”)",
        "same Web site (rexdalewomen.org)",
    ]
    assert not _alike(Profile("b", (branch,)), whole)


def test_two_places_of_one_organisation_are_not_alike() -> None:
    """Only the names of the places are compared."""
    names = ("North York House - Joyce School", "North York House - Weston School")
    site = ("http://nych.ca",)
    assert not _alike(Profile("a", names[:1], websites=site), Profile("b", names[1:], websites=site))


def _bilingual(key: str, english: str, french: str, website: str = "http://ocsb.ca/") -> Profile:
    return Profile(key, (english, french), websites=(website,), own_names=(english, french))


def test_names_alike_in_one_language_may_tell_two_places_apart_in_the_other() -> None:
    """A row of a real list: St. Patrick's on both sides, then St. Patrick's in English and St. Nicholas in French."""
    board = "Ottawa Catholic School Board - "
    patrick = _bilingual("a", f"{board}St.Patrick's Adult School", f"{board}St.Patrick's Adult School")
    mixed = _bilingual("b", f"{board}St.Patrick's Adult School", f"{board}St.Nicholas Adult High School")
    (found,) = find_alike([mixed], [patrick])["b"]
    assert found.score == 1
    assert [reason.en for reason in found.against] == [
        f"but other names tell them apart (“{board}St.Nicholas Adult High School”, “{board}St.Patrick's Adult School”)"
    ]


def test_names_translated_otherwise_do_not_tell_two_apart() -> None:
    """Two translations of one name are two ways of saying it, and a place said at more length is the same place."""
    house = _bilingual("a", "Oak House - Joyce School", "Maison du chêne - École Joyce")
    again = _bilingual("b", "Oak House - Joyce School", "Maison du chêne - École publique Joyce")
    otherwise = _bilingual("c", "Oak House - Joyce School", "Foyer Oak (Joyce)")
    assert [likeness.against for likeness in find_alike([house], [again, otherwise])["a"]] == [(), ()]


def test_what_is_told_apart_comes_after_what_is_not() -> None:
    """However close the names of the first."""
    board = "Elm Board - "
    mixed = _bilingual("m", f"{board}North School", f"{board}South School")
    told_apart = _bilingual("a", f"{board}North School", f"{board}North School")
    near = _bilingual("z", f"{board}North Schools", f"{board}South School")
    assert [likeness.id for likeness in find_alike([mixed], [told_apart, near])["m"]] == ["z", "a"]


def test_names_that_differ_by_a_number_are_not_alike() -> None:
    """School 12 is not School 14."""
    assert not _alike(Profile("a", ("Public Adult School 12",)), Profile("b", ("Public Adult School 14",)))


def test_a_site_that_many_share_is_no_reason() -> None:
    """Two pages of a social network say nothing of each other."""
    site = ("https://www.facebook.com/x",)
    assert not _alike(Profile("a", ("Oak Centre",), websites=site), Profile("b", ("Elm House",), websites=site))


@given(st.lists(st.text(max_size=20), max_size=8))
def test_a_profile_is_never_its_own_twin(names: list[str]) -> None:
    """Whatever the names."""
    profiles = [Profile(str(number), (name,)) for number, name in enumerate(names)]
    for own, likely in find_alike(profiles, profiles).items():
        assert all(likeness.id != own and 0 <= likeness.score <= 1 for likeness in likely)


def test_one_organisation_written_in_either_language_is_one() -> None:
    """Translated here, untranslated there: the same organisation."""
    pairs = [
        ("The Arab Community Centre of Toronto", "The Arab Community Centre of Toronto"),
        ("The Arab Community Centre of Toronto", "Le Centre de communauté arabe de Toronto"),
        ("ARAB COMMUNITY CENTRE of Toronto, the", "Le centre de communaute arabe de Toronto"),
    ]
    assert group_bilingual_names(pairs).groups == ((0, 1, 2),)


def test_names_of_two_organisations_in_one_row_are_told_and_kept_apart() -> None:
    """A row of a real list gives one organisation's English name beside another's French one."""
    pairs = [
        ("Bredin Centre for Learning", "Immigrant and Refugee Community Organization of Manitoba"),
        ("Immigrant and Refugee Community Organization of Manitoba",) * 2,
    ]
    grouping = group_bilingual_names([(en, fr) for en, fr in pairs])
    assert grouping.groups == ((0,), (1,))
    assert [shared.name for shared in grouping.shared] == [pairs[1][0]]


@given(st.lists(st.tuples(st.sampled_from(["", "A b", "a B", "C d", "É f"]), st.sampled_from(["", "C d", "e F"]))))
def test_every_pair_is_in_one_group(pairs: list[tuple[str, str]]) -> None:
    """Groups part the input."""
    positions = [position for group in group_bilingual_names(pairs).groups for position in group]
    assert sorted(positions) == list(range(len(pairs)))
