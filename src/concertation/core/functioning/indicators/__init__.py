"""What the register shows of each factor of functioning, beside what partners say of it."""

from concertation.core.functioning.indicators.comparison import ask_about, band_span, compare_opinion
from concertation.core.functioning.indicators.conventions import IndicatorConventions, Threshold
from concertation.core.functioning.indicators.findings import indicator_findings
from concertation.core.functioning.indicators.indicator import Indicator, all_indicators, read_indicators
from concertation.core.functioning.indicators.table import COLUMNS, measure_indicators

__all__ = [
    "COLUMNS",
    "Indicator",
    "IndicatorConventions",
    "Threshold",
    "all_indicators",
    "ask_about",
    "band_span",
    "compare_opinion",
    "indicator_findings",
    "measure_indicators",
    "read_indicators",
]
