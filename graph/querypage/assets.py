"""The scripts and styles of the page, bundled, and those that it shares with the explorer's pages."""

from pathlib import Path

from graph.bundles import PLOTS, WHY, bundled, vis_network
from graph.explorer.pages import BASE_STYLE, asset

BUNDLED = ("query.css", "query-engine.js", "query-licences.txt", "query.js", *PLOTS)
ENGINE = "query-engine.js"  # the store: only a page that answers for itself needs it
NOT_BUNDLED = (
    f"网页查询用的脚本没有打包：{WHY[0]}",
    f"The query page's scripts were not bundled: {WHY[1]}",
)


def missing() -> tuple[str, str]:
    """Why there can be no query page, in Chinese and English; two empty texts if there can.

    >>> missing() in (NOT_BUNDLED, ("", ""))
    True
    """
    return ("", "") if bundled(BUNDLED) else NOT_BUNDLED


def asset_files(*, engine: bool = True) -> dict[str, Path]:
    """The files of the page by their names under its assets; `engine`: with the store, for a page without a server.

    Raises FileNotFoundError if they were not bundled.
    """
    files = bundled(BUNDLED)
    if not files:
        raise FileNotFoundError(NOT_BUNDLED[1])
    if not engine:
        del files[ENGINE]
    return files | {BASE_STYLE: asset(BASE_STYLE), "vis-network.min.js": vis_network()}
