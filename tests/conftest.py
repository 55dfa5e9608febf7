"""What all tests share: data beside the project, and a folder of their own."""

from __future__ import annotations

import os
import tempfile

# The settings read these when they load; tests never touch an installation's data.
os.environ["CONCERTATION_DATA"] = tempfile.mkdtemp(prefix="concertation-tests-")
