"""Projects: what they are called, who builds them, what they cost, where they stand.

Four views come from one reading of a document: investments, project_enterprises, project_clusters and
project_stages. `claimed` tells which amounts were read as a project's money, `unread` where money is
spoken of and nothing was read.

>>> from graph.model import Attribute, BlockKind, Passage, Period, Source
>>> text = "推进丰穗食品投资3亿元的面粉线开工建设。"
>>> block = Block(BlockKind.BODY, Passage(text, tuple(range(len(text)))), period=Period.PLAN)
>>> document = Document(Source("x.txt", text, "", "text/plain"), Span(0, len(text)), {}, (block,))
>>> for fact in extract(document):
...     print(fact.view, *fact.values.values())
project_stages 面粉线 started aim
investments 面粉线 300000000.0 CNY total
project_enterprises 面粉线 丰穗食品
>>> [span.of(text) for span in claimed(document)]
['3亿元']
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from graph.extraction.body import body_of
from graph.extraction.projects.items import Money, Site
from graph.extraction.projects.reading import Walk
from graph.extraction.projects.rows import Rows
from graph.extraction.projects.said import Said
from graph.extraction.projects.subject import titled
from graph.extraction.projects.topics import heading_topic
from graph.language.clauses import Reading, Stretch
from graph.language.firms import Known
from graph.model import Block, BlockKind, Document, Fact, Note, NoteKind, Section, Span

# how a firm was known -> how sure the fact is
CONFIDENCE = {"frame": "explicit", "form": "explicit", "known": "explicit", "context": "contextual"}
WHY = {
    "firm-context": "the name before a product's name",
    "topic-heading": "the industry of the heading above",
    "stage-carried": "the project of the clause before",
}
_FIGURE_INSIDE = re.compile(r"[^\d]\d.*..")
_NUMBER = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.．、﹒]?)\s*")
_MONEY_WORD = re.compile(r"总投资|计划投资|完成投资|投资\d|投资额")


def extract(document: Document) -> Iterator[Fact]:
    """The facts of all four project views."""
    yield from ProjectReading(document).facts()


def claimed(document: Document) -> list[Span]:
    """The stretches of the amounts that were read as a project's money: no indicators."""
    return ProjectReading(document).claimed()


def unread(document: Document, facts: Iterable[Fact] | None = None) -> Iterator[Note]:
    """The sentences that speak of money invested and gave no investment."""
    reading = ProjectReading(document)
    yield from reading.unread(reading.facts() if facts is None else facts)


class ProjectReading:
    """A document read once for its projects: facts, the amounts they claim, and what was not read."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = list(_blocks(document))
        self._rows = Rows(document)

    def facts(self) -> Iterator[Fact]:
        """The facts of all four project views."""
        for block in self._blocks:
            yield from block.facts()
        yield from self._rows.facts(body_of(self._document).known)

    def claimed(self) -> list[Span]:
        """The stretches of the amounts that were read as a project's money."""
        spans = set()
        for block in self._blocks:
            for said in block.said:
                spans |= {block.block.passage.span(*m.at) for site in said.sites for m in site.money}
                spans |= {block.block.passage.span(*at) for site in said.sites for at in block.sizes(site)}
        return sorted(spans)

    def unread(self, facts: Iterable[Fact]) -> Iterator[Note]:
        """The sentences that speak of money invested and gave no investment."""
        yield from self._rows.unread()
        read = [f.span for f in facts if f.view == "investments"]
        for block in self._blocks:
            r = block.reading
            for start, end in r.sentences:
                if not _MONEY_WORD.search(r.text, start, end):
                    continue
                span = block.block.passage.span(start, end)
                if not any(span.meets(s) for s in read):
                    yield Note(
                        NoteKind.SKIPPED, self._document.source.name, "investment without a project", span
                    )


def _blocks(document: Document) -> Iterator["_Block"]:
    body = body_of(document)
    sections = {s.id: s for s in document.sections}
    tasks = {t.number: t.title for t in document.tasks}
    titles = _titles(document)
    for written in body.blocks:
        if len(written.reading) > 3:
            found = _Block(
                written.block, body.known, _topic_above(written.block, sections, tasks), written.reading
            )
            found.title = titles.get(written.block.passage.offsets[0])
            yield found


