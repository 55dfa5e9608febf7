"""What is known of a territory, what is emerging on it, and what needs someone's attention."""

from concertation.core.overview.attention import MATTERS, attention
from concertation.core.overview.conventions import OverviewConventions
from concertation.core.overview.distribution import distribution
from concertation.core.overview.emerging import emerging

__all__ = ["MATTERS", "OverviewConventions", "attention", "distribution", "emerging"]
