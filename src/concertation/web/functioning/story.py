"""What several surveys tell one after the other: what climbs, what fell and came back, what stays low, who answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext, ngettext

from concertation.web.functioning.words import point_words, share_words

# Two surveys are told as “what moved since last time”; a story needs a third.
FEWEST_SURVEYS = 3
# Conventions: half a point is a turn worth a sentence, a fifth of the people a difference in who was heard.
A_TURN = 0.5
_A_FIFTH = 0.2

Scores = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One factor over the surveys; ``None`` where it could not be shown."""

    name: str
    scores: Scores

    @property
    def in_words(self) -> str:
        """“Resources (3.9 → 2.5 → 3.8)”."""
        told = " → ".join(gettext("not shown") if one is None else point_words(one) for one in self.scores)
        return f"{self.name} ({told})"

    @property
    def steps(self) -> list[float] | None:
        """How far it moved each time, on the points that are shown; unknown where a survey is missing."""
        shown = [round(one, 1) for one in self.scores if one is not None]
        return [after - before for before, after in pairwise(shown)] if len(shown) == len(self.scores) else None

    @property
    def climbs(self) -> bool:
        """Whether it rose each time, and by half a point in all."""
        return bool(self.steps) and min(self.steps or [0]) > 0 and sum(self.steps or [0]) > A_TURN - 0.05

    @property
    def turn(self) -> int | None:
        """At which survey it turned, half a point or more before and after; the first of them."""
        steps = self.steps or []
        turns = [at for at, (one, two) in enumerate(pairwise(steps), start=1) if one * two < 0]
        far = [at for at in turns if min(abs(steps[at - 1]), abs(steps[at])) > A_TURN - 0.05]
        return far[0] if far else None


def story_of(waves: Sequence[str], chapters: Sequence[Chapter], rates: Scores) -> Iterator[str]:
    """A sentence each; none where there are fewer than three surveys."""
    if len(waves) < FEWEST_SURVEYS:
        return
    climbing = [one for one in chapters if one.climbs]
    if climbing:
        names = "; ".join(one.in_words for one in climbing)
        words = ngettext(
            "One factor rises at each survey: %(names)s.", "Rising at each survey: %(names)s.", len(climbing)
        )
        yield words % {"names": names}
    for one in chapters:
        if one.turn is not None:
            yield _turned(one, waves, one.turn)
    yield from _always_last(chapters)
    for one in chapters:
        if one.scores[0] is None and None not in one.scores[1:]:
            yield gettext("“%(name)s” could not be told the first time (%(wave)s); it is since.") % {
                "name": one.name,
                "wave": waves[0],
            }
    yield from _heard(waves, rates)


def _turned(one: Chapter, waves: Sequence[str], at: int) -> str:
    facts = {
        "name": one.name,
        "before": point_words(one.scores[at - 1]),
        "then": point_words(one.scores[at]),
        "wave": waves[at],
        "now": point_words(one.scores[at + 1]),
        "next": waves[at + 1],
    }
    if (one.steps or [0])[at - 1] < 0:
        return (
            gettext("“%(name)s” fell from %(before)s to %(then)s (%(wave)s), then came back to %(now)s (%(next)s).")
            % facts
        )
    return (
        gettext("“%(name)s” rose from %(before)s to %(then)s (%(wave)s), then fell back to %(now)s (%(next)s).") % facts
    )


def _always_last(chapters: Sequence[Chapter]) -> Iterator[str]:
    """The factor that every survey places lowest, if it is the same."""
    known = [one for one in chapters if None not in one.scores]
    if len(known) < 2:
        return
    lowest = {min(known, key=lambda one: one.scores[at] or 0) for at in range(len(known[0].scores))}
    if len(lowest) == 1:
        yield gettext("Lowest every time: %(name)s.") % {"name": lowest.pop().in_words}


def _heard(waves: Sequence[str], rates: Scores) -> Iterator[str]:
    """The survey that fewest answered, where far fewer did: its figures are those of other people."""
    told = [(rate, wave) for rate, wave in zip(rates, waves, strict=True) if rate is not None]
    if len(told) < len(waves):
        return
    (fewest, wave), most = min(told), max(rate for rate, _ in told)
    if most - fewest >= _A_FIFTH:
        facts = {"wave": wave, "rate": share_words(fewest), "most": share_words(most)}
        yield (
            gettext(
                "One survey was answered by fewer (%(wave)s): %(rate)s, against %(most)s at most."
                " Read its figures with care."
            )
            % facts
        )
