"""When a wheel is built: the store for query pages that open from disk, if npm is there. Without it, sites say so."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = "graph/querypage/assets/bundle.js"


class WebBundle(BuildHookInterface):  # type: ignore[misc,type-arg]
    """Runs the locked build in web/; an editable installation leaves it to whoever wants it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        web, npm = Path(self.root) / "web", shutil.which("npm")
        if version == "editable" or not (web / "package-lock.json").is_file():
            return
        if not (Path(self.root) / BUNDLE).is_file():
            if not npm:
                self.app.display_warning("npm is not there: published sites will have no query page")
                return
            for args in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
                if subprocess.run([npm, *args], cwd=web, check=False).returncode:
                    self.app.display_warning("npm failed: published sites will have no query page")
                    return
        build_data["artifacts"].append(BUNDLE)
