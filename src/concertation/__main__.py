"""``python -m concertation``."""

from concertation.cli.main import run

if __name__ == "__main__":
    run()