def _titles(document: Document) -> dict[int, Block]:
    """The heading right above a block, by the place where the block begins: 1.江湾冷链物流园。|总投资3亿元，…"""
    return {
        below.passage.offsets[0]: above
        for above, below in pairwise(document.blocks)
        if above.kind is BlockKind.HEADING and below.kind is BlockKind.BODY
    }


def _topic_above(block: Block, sections: Mapping[str, Section], tasks: Mapping[str, str]) -> str:
    """The industry that the nearest heading names: the task's own, or that of the one above: of （一）2（1） it is （一）2."""
    above = re.sub(r"[（(][^（）()]*[）)]$", "", block.task)
    for number in dict.fromkeys((block.task, above)):
        if number and (found := heading_topic(tasks.get(number, ""))):
            return found
    at = block.section
    while at in sections:
        if found := heading_topic(sections[at].title):
            return found
        at = sections[at].parent
    return ""


@dataclass
class _Block:
    """One block and what is known when it is read."""

    block: Block
    known: Known
    heading: str
    reading: Reading
    title: Block | None = None  # the heading right above

    @cached_property
    def _of_title(self) -> Site | None:
        """The project that the heading names, for the clauses that go on about it."""
        if not self.title:
            return None
        return titled(_NUMBER.sub("", self.title.passage.text), self.reading.text, self.known)

    @cached_property
    def said(self) -> list[Said]:
        walk = Walk(self.reading, self.known, self.block.period, self.heading)
        walk.site = self._of_title
        found = list(walk.read())
        if self._of_title and self._of_title.firms:
            first = self.reading.clauses(*self.reading.sentences[0])[0]
            found.append(Said([self._of_title.by_firm()], "", False, first))
        return found

    def sizes(self, site: Site) -> Iterator[Stretch]:
        """The figures inside a name, which measure nothing: 甲公司|2000亩|种植基地."""
        if site.group or not site.firms or not _FIGURE_INSIDE.search(site.label):
            return
        start = self.reading.raw.find(site.label, *site.clause)
        end = start + len(site.label)
        if start >= 0:
            yield from ((q.start, q.end) for q in self.reading.figures if start < q.start and q.end < end)

    def facts(self) -> Iterator[Fact]:
        seen: set[tuple[object, ...]] = set()
        for said in self.said:
            for fact in self._of(said):
                key = (fact.view, *fact.values.values())
                if key not in seen:
                    seen.add(key)
                    yield fact

    def _of(self, said: Said) -> Iterator[Fact]:
        for site in said.sites:
            at = (min(site.clause[0], said.clause[0]), max(site.clause[1], said.clause[1]))
            if said.stage:
                values = {"project": site.label, "stage": said.stage, "status": "aim" if said.aim else "done"}
                yield self._fact("project_stages", values, at, "stage-carried" if said.carried else "stage")
            for money in site.money:
                yield self._fact("investments", _priced(site.label, money), at, f"invested-{money.kind}")
            for name, how in site.firms:
                yield self._fact(
                    "project_enterprises",
                    {"project": site.label, "enterprise": name},
                    at,
                    f"firm-{how}",
                    CONFIDENCE[how],
                )
            if said.cluster and (said.topic_at or site.is_industrial):
                yield self._cluster(site.label, said, at)

    def _cluster(self, label: str, said: Said, at: Stretch) -> Fact:
        values = {"project": label, "cluster": said.cluster}
        if said.topic_at:
            return self._fact("project_clusters", values, (min(said.topic_at[0], at[0]), at[1]), "topic")
        return self._fact("project_clusters", values, at, "topic-heading", "contextual")

    def _fact(
        self,
        view: str,
        values: Mapping[str, str | float],
        at: Stretch,
        rule: str,
        confidence: str = "explicit",
    ) -> Fact:
        span = self.block.passage.span(*at)
        if self.title and self._of_title and str(values["project"]).startswith(self._of_title.label):
            above = self.title.passage
            span = Span(above.span(0, len(above.text)).start, span.end)
        return Fact(
            view, values, span, rule, confidence, WHY.get(rule, ""), self.block.section, self.block.task
        )


def _priced(label: str, money: Money) -> dict[str, str | float]:
    return {"project": label, "amount": money.amount, "currency": money.currency, "kind": money.kind}
