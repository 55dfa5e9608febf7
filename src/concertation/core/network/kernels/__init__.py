"""The measures of a network of tens of thousands of organisations, compiled: the ``large-networks`` extra.

Each module of this room holds one family and works on rows of neighbours, returning one number a node.
``core/network/measures`` asks :func:`can_answer` at one place in each family and otherwise answers by igraph or numpy;
both give the same figures. Nothing here is imported, and nothing compiled, before it is asked.

What is compiled is kept beside the code, or in the folder that ``NUMBA_CACHE_DIR`` names (``docs/network.md``).
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

LARGE = 2_000
"""From this many nodes on a kernel answers; below, loading it takes longer than it saves."""


def can_answer(size: int) -> bool:
    """Whether a network of so many nodes is large enough for a kernel to pay, and the extra is installed."""
    return size >= LARGE and is_installed()


@cache
def is_installed() -> bool:
    """Whether the ``large-networks`` extra is there."""
    return find_spec("numba") is not None


__all__ = ["LARGE", "can_answer", "is_installed"]
