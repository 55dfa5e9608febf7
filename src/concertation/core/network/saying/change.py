"""What changed between two days: who came and left, which ties formed and ended, who gained and lost most."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from concertation.core.network.certainty import Turnover, Wave, turnover_between
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Name, Said
from concertation.core.network.saying.wording import phrase, told
from concertation.core.typology.wording import percent


def say_change(before: Ground, after: Ground) -> Iterator[Said]:
    """Who came, who left, how many ties formed and ended among those of both days, and who gained or lost most."""
    day = before.relations.span.last
    if not before.size or not after.size:
        yield Said("change.nothing", "changed", *told("nothing_before" if not before.size else "nothing_after",
                   None, day=(before if not before.size else after).relations.span.last), strength=0.5)  # fmt: skip
        return
    turnover = turnover_between(_wave(before), _wave(after))
    yield from _ties(before, after, turnover)
    yield from _came_and_left(before, after)
    yield from _most_changed(before, after)
    if not turnover.formed and not turnover.dissolved and not _newcomers(before, after):
        yield Said("change.none", "changed", *told("no_change", None, day=day), strength=0.5)


def _wave(ground: Ground) -> Wave:
    day = ground.relations.span.last
    return Wave(day.isoformat(), day, ground.network)


def _ties(before: Ground, after: Ground, turnover: Turnover) -> Iterator[Said]:
    figures = {name: float(getattr(turnover, name)) for name in ("kept", "formed", "dissolved")}
    facts = {"formed": turnover.formed, "ended": turnover.dissolved, "day": before.relations.span.last}
    caution = phrase("change_caution")
    if turnover.stability is not None and (turnover.formed or turnover.dissolved):
        then = turnover.kept + turnover.dissolved
        said = told("ties_formed", turnover.formed, **facts)
        if then:
            said = told("ties_changed", None, **facts, share=percent(turnover.kept / then))
        yield Said("change.ties", "changed", *said, 0.9, figures=figures, caution=caution)


def _newcomers(before: Ground, after: Ground) -> list[Name]:
    known = set(before.nodes["key"])
    return after.names(place for place, key in enumerate(after.nodes["key"]) if key not in known)


def _came_and_left(before: Ground, after: Ground) -> Iterator[Said]:
    for form, names in (("came", _newcomers(before, after)), ("left", _newcomers(after, before))):
        if names:
            said = told(form, len(names), names=names, some=after.some(len(names)))
            about = tuple(names)
            caution = phrase("left_caution" if form == "left" else "came_caution")
            yield Said(f"change.{form}", "changed", *said, 0.7, about, {"count": len(names)}, (), caution)


def _most_changed(before: Ground, after: Ground) -> Iterator[Said]:
    """Of those there on both days, whoever gained most ties and whoever lost most."""
    now = pl.DataFrame({"key": after.nodes["key"], "now": after.degrees})
    then = pl.DataFrame({"key": before.nodes["key"], "then": before.degrees})
    both = now.with_row_index("place").join(then, on="key", how="inner", maintain_order="left")
    if not both.height:
        return
    moved = (both["now"] - both["then"]).to_numpy()
    for form, sign in (("gained_most", 1), ("lost_most", -1)):
        top = int(np.argmax(moved * sign))
        count = int(moved[top] * sign)
        if count < 2:
            continue
        ties, earlier = both.select("now", "then").row(top)
        name = after.name(both["place"][top])
        said = told(form, count, name=name, now=ties, then=earlier)
        figures = {"now": float(ties), "then": float(earlier)}
        yield Said(f"change.{form}", "changed", *said, 0.6, (name,), figures, ("degree",))
