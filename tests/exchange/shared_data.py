"""Real files beside the project; ``CONCERTATION_SHARED`` says where when they are elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("CONCERTATION_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
