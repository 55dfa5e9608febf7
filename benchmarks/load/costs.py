"""Claim: a page costs 40 ms of processor on the average of what people ask for, ten of them writing meanwhile.

Run: ``python -m benchmarks.load.costs [COPIES] [PAGES]`` on SQLite, and the same behind ``scripts/with_postgresql.sh``.
One process asks for pages of the kinds and the shares of ``benchmarks.load``, without a network: the processor that
each costs it when the register has not moved since the last page, and when someone has just saved a correction.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from benchmarks.load.ground import Ground, fill, open_framework, own_database
from benchmarks.load.pages import Form
from benchmarks.load.people import MIX, address_of

SEED = 7


class Visitor:
    """Someone signed in, whose pages are made in this process."""

    def __init__(self, session: str) -> None:
        from django.test import Client  # noqa: PLC0415 after the settings

        self._client: Any = Client(HTTP_HOST="127.0.0.1")
        self._client.cookies["sessionid"] = session

    def see(self, address: str) -> tuple[float, str]:
        """A page: milliseconds of processor, and its text."""
        start = process_time()
        answer = self._client.get(address)
        spent = 1000 * (process_time() - start)
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
        return spent, answer.content.decode()

    def save(self, address: str, fields: dict[str, str]) -> float:
        """A form sent, which must be taken."""
        start = process_time()
        answer = self._client.post(address, fields)
        spent = 1000 * (process_time() - start)
        if answer.status_code != 302:
            sys.exit(f"{address}: {answer.status_code}")
        return spent


def main(copies: int, times: int) -> None:
    """Prints what each kind of page costs, and the average over the mix."""
    with tempfile.TemporaryDirectory(prefix="concertation-costs-") as name, own_database(Path(name)) as database:
        open_framework()
        ground = fill(copies=copies, organisations=10_000 if copies > 1 else 306, readers=1, editors=1)
        reader, editor, chance = Visitor(ground.readers[0]), Visitor(ground.editors[0]), Random(SEED)
        for kind in [*MIX, *MIX]:
            reader.see(_address(kind, ground, chance))
        corrections = _corrections(editor, ground, chance)
        spent = {kind: _cost(kind, reader, ground, chance, corrections, times) for kind in MIX}
        editing = [next(corrections) for _ in range(times)]
        print(f"{database}: {len(ground.organisations):,} organisations; milliseconds of processor, median of {times}")
        print(f"{'':>14} {'still':>7} {'after a correction':>19}")
        for kind, (still, moved) in spent.items():
            print(f"{kind:>14} {_median(still):>7.0f} {_median(moved):>19.0f}")
        print(f"{'form':>14} {_median([form for form, _ in editing]):>7.0f}")
        print(f"{'save':>14} {_median([save for _, save in editing]):>7.0f}")
        for place, words in enumerate(("still", "after a correction")):
            mean = sum(MIX[kind] * sum(both[place]) / times for kind, both in spent.items()) / sum(MIX.values())
            print(f"average of the mix, {words}: {mean:.0f} ms")


def _cost(
    kind: str, reader: Visitor, ground: Ground, chance: Random, corrections: Iterator[tuple[float, float]], times: int
) -> tuple[list[float], list[float]]:
    addresses = [_address(kind, ground, chance) for _ in range(times)]
    reader.see(addresses[0])
    still = [reader.see(address)[0] for address in addresses]
    moved = []
    for address in addresses:
        next(corrections)
        moved.append(reader.see(address)[0])
    return still, moved


def _address(kind: str, ground: Ground, chance: Random) -> str:
    return address_of(kind, chance.choice(ground.partnerships), chance.choice(ground.organisations), chance)


def _corrections(editor: Visitor, ground: Ground, chance: Random) -> Iterator[tuple[float, float]]:
    """One correction after the other: what its form costs, and what saving it does."""
    while True:
        kind = chance.choice(("organisation", "partnership", "membership"))
        address = f"/en/facts/{kind}/{chance.choice(getattr(ground, f'{kind}s'))}/edit/"
        form, text = editor.see(address)
        fields = {**Form(text).fields, "note": f"{chance.randrange(10**12)}", "reason": "a call", "do": "save"}
        yield form, editor.save(address, fields)


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else 1, int(words[1]) if len(words) > 1 else 12)
