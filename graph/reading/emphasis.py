"""Bold and hidden text in docx, by run, character style and paragraph style.

A run's own w:b decides. Without one, bold is a toggle: the character style and the paragraph style
each switch it (a bold style in a bold style prints plain). Text set in a font that prints as bold
(黑体) counts as bold. Bold that comes from a table style is not looked for.
"""

from collections.abc import Iterator
from typing import Any

from graph.reading.package import W, value
from graph.reading.words import is_heavy

OFF = frozenset({"0", "false", "off", "none"})


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Any) -> None:
        styles = [] if root is None else root.findall(W + "style")
        self._styles = {style.get(W + "styleId"): style for style in styles}
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.default_paragraph = next(
            (
                style.get(W + "styleId", "")
                for style in styles
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
            ),
            "",
        )
        self._toggles: dict[tuple[str, str], bool] = {}  # by toggle and style

    def chain(self, style: str) -> Iterator[Any]:
        """A style and those it is based on, nearest first."""
        seen = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn") or ""

    def paragraph_style(self, properties: Any) -> str:
        """The style id of a paragraph, by its w:pPr (or None)."""
        style = value(properties, "pStyle")
        return style if style is not None and style in self._styles else self.default_paragraph

    def is_bold(self, properties: Any, paragraph_style: str) -> bool:
        """Whether a run is printed bold, by its w:rPr (or None) and its paragraph's style."""
        return self._is_on("b", properties, paragraph_style) or is_heavy(
            self._font(properties, paragraph_style)
        )

    def is_hidden(self, properties: Any, paragraph_style: str) -> bool:
        return self._is_on("vanish", properties, paragraph_style)

    def _is_on(self, toggle: str, properties: Any, paragraph_style: str) -> bool:
        own = _switch(properties, toggle)
        if own is not None:
            return own
        character_style = value(properties, "rStyle") or ""
        return bool(_switch(self._defaults, toggle)) or (
            self._styled(toggle, paragraph_style) != self._styled(toggle, character_style)
        )

    def _styled(self, toggle: str, style: str) -> bool:
        key = (toggle, style)
        if key not in self._toggles:
            switches = (_switch(one.find(W + "rPr"), toggle) for one in self.chain(style))
            self._toggles[key] = bool(next((switch for switch in switches if switch is not None), False))
        return self._toggles[key]

    def _font(self, properties: Any, paragraph_style: str) -> str:
        """The font of Chinese characters; "" where the theme chooses it."""
        character_style = value(properties, "rStyle") or ""
        styled = (
            one.find(W + "rPr") for name in (character_style, paragraph_style) for one in self.chain(name)
        )
        for level in (properties, *styled, self._defaults):
            fonts = None if level is None else level.find(W + "rFonts")
            if fonts is not None and (fonts.get(W + "eastAsia") or fonts.get(W + "eastAsiaTheme")):
                return "" if fonts.get(W + "eastAsiaTheme") else fonts.get(W + "eastAsia")
        return ""


def _switch(properties: Any, toggle: str) -> bool | None:
    """True or False as a w:rPr says; None if it says nothing."""
    state = value(properties, toggle)
    return None if state is None else state.lower() not in OFF
