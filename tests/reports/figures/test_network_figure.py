"""Marks, lines and names on a sheet: every mark a link, few paths for many ties, names that cover no other."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from concertation.reports.figures.arrows import HEADS, head_path
from concertation.reports.figures.framed import framed
from concertation.reports.figures.network import Line, Mark, Picture, RegionName, draw_network, mark_element, shape_path

_SVG = "{http://www.w3.org/2000/svg}"


def _mark(number: int, **changed: object) -> Mark:
    plain = {"x": 60.0 * number, "y": 100.0, "radius": 8.0, "tone": "net-1", "shape": "circle", "rank": float(number)}
    told = {"name": f"Agency {number}", "words": "3 ties", "address": f"?org={number}"}
    return Mark(**{**plain, **told, **changed})  # type: ignore[arg-type]


def _picture(*marks: Mark, lines: tuple[Line, ...] = (), regions: tuple[RegionName, ...] = ()) -> Picture:
    return Picture(960, 400, marks, lines, regions)


def _drawn(picture: Picture) -> str:
    return draw_network(picture, figure_id="n", title="Title", description="Description")


def test_each_mark_is_a_link_with_its_words() -> None:
    """Without a script, a click or Enter leads to the card."""
    root = fromstring(_drawn(_picture(_mark(1), _mark(2))))
    links = root.findall(f".//{_SVG}a")
    assert [link.get("href") for link in links] == ["?org=1", "?org=2"]
    assert links[0].findtext(f"{_SVG}title") == "Agency 1, 3 ties"


def test_ties_of_one_look_are_one_path() -> None:
    """A thousand ties weigh a thousand steps, not a thousand elements."""
    lines = tuple(Line(0, 0, number, number, "recorded", 1) for number in range(1000))
    lines += (Line(0, 0, 1, 1, "claimed", 1),)
    root = fromstring(_drawn(_picture(_mark(1), lines=lines)))
    classes = [path.get("class") for path in root.findall(f".//{_SVG}g[@class='network-lines']/{_SVG}path")]
    assert sorted(classes, key=str) == ["tie told-claimed tier-1", "tie told-recorded tier-1"]


def test_names_of_a_crowd_cover_no_other_name() -> None:
    """Forty marks on two rows: names stand for some of them, each in a box of its own."""
    marks = [_mark(number, x=40 + 22.0 * number, y=100 + 60 * (number % 2), radius=6.0) for number in range(1, 40)]
    root = fromstring(_drawn(_picture(*marks)))
    boxes = []
    for text in root.findall(f".//{_SVG}text[@class='node-name']"):
        width = len(text.text or "") * 6.6
        x, y, anchor = float(text.get("x", 0)), float(text.get("y", 0)), text.get("text-anchor")
        left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
        boxes.append((left, y - 12, left + width, y + 4))
    assert len(boxes) >= 5
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_no_name_covers_the_chosen_mark() -> None:
    """Who is looked at stays seen: the name of the next one goes to its other side."""
    chosen, next_to_it = _mark(1, x=400, state="chosen", name="Chosen", rank=1.0), _mark(2, x=375, rank=2.0)
    text = fromstring(_drawn(_picture(chosen, next_to_it))).find(f".//{_SVG}text[.='Agency 2']")
    assert text is not None and (text.get("text-anchor"), text.get("x")) == ("end", "363")


def test_a_phone_has_names_of_its_own() -> None:
    """A sheet of 960 is 366 wide there, 0.381 of it: names as high as before are drawn 2.623 times as large, fewer."""
    marks = tuple(_mark(number, x=40 + 22.0 * number, y=20 + 9.0 * number, radius=6.0) for number in range(1, 40))
    drawn = draw_network(_picture(*marks), figure_id="n", title="T", description="D", is_for_phones_too=True)
    usual, small = fromstring(drawn).findall(f"{_SVG}g[@aria-hidden='true']")
    assert (usual.get("class"), small.get("class")) == ("network-names", "network-names names-on-phone")
    assert small.get("transform") == "scale(2.623)"
    assert 5 <= len(small) <= 8 < len(usual)


def test_the_name_of_a_part_stays_on_the_sheet() -> None:
    """Twenty bold letters of 8.4 have their middle 84 from the edge at least."""
    root = fromstring(_drawn(_picture(_mark(1), regions=(RegionName(10, 3, "A part at the corner"),))))
    text = root.find(f".//{_SVG}text[@class='region-name']")
    assert text is not None and (text.get("x"), text.get("y")) == ("84", "14")


def test_the_unknown_is_hatched_and_the_faint_have_no_name() -> None:
    """What is not known is drawn; what is set back does not speak."""
    drawn = _drawn(_picture(_mark(1, tone="unknown"), _mark(2, state="faint", name="Set back")))
    assert 'fill="url(#n-hatch)"' in drawn
    assert not re.search(r"<text[^>]*>Set back", drawn)


def test_what_people_wrote_is_escaped() -> None:
    """A name is never markup."""
    assert "<script>" not in _drawn(_picture(_mark(1, name="<script>alert(1)</script>")))


@pytest.mark.parametrize(("shape", "corners"), [("square", 4), ("diamond", 4), ("triangle", 3), ("hexagon", 6)])
def test_shapes_have_their_corners(shape: str, corners: int) -> None:
    """A second channel beside colour."""
    assert shape_path(shape, 10, 10, 5).count(" ") == corners


def test_on_paper_a_drawing_carries_its_title_key_caption_and_colours() -> None:
    """A file that needs no page: nothing is looked for elsewhere."""
    picture = _picture(_mark(1))
    signs = [(mark_element(_mark(1, tone=tone), "paper"), words) for tone, words in
             (("net-1", "Government (22)"), ("unknown", "Unknown (9)"))]  # fmt: skip
    text = framed(
        _drawn(picture),
        width=picture.width,
        height=picture.height,
        style="network.css",
        title="Shared tables, as of 2026",
        key=signs,
        caption=["Size: number of ties."],
        across=3,
    )
    words = [element.text for element in fromstring(text).iter(f"{_SVG}text")]
    assert {"Shared tables, as of 2026", "Government (22)", "Unknown (9)", "Size: number of ties."} <= set(words)
    assert ".tone-net-1 { fill:" in text and "url(http" not in text


def test_a_head_ends_before_the_mark_that_its_tie_leads_to() -> None:
    """By hand: a tie of 100 along x, a mark of radius 20 at its end: the tip at 80, the base a head before it."""
    longest = HEADS[0]
    assert head_path(0, 0, 100, 0, clear=20, tier=1).startswith(f"M80.0 0.0L{80 - longest:.1f} ")
    assert head_path(100, 0, 0, 0, clear=20, tier=1).startswith(f"M20.0 0.0L{20 + longest:.1f} ")


def test_marks_that_touch_leave_no_room_for_a_head() -> None:
    """None is drawn over a mark; ends at one place divide by nothing."""
    assert head_path(0, 0, 20, 0, clear=20, tier=4) == ""
    assert head_path(5, 5, 5, 5, clear=0, tier=4) == ""


def test_heads_of_one_look_are_one_path_and_ties_both_ways_have_none() -> None:
    lines = tuple(Line(0, 0, 90, number, "recorded", 1, is_arrow=number > 0, clear=8) for number in range(3))
    root = fromstring(_drawn(_picture(_mark(1), lines=lines)))
    paths = {
        path.get("class"): path.get("d", "") for path in root.findall(f".//{_SVG}g[@class='network-lines']/{_SVG}path")
    }
    assert paths["tie told-recorded tier-1"].count("M") == 3
    assert paths["head told-recorded tier-1"].count("M") == 2
