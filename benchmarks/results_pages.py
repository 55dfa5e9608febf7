"""What the results of a survey cost to look at: a first look makes the figures, a second finds them kept.

Run it in an installation that holds the demonstration: ``CONCERTATION_DATA=… python -m benchmarks.results_pages``.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

from concertation.cli.register import open_register

PAGES = ("functioning/", "functioning/documents/", "functioning/guide/", "functioning.csv", "")
LOOKS = 10


def main() -> None:
    """Prints milliseconds of processor time, a line a page."""
    open_register()
    from django.conf import settings  # noqa: PLC0415 after the settings
    from django.contrib.auth.models import User  # noqa: PLC0415 after the settings
    from django.test import Client  # noqa: PLC0415 after the settings

    from concertation.journeys.functioning.keeping import forget_figures  # noqa: PLC0415 after the settings

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(User.objects.get(username="ana"))
    for page in PAGES:
        address = f"/en/partnerships/merrow-lip/{page}"
        client.get(address)
        forget_figures()
        first = _milliseconds(client, address)
        again = [_milliseconds(client, address) for _ in range(LOOKS)]
        print(f"{page or 'profile':26} first {first:6.0f} ms   again {statistics.median(again):6.1f} ms")


def _milliseconds(client: Any, address: str) -> float:
    begun = time.process_time()
    client.get(address)
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    main()
