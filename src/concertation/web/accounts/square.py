"""The square that an application of codes reads, drawn as one path: no image is fetched, nothing is styled inline."""

from __future__ import annotations

from dataclasses import dataclass

from qrcode.main import QRCode

# Light modules around the square, without which readers may not find it (ISO/IEC 18004, 6.3.8).
_QUIET = 4


@dataclass(frozen=True, slots=True)
class Square:
    """The dark modules as a path, on a side of so many modules."""

    side: int
    path: str


def draw_square(words: str) -> Square:
    """The QR code of these words."""
    code = QRCode(border=_QUIET)
    code.add_data(words)
    code.make(fit=True)
    modules = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(modules) for x, is_dark in enumerate(row) if is_dark)
    return Square(len(modules), path)
