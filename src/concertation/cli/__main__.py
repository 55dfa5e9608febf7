"""``python -m concertation.cli``."""

from concertation.cli.main import run

run()
