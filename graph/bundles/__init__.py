"""What the pages use of other people's work: scripts bundled with npm from web/, and vis-network from pyvis.

The bundles are made when the package is built. Where there was no npm they are missing; the pages say so.
"""

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
PLOTS = ("plots-licences.txt", "plots.js")  # of all pages that have plots
WHY = (  # there are none
    "安装本软件时没有 npm，或 npm 没有取到所需的包。装上 Node.js 和 npm 后重新安装即可。",
    "when the package was installed there was no npm, or it could not get its packages. Install Node.js with npm,"
    " then install the package again.",
)


def bundles_folder() -> Path:
    """Where the bundles are, if they were made."""
    return HERE / "files"


def bundled(names: Iterable[str]) -> dict[str, Path]:
    """The files of these names; nothing if one of them was not made.

    >>> bundled(["no-such-bundle.js"])
    {}
    """
    files = {name: bundles_folder() / name for name in names}
    return files if all(path.is_file() for path in files.values()) else {}


def vis_network() -> Path:
    """The newest vis-network that pyvis brings along; pyvis itself is not imported."""
    spec = find_spec("pyvis")
    if not spec or not spec.submodule_search_locations:
        raise FileNotFoundError("pyvis is not installed: the graph view's vis-network comes with it")
    folder = Path(spec.submodule_search_locations[0]) / "lib"
    newest = max((path for path in folder.iterdir() if path.name.startswith("vis-")), key=_version)
    return newest / "vis-network.min.js"


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", path.name))
