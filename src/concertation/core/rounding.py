"""Rounding as it is done by hand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def half_up(number: float, digits: int) -> Decimal:
    """The nearest number with so many decimals; halves go away from zero: 3.25 is 3.3, −0.5 is −1.

    The number is taken as it is written, so that 0.145 is a half though no binary fraction is.
    """
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
