"""Step 3g: numbered items become sections or tasks; a task is an item that says who answers for it.

In a breakdown the items of one level are tasks even where nobody is named; elsewhere an item is a task
only if it names somebody (民生实事 with 责任单位 at the end of a report).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.model import BlockKind, Passage, Span, Tail, Task
from graph.structure.assembly import Assembly
from graph.structure.names import only_units
from graph.structure.numbers import parse_ordinal
from graph.structure.outline import COUNTED, LEAD, Piece, rules
from graph.structure.passages import first_clause, joined, plain_number, without
from graph.structure.tails import find_tails

NUMBERED = 5  # the deepest printed mark
DEEPEST_TASK = 4  # 一是 … 二是 … are parts of the paragraph they stand in

SHARED = re.compile(
    r"\s*(?:以上|上述)(?P<count>\d{1,2}|[一二三四五六七八九十]{1,2}|各)(?:项|条|点|款)"
)  # （以上3项由县住建局牵头）
MANY = 99  # items: 以上各项

Found = tuple[list[Tail], list[tuple[int, int]]]


class Items:
    """Gathers the pieces of one numbered item (its text, its sub-items, its tails) until the next begins."""

    def __init__(self, assembly: Assembly, pieces: list[Piece]) -> None:
        self._assembly = assembly
        self._found = {id(piece): self._find(piece) for piece in pieces}
        self._within: set[int] = set()  # pieces between a number and the last tail that belongs to it
        self._own = {id(pieces[n]) for n in self._owners(pieces)} - set(self._headings(pieces))
        self._task_level = self._level(pieces) if assembly.answers else 0
        self._restarts = {level for level in range(1, NUMBERED) if self._starts_again(pieces, level)}
        self._owned = {plain_number(piece.number) for piece in pieces if id(piece) in self._own}
        self._over = {
            id(first)
            for first, piece in pairwise(pieces)
            if not first.number and self._only_tail(piece) and self._answers_for(first, piece)
        }  # paragraphs without a number whose tail is the line below
        self._item: list[Piece] = []
        self._answered = False  # the open item has its tails
        self._number = ""  # the open item's, where it opened a section as well
        self._parent = ""  # the number that （1） stands under

    def _find(self, piece: Piece) -> Found:
        return find_tails(_words(piece), inline=self._assembly.answers)

    def _tails(self, piece: Piece) -> Found:
        return self._found[id(piece)]

    def _owners(self, pieces: list[Piece]) -> Iterator[int]:
        """The numbered pieces that say who answers before the next number comes, and the answering leads.

        A bare heading over several paragraphs that each answer for themselves is none.
        """
        marks = [n for n, p in enumerate(pieces) if 1 <= p.level <= DEEPEST_TASK or self._is_lead(p)]
        for n, end in pairwise([*marks, len(pieces)]):
            answering = [m for m in range(n, end) if self._tails(pieces[m])[0]]
            if answering and (pieces[n].body.text or self._answers_in(pieces[n + 1 : end]) < 2):
                self._within |= {id(piece) for piece in pieces[n + 1 : answering[-1]]}
                yield n

    def _headings(self, pieces: list[Piece]) -> Iterator[int]:
        """The bare headings of a level at which some heading stands over several answering paragraphs.

        One that happens to stand over a single such paragraph does not answer in its place.
        """
        marks = [n for n, piece in enumerate(pieces) if 1 <= piece.level <= DEEPEST_TASK]
        bare = [
            (piece, pieces[n + 1 : end])
            for n, end in pairwise([*marks, len(pieces)])
            if not (piece := pieces[n]).body.text and not self._tails(piece)[0]
        ]
        levels = {piece.level for piece, below in bare if self._answers_in(below) > 1}
        for piece, below in bare:
            told = [p for p in below if self._tails(p)[0] and not self._only_tail(p)]
            if piece.level in levels and told:
                yield id(piece)

    def _answers_in(self, rest: list[Piece]) -> int:
        """How many of the paragraphs answer for themselves: with a tail in them, or on the line below."""
        pairs = zip([None, *rest], rest, strict=False)
        return sum(self._answers_for(before, piece) for before, piece in pairs)

    def _answers_for(self, before: Piece | None, piece: Piece) -> bool:
        if not self._tails(piece)[0]:
            return False
        return not self._only_tail(piece) or bool(before and not self._tails(before)[0])

    def _is_lead(self, piece: Piece) -> bool:
        """A paragraph under a bold lead of its own that says who answers."""
        return piece.level == LEAD and bool(piece.body.text) and bool(self._tails(piece)[0])

    def _only_tail(self, piece: Piece) -> bool:
        return not without(piece.whole, self._tails(piece)[1]).text.strip("。；; ")

    def _level(self, pieces: list[Piece]) -> int:
        """The level whose items are the tasks: that of most items that answer, else 1. or （一） or 一、"""
        counts: Counter[int] = Counter()
        for above, siblings in _siblings(pieces):
            owners = [p for p in siblings if id(p) in self._own]
            if above and len(siblings) > 1 and owners == siblings[-1:] and not self._shared(owners[0]):
                counts[above] += 1  # the last sub-item holds the tail of the whole
            elif above and len(siblings) == 1 and not self._tails(siblings[0])[0]:
                continue  # a tail on a line below the only sub-item: of it, or of the whole
            else:
                counts[siblings[0].level] += len(owners)
        printed = Counter(piece.level for piece in pieces)
        if counts.total():
            best = max(counts, key=lambda level: (counts[level], level))
            return 3 if best == DEEPEST_TASK and printed[3] else best
        if any(self._tails(piece)[0] for piece in pieces):
            return 0  # paragraphs without numbers answer
        return next((level for level in (3, 2, 1) if printed[level] >= 2), 3)

    def _shared(self, piece: Piece) -> bool:
        """Whether the piece's tail says that it answers for the items above as well: （以上3项由…）."""
        return any(SHARED.match(tail.passage.text) for tail in self._tails(piece)[0])

    def _starts_again(self, pieces: list[Piece], level: int) -> bool:
        """Whether the numbers of a level start again in each section: those that answer, if there are any."""
        level_pieces = [piece for piece in pieces if piece.level == level]
        owners = [piece for piece in level_pieces if id(piece) in self._own]
        if owners:
            return len({plain_number(piece.number) for piece in owners}) < len(owners)
        return sum(piece.value == 1 for piece in level_pieces) > 1

    def take(self, piece: Piece) -> None:
        opens = 1 <= piece.level <= NUMBERED
        above = not self._task_level or piece.level < self._task_level
        if opens and above and id(piece) not in self._own:
            self.close()
            self._assembly.heading(piece, piece.level)
            self._assembly.add(BlockKind.BODY, piece.body)
        elif opens and (above or piece.level <= self._task_level):
            self.close()
            if self._task_level and above:
                self._number = self._numbered(piece, True)
                self._assembly.heading(self._without_tails(piece), piece.level)
            self._item = [piece]
            self._answered = bool(self._tails(piece)[0])
        elif self._item and self._goes_on(piece):
            self._item.append(piece)
        elif id(piece) in self._over:
            self.close()
            self._item, self._answered = [piece], False
        else:
            self.close()
            self._plain(piece)

    def _without_tails(self, piece: Piece) -> Piece:
        """A heading without who answers for all below it: 一、交通运输（责任单位：县交通运输局）."""
        taken = self._tails(piece)[1]
        return replace(piece, title=without(piece.title, taken)) if _words(piece) is piece.title else piece

    def _goes_on(self, piece: Piece) -> bool:
        """A paragraph without a number belongs to the item above until that has said who answers for it."""
        tails = self._tails(piece)[0]
        if self._answered and self._is_lead(piece):
            return False
        if id(piece) in self._within:
            return True
        if piece.number or not self._answered or tails or only_units(piece.whole.text):
            self._answered = self._answered or bool(tails)
            return True
        return False

    def _plain(self, piece: Piece) -> None:
        """Text without a number: a lead with its paragraph, a heading, or plain text; with tails, a task."""
        if self._tails(piece)[0]:
            self._answer([piece], alone=True)
            return
        if piece.level == LEAD:
            title = piece.title.text
            names = ("unnumbered", "annex", "told")
            top = any(rules()[name].match(title) for name in names)
            self._assembly.heading(piece, 1 if top else LEAD)
        self._assembly.add(BlockKind.BODY, piece.body)

    def close(self) -> None:
        """The item is whole: it becomes one task, or one for each sub-item that answers for itself."""
        item, self._item = self._item, []
        groups = self._groups(item) if item else []
        for group in groups:
            self._answer(group, alone=len(groups) == 1)
        self._number = ""

    def _groups(self, item: list[Piece]) -> list[list[Piece]]:
        """Sub-items stand for themselves when more than the last of them says who answers for it."""
        deeper = [n for n, piece in enumerate(item) if n and item[0].level < piece.level <= DEEPEST_TASK]
        groups = [item[n:m] for n, m in pairwise([*deeper, len(item)])] if deeper else []
        answering = [n for n, group in enumerate(groups) if any(self._tails(piece)[0] for piece in group)]
        of_all = len(groups) > 1 or not self._tails(groups[0][0])[0] if groups else True
        if not answering or (answering == [len(groups) - 1] and of_all):
            return [item]
        return [item[: deeper[0]], *groups]

    def _answer(self, group: list[Piece], *, alone: bool) -> None:
        """Makes the task of a group of pieces: the first holds its number, the others go on with it.

        `alone`: no sub-item of it stands for itself.
        """
        first, assembly = group[0], self._assembly
        headed, self._number = self._number, ""
        found, taken = list(self._tails(first)[0]), self._tails(first)[1]
        base = _words(first) if taken or not first.number else first.body
        texts = [without(base, taken)]
        lines = [line for piece in group[1:] for line in self._line(piece, found)]
        texts += [passage for kind, passage in lines if kind is BlockKind.BODY]
        has_title = bool(first.title.text) and base is first.body
        text = joined((first.title, *texts) if has_title else tuple(texts))
        is_task = bool(found) or bool(self._task_level and first.number)
        name = ""
        if is_task:
            name = headed or self._numbered(first, bool(found)) or text.text[:20]
            span = Span(first.whole.offsets[0], group[-1].whole.offsets[-1] + 1)
            title = first.title.text.strip().rstrip("。：") if has_title else first_clause(text.text)
            assembly.tasks.append(Task(name, assembly.section, title, span, text, tuple(found)))
            self._share(found)
        if has_title and not headed and (first.level > 2 or self._task_level):
            cut = first.whole.text.find(first.title.text) + len(first.title.text)
            is_all = alone and not any(passage.text for passage in texts)
            if is_task and (is_all or COUNTED.search(first.title.text)):
                assembly.add(BlockKind.BODY, first.title, name)  # the task says it in its heading
            else:
                assembly.add(BlockKind.HEADING, first.whole.slice(0, cut), name)
        assembly.add(BlockKind.BODY, texts[0], name)
        for start, end in taken:
            assembly.add(BlockKind.TAIL, base.slice(start, end), name)
        for kind, passage in lines:
            assembly.add(kind, passage, name)

    def _share(self, found: list[Tail]) -> None:
        """Gives the tail of the last task to those above that it speaks of: （以上3项由…）."""
        tasks = self._assembly.tasks
        tail = next((t for t in found if SHARED.match(t.passage.text)), None)
        match = tail and SHARED.match(tail.passage.text)
        if not tail or not match:
            return
        count = parse_ordinal(match["count"]) or MANY
        for n in range(len(tasks) - 2, max(len(tasks) - 1 - count, -1), -1):
            if tasks[n].tails or tasks[n].section != tasks[-1].section:
                break
            tasks[n] = replace(tasks[n], tails=(tail,))

    def _line(self, piece: Piece, found: list[Tail]) -> Iterator[tuple[BlockKind, Passage]]:
        """A further paragraph of an item: its text, its tail, or units that go on with the tail above."""
        more, taken = find_tails(piece.whole, inline=self._assembly.answers)
        if more:
            found += more
            rest = without(piece.whole, taken)
            words = bool(rest.text.strip("。；; "))
            yield (BlockKind.BODY, rest) if words else (BlockKind.TAIL, piece.whole)
        elif found and only_units(piece.whole.text):
            found[-1] = Tail(joined((found[-1].passage, piece.whole), "、"), found[-1].label)
            yield BlockKind.TAIL, piece.whole
        else:
            yield BlockKind.BODY, piece.whole

    def _numbered(self, first: Piece, answered: bool) -> str:
        """The printed number; with its section's where numbers start again. "" where none is printed."""
        printed = plain_number(first.number)
        if not printed or first.level == NUMBERED:
            return ""
        if self._task_level and first.level > self._task_level:
            printed = f"{self._parent}{printed}"
        else:
            self._parent = printed
        level = min(first.level, self._task_level or first.level)
        again = level in self._restarts or (not answered and printed in self._owned)
        return f"{self._assembly.qualifier}{printed}" if again else printed


def _words(piece: Piece) -> Passage:
    """Where the tails of a piece are looked for: its body, its heading where that is all, or the whole."""
    if piece.body.text and (piece.number or piece.level == LEAD):
        return piece.body
    return piece.title if piece.number and piece.title.text else piece.whole


def _siblings(pieces: list[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """The numbered pieces, those of one level under one parent together, with the parent's level."""
    open_: dict[int, list[Piece]] = {}
    for piece in [p for p in pieces if 1 <= p.level <= DEEPEST_TASK]:
        for level in [n for n in open_ if n > piece.level]:
            yield max((n for n in open_ if n < level), default=0), open_.pop(level)
        open_.setdefault(piece.level, []).append(piece)
    for level, siblings in open_.items():
        yield max((n for n in open_ if n < level), default=0), siblings
