"""igraph without its ways of drawing: what it computes is one compiled module, and takes five milliseconds to load.

The package of the same name imports every way of drawing at once, a tenth of a second that a page would wait for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

_COMPILED = "igraph._igraph"
_LOADING = Lock()


def compiled_igraph() -> Any:
    """The compiled module; where it cannot be loaded by itself, as the package loads it."""
    with _LOADING:
        return sys.modules.get(_COMPILED) or _loaded()


def _loaded() -> Any:
    package = find_spec("igraph")
    spec = PathFinder.find_spec(_COMPILED, package.submodule_search_locations if package else None)
    if spec is None or spec.loader is None:
        return import_module(_COMPILED)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    # Known by its own name, so that the whole package, if it comes after, takes this one and not another.
    sys.modules[_COMPILED] = module
    return module


def bare_graph(size: int, source: NDArray[np.integer], target: NDArray[np.integer], *, is_directed: bool) -> Any:
    """Ties as igraph holds them, vertices and edges by index, without attributes."""
    edges = list(zip(source.tolist(), target.tolist(), strict=True))
    return compiled_igraph().GraphBase(size, edges, is_directed)
