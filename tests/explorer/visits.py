"""A page of the site in a real browser, opened from disk, and what it asked for and complained of."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)></script>\"'&"


@dataclass
class Visit:
    """A page with everything it asked for and complained of, and the clicks that were made."""

    page: Any
    folder: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    clicks: int = 0

    def go(self, page: str, address: str = "") -> "Visit":
        self.page.goto("about:blank")
        self.page.goto((self.folder / f"{page}.html").as_uri() + address)
        return self.ready()

    def ready(self) -> "Visit":
        self.page.wait_for_function("() => window.__ready")
        return self

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()

    def choose(self, selector: str, value: str) -> None:
        self.clicks += 1
        self.page.select_option(selector, value)

    def js(self, expression: str, argument: Any = None) -> Any:
        return self.page.evaluate(f"(a) => {expression}", argument)

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    # -- the graph

    def model(self) -> None:
        self.page.wait_for_function("() => window.__model")

    def shown(self, cls: str = "") -> list[str]:
        return self.js(
            "PG.stage.scene().nodes.filter((n) => n.kind !== 'more' && (!a || n.cls === a)).map((n) => n.id)",
            cls,
        )

    def press(self, key: str) -> None:
        """A click on a thing on the stage, where it stands."""
        self.js("PG.stage.reveal(a)", key)
        at = self.js("PG.stage.at(a)", key)
        drawn = self.js("window.__drawn")
        self.clicks += 1
        self.page.mouse.click(at["x"], at["y"])
        self.page.wait_for_function(
            "(was) => window.__drawn !== was || PG.stage.look.node !== null", arg=drawn
        )

    def evidence(self) -> str:
        self.page.wait_for_selector("#panel blockquote")
        return self.text("#panel")

    def saved(self, selector: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.locator(selector).first.click()
        return Path(waiting.value.path()).read_bytes()


def visit(chromium: Any, folder: Path, **context: Any) -> Visit:
    page = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}} | context).new_page()
    page.set_default_timeout(20_000)
    seen = Visit(page, folder)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (seen.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return seen


def quiet(seen: Visit) -> None:
    """Nothing was asked of a network, stored, or complained of; the page is closed."""
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(("file://", "data:", "blob:", "about:"))] == []
    assert seen.page.context.cookies() == []
    seen.page.context.close()
