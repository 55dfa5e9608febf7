"""Builds what a package carries and the repository does not: assets for the browser, and compiled catalogues."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Runs before every build except the editable one, whose assets `scripts/setup.sh` makes."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        scripts = Path(self.root) / "scripts"
        for command in ([str(scripts / "build_assets.sh")], [sys.executable, str(scripts / "compile_translations.py")]):
            subprocess.run(command, check=True, cwd=self.root)  # noqa: S603 our own scripts
