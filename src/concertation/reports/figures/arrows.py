"""The heads of ties that run one way: where they end, and how large they are."""

from __future__ import annotations

from math import hypot

# How long a head is by the strength of its tie, in pixels; half its width as a share of that; the shortest drawn.
HEADS = (6.5, 8.0, 9.5, 11.5)
_HALF, _SHORTEST = 0.42, 2.0


def head_path(x1: float, y1: float, x2: float, y2: float, *, clear: float, tier: int) -> str:
    """A head whose tip is ``clear`` before the second end; nothing where the marks leave no room for one."""
    length = hypot(x2 - x1, y2 - y1)
    size = min(HEADS[tier - 1], length - clear)
    if size < _SHORTEST:
        return ""
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    tip = x1 + ux * (length - clear), y1 + uy * (length - clear)
    base = tip[0] - ux * size, tip[1] - uy * size
    side = -uy * size * _HALF, ux * size * _HALF
    corners = (tip, (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1]))
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in corners)}z"
