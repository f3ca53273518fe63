"""Bundles the scripts of web/ with npm when the package is built, also for an editable install.

An editable install also compiles the modules where they stand, as an installer does for those of a wheel, so that the
first build does not have to.

Without npm the package is built all the same: its site then says that the query page and the plots are left out, and
why.
"""

import compileall
import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = "graph/bundles/files"
LONGEST = 600  # seconds


class CustomBuildHook(BuildHookInterface):
    """Runs `npm ci` and `npm run build` in web/, unless the bundles there are made from the same sources; compiles."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if why := bundled(root / "web", root / ASSETS):
            self.app.display_warning(
                f"The query page and the plots are left out: {why}. Everything else is built."
            )
        if version == "editable":
            compileall.compile_dir(root / "graph", quiet=2)


def bundled(web: Path, assets: Path) -> str:
    """Makes the bundles; why there are none, or nothing if they are there."""
    if made_from(assets) == digest(web) or (made_from(assets) and not web.is_dir()):
        return ""
    npm = shutil.which("npm")
    if not npm:
        return "there is no npm here; install Node.js with npm, then install the package again"
    for command in ([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], [npm, "run", "build"]):
        try:
            done = subprocess.run(
                command,
                cwd=web,
                env={**os.environ, "CI": "1"},
                capture_output=True,
                text=True,
                timeout=LONGEST,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{' '.join(command[1:])} failed: {error}"
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            return f"npm {' '.join(command[1:])} failed: {''.join(last)}"
    return "" if made_from(assets) else "npm run build left no bundles"


def made_from(assets: Path) -> str:
    """The digest of the sources that the bundles were made from; nothing without bundles."""
    path = assets / "made-from.txt"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def digest(web: Path) -> str:
    """The digest that web/build.mjs writes beside its bundles."""
    found = hashlib.sha256()
    sources = sorted((web / "src").iterdir()) if (web / "src").is_dir() else []
    for path in (web / "package-lock.json", web / "build.mjs", *sources):
        if path.is_file():
            found.update(f"{path.relative_to(web).as_posix()}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()
