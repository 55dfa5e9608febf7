"""Compiling on first use, kept on disk for the next process; and sharing work between the processors."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba import types
from numba.extending import intrinsic

Function = TypeVar("Function", bound=Callable[..., Any])
Part = TypeVar("Part")


def compiled(function: Function) -> Function:
    """The function in machine code, made on its first call and kept on disk where a folder can be written.

    It holds no lock of the interpreter, so that threads share the processors; the number of threads is an argument of
    the caller, never asked inside, or the code could not be kept.
    """
    try:
        return cast(Function, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # numba finds no folder to write in
        return cast(Function, numba.njit(nogil=True)(function))


def inlined(function: Function) -> Function:
    """The same for the innermost loop of a compiled function, written into it: calls would cost too much."""
    return cast(Function, numba.njit(nogil=True, inline="always")(function))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(work: Callable[[int, int], Part], *, threads: int | None = None) -> list[Part]:
    """The outcomes of ``work(first, step)``, one a thread: each takes every ``step``-th item from its ``first`` on."""
    step = threads or processors()
    if step == 1:
        return [work(0, 1)]
    with ThreadPoolExecutor(step) as pool:
        return list(pool.map(lambda first: work(first, step), range(step)))


def _ones_in(_typing: Any, _word: Any) -> Any:
    def instruction(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), instruction


ones_in = cast(Callable[[np.uint64], np.uint64], intrinsic(_ones_in))
"""How many bits of a word of 64 are set, in one instruction; for compiled functions."""
