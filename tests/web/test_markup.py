"""What functions write in place of templates: the same words, and nothing that a name could slip in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override

from concertation.core.faceting import Count
from concertation.core.facts import fact_kind
from concertation.core.text import Text
from concertation.journeys.catalogue import Listed, StripCell
from concertation.journeys.records import Record, Records
from concertation.web.finding.cells import ListCell, ListRow
from concertation.web.finding.markup import write_lines, write_rows
from concertation.web.finding.panel import ValueLine
from concertation.web.origin import write_origin
from concertation.web.strip import write_strip

SLY = '<b title="x">& Co</b>'
TAME = "&lt;b title=&quot;x&quot;&gt;&amp; Co&lt;/b&gt;"
REACH = StripCell(Text(en="Reach", fr="Portée"), Text(en="Local", fr="Locale"), "derived", 1, 3)
ARTICULATION = StripCell(Text(en="Type", fr="Type"), Text(en="Consultative", fr="Consultative"), "inferred", 1, 4)
LISTED = Listed("p", "P", "en", False, (REACH, ARTICULATION), (), False, False, "3")
LINE = ValueLine("reach-local", "Local", Count(12), 37.5, False, False, False, "?reach=local", "?not-reach=local")
ROW = ListRow("p", "/p/", "P", "en", "", (), ())


def test_a_strip_lights_the_mark_of_its_value() -> None:
    """The first of three reaches, in the reader’s language."""
    drawn = write_strip(LISTED, "fr")
    assert '<i class="lit"></i><i></i><i></i></span><span class="word">Locale</span>' in drawn


def test_a_strip_says_what_is_unknown() -> None:
    """No mark is lit, and the word is there."""
    drawn = write_strip(replace(LISTED, strip=(replace(REACH, label=None, position=0), ARTICULATION)), "en")
    assert '<span class="cell unknown" title="Reach">' in drawn
    assert "lit" not in drawn.partition("unknown</span>")[0]


@pytest.mark.parametrize(
    ("is_hybrid", "is_tied", "words"),
    [
        (False, False, "Consultative"),
        (True, False, "hybrid, mainly consultative"),
        (True, True, "hybrid, no form prevails"),
    ],
)
def test_a_mixture_is_a_bar_with_its_form_in_words(is_hybrid: bool, is_tied: bool, words: str) -> None:
    """Two thirds and one third of a bar of one hundred."""
    shares = ((Text(en="A", fr="A"), 2 / 3), (Text(en="B", fr="B"), 1 / 3))
    drawn = write_strip(replace(LISTED, shares=shares, is_hybrid=is_hybrid, is_tied=is_tied), "en")
    assert '<rect class="form-1" x="0.00" y="0" width="66.67" height="10"/>' in drawn
    assert '<rect class="form-2" x="66.67" y="0" width="33.33" height="10"/>' in drawn
    assert f'<span class="word">{words}</span>' in drawn


def test_a_value_leads_to_what_keeps_it_and_to_what_leaves_it_out() -> None:
    """With its bar, half of one hundredth rounded up as by hand: 12.25 is 12.3."""
    drawn = write_lines([replace(LINE, share=12.25)])
    assert 'href="?reach=local"' in drawn and 'href="?not-reach=local"' in drawn
    assert '<rect width="12.3" height="2"/>' in drawn


def test_a_value_that_nobody_holds_leads_nowhere() -> None:
    """Unless it was chosen, which can be undone."""
    nobody = replace(LINE, count=Count(0))
    assert "<a " not in write_lines([nobody])
    assert "<a " in write_lines([replace(nobody, is_excluded=True)])


def test_words_of_the_other_language_carry_it() -> None:
    """A French name on an English page."""
    with override("en"):
        drawn = write_rows([replace(ROW, name="Entraide", name_language="fr")], "en", 3)
    assert 'lang="fr">Entraide</a> <abbr class="language-marker" title="in French">FR</abbr>' in drawn


def test_nothing_that_a_name_holds_becomes_markup() -> None:
    """Names, acronyms, tags, cells, values, sources and notes."""
    cell = ListCell("kind", SLY, SLY, hint=SLY, is_unknown=True)
    row = replace(ROW, name=SLY, acronym=SLY, tags=[SLY], note=SLY, cells=[cell], address=f"/?q={SLY}")
    line = replace(LINE, label=SLY, include=f"?q={SLY}")
    for drawn in (write_rows([row], "en", 2), write_lines([line]), _origin(locator=SLY, note=SLY, title_en=SLY)):
        assert "<b " not in drawn
        assert TAME in drawn


def _origin(*, title_en: str = "A directory", **says: str) -> str:
    source = {"id": 1, "key": "s", "title_en": title_en, "title_fr": None, "address": None}
    row = {"id": 7, "key": "m", "source_id": 1, "locator": None, "note": None, **says}
    records = Records({"source": [source], "membership": [row], "statement": []})
    return write_origin([Record(fact_kind("membership"), row, records)], place=lambda _: "", links=lambda _: "")


def test_where_a_fact_is_from_is_said_with_where_in_it() -> None:
    """The source, then the place in it."""
    assert "<cite>A directory</cite>, p. 12" in _origin(locator="p. 12")


def test_a_fact_from_nowhere_says_so() -> None:
    """Neither a source nor a silence."""
    row = {"id": 7, "key": "m", "source_id": None}
    record = Record(fact_kind("membership"), row, Records({"membership": [row], "statement": []}))
    assert "No source recorded" in write_origin([record], place=lambda _: "", links=lambda _: "")
    assert "No source recorded" in write_origin([], place=lambda _: "", links=lambda _: "")
