"""Sentences of small networks made by hand, in both languages: what is said, and what is not said."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.core.network.saying.grounds import ground, names_of, only, told_ground

from concertation.core.measure import measures_of
from concertation.core.network.saying import Said, ordered, say_change, say_network, say_one
from concertation.core.network.saying.absent import say_absent
from concertation.core.network.saying.bridges import say_bridges
from concertation.core.network.saying.holes import cut_off_without, say_holes
from concertation.core.network.saying.reach import say_reach
from concertation.core.network.saying.silence import say_silence
from concertation.core.network.saying.tables import say_tables
from concertation.core.network.saying.unconfirmed import say_unconfirmed
from concertation.core.network.saying.wording import fields_of, phrase, sentence_names, told
from concertation.core.network.two_mode import two_mode_of
from concertation.core.text import Text

NB = "\u00a0"
# Two triangles, and one that joins them: a-b-c, e-f-g, d between.
BOW_TIE = "ab bc ac cd de ef fg eg"


def test_how_many_reach_one_another() -> None:
    """Seven hang together; the choir has no tie."""
    said = list(say_reach(ground(BOW_TIE)))
    assert only(said, "reach.together") == Text(
        en="7 of 8 organisations can reach one another, from tie to tie.",
        fr="De lien en lien, 7 des 8 organismes peuvent se rejoindre.",
    )
    assert only(said, "reach.without_tie") == Text(
        en="1 of the 8 organisations has no tie of this kind on record: Harbour Choir.",
        fr=f"1 des 8 organismes n’a aucun lien de ce genre au registre{NB}: Chœur du Havre.",
    )
    assert only(list(say_reach(ground(BOW_TIE, kind="any"))), "reach.without_tie") == Text(
        en="1 of the 8 organisations has no tie of any kind on record: Harbour Choir.",
        fr=f"1 des 8 organismes n’a aucun lien, de quelque genre que ce soit, au registre{NB}: Chœur du Havre.",
    )


def test_parts_that_stand_apart_are_named() -> None:
    said = list(say_reach(ground("ab bc de fg", "abcdefg")))
    assert only(said, "reach.apart") == Text(
        en="Tied among themselves, and to nobody else: Dale School and East Clinic. "
        "One other part stands apart in the same way.",
        fr=f"Liés entre eux et à personne d’autre{NB}: École du Val et Clinique de l’Est. "
        "Un autre ensemble se tient à part de la même façon.",
    )


@pytest.mark.parametrize(
    ("nodes", "ties", "name", "english"),
    [
        ("", "", "reach.nobody", "Nobody is on record on this day."),
        ("a", "", "reach.alone", "Only Amity House is on record: there is nobody yet to be tied to."),
        ("abc", "", "reach.no_tie", "3 organisations are on record; no tie between them is."),
    ],
)
def test_of_little_little_is_said(nodes: str, ties: str, name: str, english: str) -> None:
    """Nobody, one, no tie: one sentence and no more."""
    said = say_network(ground(ties, nodes))
    assert only(said, name).en == english
    assert names_of(said) == [name]


def test_who_would_leave_a_hole_and_for_whom() -> None:
    """Without d, which joins two triangles, three of seven are parted from the other three."""
    said = list(say_holes(ground(BOW_TIE, "abcdefg")))
    holes = [one.text.en for one in said if one.id == "holes.hole"]
    assert holes[0] == (
        "Without Dale School, the largest group left would lose 3 of the 6 others now joined with it: "
        "East Clinic, Fern Library and Gate Employers."
    )
    assert len(holes) == 3


def test_those_cut_off_are_all_but_the_largest_piece_left() -> None:
    """A star of a around b, with a chain c-d hung on it: without b, a has nobody, c and d have each other."""
    one = ground("ab bc cd be ef fg eg", "abcdefg")
    assert cut_off_without(one, 1) == [0, 2, 3]
    assert cut_off_without(one, 3) == []


def test_a_few_together_are_told_where_they_part_more_than_any_one() -> None:
    """Two rows of three between a and e: each has a way round, and without both ends of a row its middle has none."""
    one = ground("ab bc cd de ef fg gh ah", "abcdefgh")
    assert cut_off_without(one, 0, 4) == [5, 6, 7]
    found = only(list(say_holes(one)), "holes.together")
    assert found.en.startswith(
        "Taken together, these two hold the most: Amity House and East Clinic. Without them, 3 of the 6 others"
    )
    assert found.fr.startswith(
        f"Ensemble, ces deux-là comptent le plus{NB}: Maison Amitié et Clinique de l’Est. Sans eux, 3 des 6"
    )


def test_a_third_is_named_where_it_cuts_off_more() -> None:
    """Three hubs tied to one another, two leaves each: without all three, five leaves are cut off from the sixth."""
    said = list(say_holes(ground("ab bc ac ad ae bf bg ch ci", "abcdefghi")))
    assert "Without them, 5 of the 6 others" in only(said, "holes.together").en


def test_that_nobody_leaves_a_hole_is_said() -> None:
    """In a ring each has another way round."""
    said = list(say_holes(ground("ab bc cd de ae", "abcde")))
    assert only(said, "holes.none").fr.startswith("Personne ne fait tout tenir à soi seul")


def test_who_is_most_often_between_others() -> None:
    """In a star of four leaves the middle lies on every shortest way, whoever else has no tie."""
    said = list(say_bridges(ground("ab ac ad ae", "abcdefgh")))
    assert only(said, "bridges.between") == Text(
        en="Amity House is the go-between most often: 100% of the shortest ways between others that can "
        "reach one another pass through it.",
        fr=f"Intermédiaire le plus fréquent{NB}: Maison Amitié, par lequel passent 100{NB}% des plus courts chemins "
        "entre les autres qui peuvent se rejoindre.",
    )


def test_those_who_come_next_are_named_with_their_share() -> None:
    """On a path of five, the middle is on four of the six ways between the others, each beside it on three."""
    said = list(say_bridges(ground("ab bc cd de", "abcde")))
    assert only(said, "bridges.between").en.endswith("Next: Bridge Centre (50%) and Dale School (50%).")


def test_who_carries_the_ties_between_two_groups() -> None:
    """c has both ties that join the group of the cove with that of the east."""
    said = list(say_bridges(ground("ab bc ac ce cf ef fg eg", "abcefg", groups={"Cove": "abc", "East": "efg"})))
    assert only(said, "bridges.groups") == Text(
        en="City of Cove alone bridges the groups “Cove” and “East”: all 2 ties between them are its own.",
        fr=f"Seul pont entre les groupes «{NB}Cove{NB}» et «{NB}East{NB}»{NB}: Ville de l’Anse. "
        "Les 2 liens qui les unissent sont tous les siens.",
    )


def test_of_many_groups_a_few_are_named() -> None:
    """A bridge of five groups that are called after whoever they are around: two, and three others."""
    around = {"?a": "ab", "?c": "cd", "?e": "ef", "?g": "gh", "?i": "i"}
    told = ground("ab ac ae ag ai cd ef gh", "abcdefghi", groups=around).group_names(list(around))
    assert told == Text(
        en="the group around Amity House, the one around City of Cove and 3 other groups",
        fr="le groupe qui entoure Maison Amitié, celui qui entoure Ville de l’Anse et 3 autres groupes",
    )


def test_groups_that_hang_by_one_tie() -> None:
    """A group without a name is called by its best tied member."""
    said = list(say_bridges(ground("ab bc ac ce ef fg eg", "abcefg", groups={"Cove": "abc", "?": "efg"})))
    assert only(said, "bridges.one_tie") == Text(
        en="Between the group “Cove” and the one around East Clinic, one tie alone is on record: "
        "that of City of Cove and East Clinic.",
        fr=f"Entre le groupe «{NB}Cove{NB}» et celui qui entoure Clinique de l’Est, un seul lien est consigné{NB}: "
        "celui qui unit Ville de l’Anse et Clinique de l’Est.",
    )


def test_few_are_not_ranked() -> None:
    """Of four organisations nobody is most between, and nobody a hole."""
    assert list(say_bridges(ground("ab bc cd", "abcd"))) == list(say_holes(ground("ab bc cd", "abcd"))) == []


_SECTORS = [["settlement"], ["settlement"], ["health"], ["health"], ["health"], ["health"], ["settlement"], None]
# Five of eight in health, b to f.
_HEALTH = [["settlement"], *[["health"]] * 5, ["settlement"], ["settlement"]]


def test_sectors_of_which_nobody_is_here_are_told_with_what_is_not_known() -> None:
    """Two of the vocabulary are there; the sector of the choir is not on record."""
    found = [one for one in say_absent(ground(BOW_TIE, sectors=_SECTORS)) if one.id == "absent.sector"]
    assert found[0].text.en.startswith("No organisation on record works in these sectors: “Language training”")
    assert found[0].caution == Text(
        en="The sectors of 1 of 8 organisations are not on record: it may work there.",
        fr="Les secteurs de 1 des 8 organismes ne sont pas consignés\u00a0: il y œuvre peut-être.",
    )


def test_where_most_are_not_coded_nothing_is_called_missing() -> None:
    """Of eight, three have a sector: what is missing cannot be told."""
    said = list(say_absent(ground(BOW_TIE, sectors=[*_SECTORS[:3], *[None] * 5])))
    assert only(said, "absent.sector_unknown").en == (
        "Which sectors are missing cannot be told: those of 5 of 8 organisations are not on record."
    )
    assert "absent.sector" not in names_of(said)


def test_a_sector_that_stands_aside() -> None:
    """Four of five in health have no tie, against four of eight in all."""
    said = list(say_absent(ground("ab ag ah", sectors=_HEALTH)))
    assert only(said, "absent.sector_aside") == Text(
        en=f"A sector where half or more have no such tie: Health, 4{NB}of{NB}5.",
        fr=f"Un secteur où au moins la moitié n’ont aucun lien de ce genre{NB}: Santé, 4{NB}sur{NB}5.",
    )


def test_of_a_sector_of_four_nothing_is_said() -> None:
    """Half of four is two: too few to say that a sector has no ties."""
    said = say_absent(ground("ab bg ag ch", sectors=[*_SECTORS[:7], ["settlement"]]))
    assert "absent.sector_aside" not in names_of(list(said))


def test_a_sector_tied_to_itself() -> None:
    """Six of the seven ties of health stay within it: E–I of −5/7."""
    said = list(say_absent(ground("cd ce cf de df cb ab", sectors=_HEALTH)))
    assert only(said, "absent.sector_within").en == (
        "The sector “Health” is tied to itself above all: 86% of its 7 ties stay within it."
    )


def test_claims_are_questions_not_charges() -> None:
    """a and b tell each other; a and c tell d, who has told nothing."""
    said = list(say_unconfirmed(told_ground("ab ba ad cd")))
    assert only(said, "unconfirmed.share") == Text(
        en="Both sides tell 1 of the 3 ties that organisations tell; one side alone tells 2.",
        fr=f"Des 3 liens que des organismes affirment, 1 l’est par les deux côtés; par un seul{NB}: 2.",
    )
    assert only(said, "unconfirmed.to_ask") == Text(
        en="To ask, to know more of 2 ties that another tells: Dale School.",
        fr=f"À interroger, pour en savoir plus sur 2 liens qu’un autre affirme{NB}: École du Val.",
    )


def test_two_who_differ_are_named_together() -> None:
    """4 and 1 are three degrees apart."""
    said = list(say_unconfirmed(told_ground("ab4 ba1")))
    assert only(said, "unconfirmed.disputed") == Text(
        en="On one tie the two sides tell different things: Amity House and Bridge Centre. A talk may settle it.",
        fr=f"Sur un lien, les deux côtés disent des choses différentes{NB}: Maison Amitié et Centre du Pont. "
        "Une conversation pourrait suffire.",
    )


def test_papers_of_the_register_are_not_unconfirmed() -> None:
    """Nobody is asked for a word on a shared table."""
    assert list(say_unconfirmed(ground("ab bc"))) == list(say_silence(ground("ab bc"))) == []


def test_who_has_told_nothing_and_what_both_ends_would_count() -> None:
    """a, b and c told; a and b alone tell the same tie."""
    said = list(say_silence(told_ground("ab ba ad cd")))
    assert only(said, "silence.silent").en == (
        "5 of 8 organisations have told nothing of their ties: what they would say is not known."
    )
    assert only(said, "silence.readings").fr == (
        "Si l’on ne comptait que les liens affirmés par les deux côtés, il en resterait 1 plutôt que 3."
    )


def _two_mode(belongs: str) -> list[Said]:
    tables = pl.DataFrame({"key": ["t", "u", "v", "w"], "label_en": ["T", "U", "V", "W"], "label_fr": list("TUVW")})
    people = pl.DataFrame({"key": list("abc"), "label_en": ["A", "B", "C"], "label_fr": list("ABC")})
    pairs = pl.DataFrame([tuple(one) for one in belongs.split()], schema=["first", "second"], orient="row")
    return list(say_tables(two_mode_of(people, tables, pairs)))


def test_tables_that_share_members() -> None:
    """a and b sit at both t and u; v shares nobody; nobody is on record at w."""
    said = _two_mode("at bt au bu cv")
    assert only(said, "tables.share") == Text(
        en="The tables that share most members are T and U: 2 sit at both, of 2 and 2.",
        fr=f"Les tables qui ont le plus de membres en commun sont T et U{NB}: 2 siègent aux deux, sur 2 et 2.",
    )
    assert only(said, "tables.alone").en == "This table shares no member with another: V."
    assert only(said, "tables.blank").en == "The members of one table are not on record: W."
    shared = next(one for one in said if one.id == "tables.share")
    assert [(record.kind, record.key) for record in shared.evidence] == [
        ("partnership", "t"), ("partnership", "u"), ("organisation", "a"), ("organisation", "b"),
    ]  # fmt: skip


def test_who_sits_at_most_tables() -> None:
    assert only(_two_mode("at au av bt"), "tables.seats").en == "A sits at 3 of the 4 tables, more than anybody else."


def test_what_changed_between_two_days() -> None:
    """h left, g came; of ab, bc and cd, cd ended; de formed; b gained be and bf."""
    before = ground("ab bc cd", "abcdefh", day=date(2025, 1, 1))
    after = ground("ab bc de be bf", "abcdefg")
    said = list(say_change(before, after))
    assert only(said, "change.ties") == Text(
        en="Since January 1, 2025, among those there on both days: ties formed, 3; ties ended, 1. "
        "67% of the ties of then still hold.",
        fr=f"Depuis le 1er{NB}janvier 2025, entre ceux qui y étaient aux deux dates{NB}: liens formés, 3; "
        f"liens terminés, 1. 67{NB}% des liens d’alors tiennent toujours.",
    )
    assert only(said, "change.came").en == "1 organisation came: Gate Employers."
    assert only(said, "change.left").fr == f"1 organisme n’y est plus{NB}: Chœur du Havre."
    assert only(said, "change.gained_most").en == "Bridge Centre gained the most ties: from 2 to 4."


def test_that_nothing_changed_is_said() -> None:
    one = ground("ab bc", "abc", day=date(2025, 1, 1))
    assert names_of(list(say_change(one, ground("ab bc", "abc")))) == ["change.none"]
    assert names_of(list(say_change(ground("", ""), one))) == ["change.nothing"]


def test_what_is_said_of_one() -> None:
    """d joins the triangles: one tie of two leads beyond, and three would be cut off without it."""
    here = ground(BOW_TIE, "abcdefg", groups={"Cove": "abcd", "East": "efg"})
    said = list(say_one(here, 3))
    assert (
        only(said, "one.tied").en == "Dale School is tied to 2 organisations; of 7 organisations, 2 are tied to more."
    )
    assert only(said, "one.groups").en == "One of its ties leads beyond its own group, to the group “East”."
    assert only(said, "one.hole").fr.startswith(
        "Sans École du Val, le plus grand groupe restant perdrait 3 des 6 autres"
    )
    assert only(list(say_one(ground("ab", "abc"), 2)), "one.alone").en == (
        "City of Cove has no tie of this kind on record."
    )


def test_the_best_of_each_theme_comes_before_the_second_of_any() -> None:
    """A page that shows five says five things."""
    rows = [Said("x.a", "holds", ("x",), ("x",), 0.9), Said("x.b", "holds", ("x",), ("x",), 0.8),
            Said("y.a", "holds", ("x",), ("x",), 0.1), Said("z.a", "missing", ("x",), ("x",), 1.0)]  # fmt: skip
    assert names_of(ordered(rows)) == ["x.a", "y.a", "x.b", "z.a"]


def test_lists_stop_and_names_with_commas_are_parted_by_semicolons() -> None:
    names = [Text(en=one, fr=one) for one in "ABCDEFG"]
    assert phrase("by_one_tie_many", None, some=names) == Text(
        en="A, B, C, D and 3 others hang by one tie each.",
        fr="A, B, C, D et 3 autres ne tiennent que par un seul lien chacun.",
    )
    assert phrase("by_one_tie_many", None, some=[Text(en="A, inc.", fr="A"), names[1]]) == Text(
        en="A, inc.; B hang by one tie each.", fr="A et B ne tiennent que par un seul lien chacun."
    )


def test_names_stay_apart_from_words() -> None:
    """So that a page can make links of them, and so that every one of them is on record."""
    said = next(one for one in say_holes(ground(BOW_TIE, "abcdefg")) if one.id == "holes.hole")
    named = [piece for piece in said.pieces("fr") if not isinstance(piece, str)]
    assert [name.key for name in named] == ["d", "e", "f", "g"]
    assert {name.evidence for name in named} == set(said.evidence)


def test_every_sentence_has_both_sides_and_french_has_its_spaces() -> None:
    """No ordinary space before a colon or inside guillemets."""
    words = {field for name in sentence_names() for field in fields_of(name)} - {"count"}
    facts = dict.fromkeys(words, "x")
    for sentence in sentence_names():
        for count in (None, 1, 2):
            english, french = told(sentence, count, **({"count": 3} if count is None else {}), **facts)
            assert english and french
            written = "".join(map(str, french))
            assert not any(fault in written for fault in (" :", " »", "« ", " %", "'"))


def test_the_measures_that_sentences_rest_on_exist() -> None:
    known = {one.id for one in measures_of("network")}
    grounds = [ground(BOW_TIE, sectors=_SECTORS), told_ground("ab ba ad cd")]
    assert {name for one in grounds for said in say_network(one) for name in said.measures} <= known
