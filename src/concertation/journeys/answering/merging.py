"""Two devices answer at once: question by question, what each changed stays, and the later one wins where both did."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers after a saving; None stands for no answer in what came in, and is not kept.

    ``brought`` are the questions of the page that changed elsewhere and are shown now; ``overruled`` those that were
    changed on both sides, where the page that saves last wins.
    """

    answers: dict[str, Any]
    brought: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()


def merge(*, seen: Mapping[str, Any], sent: Mapping[str, Any], kept: Mapping[str, Any]) -> Merged:
    """What is kept, once a page that showed ``seen`` sends ``sent``.

    A question of ``sent`` that differs from ``seen`` was changed on the page. Any other keeps what is kept.
    """
    changed = {code for code, value in sent.items() if value != seen.get(code)}
    elsewhere = {code for code in sent if kept.get(code) != seen.get(code)}
    answers = {**kept, **{code: sent[code] for code in changed}}
    return Merged(
        answers={code: value for code, value in answers.items() if value is not None},
        brought=tuple(code for code in sent if code in elsewhere - changed),
        overruled=tuple(code for code in sent if code in elsewhere & changed and kept.get(code) != sent[code]),
    )


def merge_ticks(*, seen: Collection[str], sent: Collection[str], kept: Collection[str]) -> list[str]:
    """Ticks of a long list: those added and those taken away on the page, over those that are kept."""
    return sorted((set(kept) | (set(sent) - set(seen))) - (set(seen) - set(sent)))
