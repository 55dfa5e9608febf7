"""What papers cost to make and weigh: processor time of the whole answer, and of setting it alone.

Run it in an installation that holds the demonstration: ``CONCERTATION_DATA=… python -m benchmarks.papers``.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from concertation.cli.register import open_register
from concertation.reports.documents import Column, Document, Figure, Heading, Paragraph, Run, Table, as_pdf, as_png

ADDRESSES = (
    "/en/partnerships/merrow-lip/functioning.pdf",
    "/fr/partenariats/merrow-lip/fonctionnement.pdf",
    "/en/network/file/network.pdf",
    "/en/network/file/network.png",
)
TIMES = 7
_BARS = "".join(f'<rect x="{20 * bar}" y="{5 * bar}" width="15" height="{100 - 5 * bar}"/>' for bar in range(20))
_CHART = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100">{_BARS}</svg>'


def main() -> None:
    """Prints milliseconds of processor time and kilobytes, a line a paper."""
    print("a document of so many sections, each with a passage in French, a chart and a table of sixty rows")
    for sections in (1, 10, 50):
        _print(f"{sections} sections, PDF/UA", lambda size=sections: as_pdf(_document(size)))  # type: ignore[misc]
    _print("1 section, PNG", lambda: as_png(_document(1)))
    open_register()
    from django.conf import settings  # noqa: PLC0415 after the settings
    from django.contrib.auth.models import User  # noqa: PLC0415 after the settings
    from django.test import Client  # noqa: PLC0415 after the settings

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(User.objects.get(username="ana"))
    print("the whole answer, figures kept in the process")
    for address in ADDRESSES:
        _print(address, lambda address=address: _sent(client, address))  # type: ignore[misc]


def _sent(client: Any, address: str) -> bytes:
    answer = client.get(address)
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def _print(name: str, make: Callable[[], bytes]) -> None:
    size, spent = len(make()), []
    for _ in range(TIMES):
        begun = time.process_time()
        make()
        spent.append(1000 * (time.process_time() - begun))
    print(f"{name:52} {statistics.median(spent):7.1f} ms {size / 1000:8.0f} kB")


def _document(sections: int) -> Document:
    columns = (Column("Organisation", share=2), Column("Kind", share=1), Column("Ties", is_number=True))
    rows = tuple((f"Organisation {row}", "Civil society", str(row)) for row in range(60))
    blocks = tuple(
        block
        for number in range(sections)
        for block in (
            Heading(f"Section {number}"),
            Paragraph((Run("Said in French: "), Run("un partenariat local en immigration", language="fr"), Run("."))),
            Figure(_CHART, "Twenty bars, each lower than the one before", "A chart"),
            Table("Organisations", columns, rows),
        )
    )
    return Document("A report", "en", date(2026, 6, 30), "Concertation", "as of June 30, 2026", blocks)


if __name__ == "__main__":
    main()
