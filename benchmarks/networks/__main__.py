"""Every benchmark of networks, each in a process of its own: ``python -m benchmarks.networks``."""

from __future__ import annotations

import subprocess
import sys

_ALL = ("small", "report", "linear", "harmonic", "whole", "qap")

if __name__ == "__main__":
    for name in sys.argv[1:] or _ALL:
        print(f"\n== python -m benchmarks.networks.{name}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.networks.{name}"], check=True)
