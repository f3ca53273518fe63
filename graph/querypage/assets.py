"""The scripts and styles of the page. They are bundled from web/ with npm when the package is built."""

from pathlib import Path

from graph.explorer.pages import vis_network

HERE = Path(__file__).parent
BUNDLED = ("query.css", "query-engine.js", "query-licences.txt", "query.js")
ENGINE = "query-engine.js"  # the store: only a page that answers for itself needs it
NOT_BUNDLED = (
    "网页查询用的脚本没有打包：安装本软件时没有 npm，或 npm 没有取到所需的包。装上 Node.js 和 npm 后重新安装即可。",
    "The query page's scripts were not bundled: when the package was installed there was no npm, or it could not get"
    " its packages. Install Node.js with npm, then install the package again.",
)


def assets_folder() -> Path:
    """Where the bundles are, if they were made."""
    return HERE / "assets"


def missing() -> tuple[str, str]:
    """Why there can be no query page, in Chinese and English; two empty texts if there can.

    >>> missing() in (NOT_BUNDLED, ("", ""))
    True
    """
    there = all((assets_folder() / name).is_file() for name in BUNDLED)
    return ("", "") if there else NOT_BUNDLED


def asset_files(*, engine: bool = True) -> dict[str, Path]:
    """The files of the page by their names under its assets; `engine`: with the store, for a page without a server.

    Raises FileNotFoundError if they were not bundled.
    """
    if missing()[1]:
        raise FileNotFoundError(missing()[1])
    files = {name: assets_folder() / name for name in BUNDLED if engine or name != ENGINE}
    return files | {"vis-network.min.js": vis_network()}
