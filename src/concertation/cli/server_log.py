"""What the server writes of requests that went wrong: that they did, and neither from where nor to what address."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

# What the server says with the address of the one who asked, or with the address that was asked for.
_TELLING = ("Invalid request", "Error handling request")


class DiscreetLog(Logger):  # type: ignore[misc]  # the library carries no types
    """People who answer a survey leave neither their address nor their personal link."""

    def warning(self, msg: str, *args: Any, **named: Any) -> None:
        """As the server says it, but for who asked."""
        super().warning(*_told(msg, args), **named)

    def exception(self, msg: str, *args: Any, **named: Any) -> None:
        """As the server says it, but for what was asked."""
        super().exception(*_told(msg, args), **named)


def _told(words: object, facts: tuple[Any, ...]) -> tuple[Any, ...]:
    found = next((telling for telling in _TELLING if str(words).startswith(telling)), None)
    return (words, *facts) if found is None else (f"{found}; its addresses are not kept",)
