"""The text that a reader of docx, HTML or PDF writes, with the bold stretches and tables in it."""

from dataclasses import dataclass, field

from graph.model import Span, Table


def merge_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Sorted spans, joined where they touch, the empty ones dropped.

    >>> merge_spans([Span(4, 6), Span(0, 2), Span(2, 4), Span(8, 8)])
    (Span(start=0, end=6),)
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if span.start == span.end:
            continue
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


@dataclass
class Manuscript:
    """Text in the making. Line breaks wait until something follows, so no run of blank lines,
    no blank first line and no line break at the end of a table cell comes about.

    >>> m = Manuscript()
    >>> m.write("主要目标"); m.end_line(); m.end_line(); m.end_line(); m.write("增长"); m.write("7%", bold=True)
    >>> text = m.finish()
    >>> text, [span.of(text) for span in m.bold_spans()]
    ('主要目标\\n\\n增长7%\\n', ['7%'])
    """

    bold: list[Span] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    length: int = 0  # characters written so far, without the waiting breaks
    _parts: list[str] = field(default_factory=list)
    _breaks: int = 0  # line breaks that wait: 2 make a blank line
    _fresh: bool = True  # at the start of the text or of a table cell: breaks do not wait here

    @property
    def last(self) -> str:
        """The character written last, or ""."""
        return self._parts[-1][-1] if self._parts else ""

    @property
    def at_line_start(self) -> bool:
        return self._fresh or self._breaks > 0

    def write(self, text: str, bold: bool = False) -> None:
        """Append text as it is; only line ends become "\\n"."""
        if not text:
            return
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._flush()
        if bold:
            self.bold.append(Span(self.length, self.length + len(text)))
        self._append(text)
        self._fresh = False

    def end_line(self) -> None:
        """One more line break: a second one in a row leaves a blank line, a third one nothing more."""
        if not self._fresh:
            self._breaks = min(self._breaks + 1, 2)

    def new_line(self) -> None:
        """Whatever follows begins a line."""
        if not self._fresh:
            self._breaks = max(self._breaks, 1)

    def place(self) -> int:
        """The offset at which whatever is written next will stand."""
        self._flush()
        return self.length

    def start_cell(self, first: bool) -> int:
        """Begin a cell, after a tab unless it is the row's first; returns the offset at which it stands."""
        self._breaks = 0
        if not first:
            self._append("\t")
        self._fresh = True
        return self.length

    def end_cell(self) -> int:
        """Returns the offset where the cell's content ends; line breaks at its end are dropped."""
        self._breaks = 0
        return self.length

    def end_row(self) -> None:
        self._fresh = False
        self._breaks = 1

    def finish(self) -> str:
        """The whole text, ending with one line break unless it is empty."""
        if self.length:
            self._append("\n")
        self._parts = ["".join(self._parts)]
        return self._parts[0]

    def bold_spans(self) -> tuple[Span, ...]:
        """After `finish`: the bold stretches, without those that hold only spaces."""
        return tuple(span for span in merge_spans(self.bold) if span.of(self._parts[0]).strip())

    def sorted_tables(self) -> tuple[Table, ...]:
        return tuple(sorted(self.tables, key=lambda table: (table.span.start, -table.span.end)))

    def _flush(self) -> None:
        self._append("\n" * self._breaks)
        self._breaks = 0

    def _append(self, text: str) -> None:
        if not text:
            return
        self._parts.append(text)
        self.length += len(text)
