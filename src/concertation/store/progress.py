"""How long writes tell how far they are, and learn that they are to stop, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Step, how much is done, of how much (0 when nobody knows).
Listener = Callable[[str, int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("progress_listener", default=None)


def tell_progress(step: str, done: int = 0, total: int = 0) -> None:
    """Tells whoever listens; what the listener raises stops the work, and its transaction takes everything back."""
    listener = _listener.get()
    if listener is not None:
        listener(step, done, total)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Everything told inside goes to the listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
