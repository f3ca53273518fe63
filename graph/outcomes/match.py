"""Every promise of a year beside the report that reviews it, within one jurisdiction.

A year's targets come from every document that plans it; what became of them from the work report that reviews
it, or from another document that does where there is no report. Documents are grouped by jurisdiction and year
first, figures by what they measure and by the characters of their names, so the cost grows with the documents.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Document, DocumentType, Fact, Period, Reading, Span
from graph.outcomes import events, figures, inferred, relative, unread, works, yearly
from graph.outcomes.figures import Figure, Results, figure
from graph.outcomes.outcome import EVENT, NOT_REPORTED, NUMBER, PENDING, Outcome, Target
from graph.outcomes.surroundings import Surroundings

Region = Callable[[Document], str]


def head(document: Document, name: str) -> str:
    attribute = document.head.get(name)
    return attribute.value if attribute else ""


def region_of(document: Document) -> str:
    return head(document, "region")


def match(readings: Sequence[Reading], region: Region = region_of) -> Iterator[Outcome]:
    """The outcomes of all targets, document by document, in the order of their places.

    `region` gives the key of a document's jurisdiction; documents without one are left out.
    """
    reports: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if year := head(reading.document, "year_reviewed"):
            reports[region(reading.document), year].append(reading)
    told: dict[tuple[str, str], Report] = {}
    for reading in readings:
        key = (region(reading.document), head(reading.document, "year_planned"))
        if not all(key):
            continue
        if key not in told:
            others = [one for one in reports[key] if one.document is not reading.document]
            told[key] = Report(sorted(others, key=lambda one: not _is_report(one.document)))
        yield from sorted(Promises(reading, key[1]).against(told[key]), key=_order)


def _is_report(document: Document) -> bool:
    return head(document, "type") == DocumentType.WORK_REPORT


def _order(outcome: Outcome) -> tuple[int, int, str]:
    return (*(outcome.target.fact.span.start, outcome.target.fact.span.end), outcome.target.indicator)


def _stem(document: Document) -> str:
    """The place's name without its class: 青溪 of 青溪县."""
    name = head(document, "region")
    return name[:-1] if len(name) > 2 else name


@dataclass
class Report:
    """What the documents that review a year say of it, and what they plan next."""

    readings: Sequence[Reading]
    results: Results = field(default_factory=Results)
    figures: list[Figure] = field(default_factory=list)
    plans: list[Figure] = field(default_factory=list)
    done: list[works.Work] = field(default_factory=list)
    planned: list[works.Work] = field(default_factory=list)
    spent: list[tuple[Fact, works.Work]] = field(default_factory=list)
    held: list[events.Title] = field(default_factory=list)
    again: list[events.Title] = field(default_factory=list)

    def __post_init__(self) -> None:
        for reading in self.readings:
            document, facts = reading.document, reading.facts
            around, stem = Surroundings(document), _stem(document)
            for fact in facts:
                if fact.view == "indicators":
                    self._sort(figure(fact, around), head(document, "year_reviewed"))
            self.done += works.works(document, facts, "done", stem)
            self.planned += works.works(document, facts, "aim", stem)
            spent = yearly.spent(document, facts, stem, reported=True)
            self.spent += [(fact, work) for fact, work in spent if around.period(fact) is not Period.PLAN]
            self.held += events.titles(document, facts, "attained")
            self.again += events.titles(document, facts, "pursues")

    def _sort(self, one: Figure, year: str) -> None:
        if one.fact.values["kind"] == "target":
            self.plans.append(one)
        elif str(one.fact.values["year"]) in (year, ""):
            self.figures.append(one)
            self.results.add(one)

    @property
    def document(self) -> Document | None:
        """The document that counts as the year's report; silence of another says nothing."""
        first = self.readings[0].document if self.readings else None
        return first if first is not None and _is_report(first) else None


@dataclass
class Promises:
    """The targets of one document for one year."""

    reading: Reading
    year: str
    around: Surroundings = field(init=False)
    facts: list[Fact] = field(init=False)
    numbers: list[Figure] = field(init=False)
    target_of: dict[int, Target] = field(init=False)

    def __post_init__(self) -> None:
        self.around = Surroundings(self.reading.document)
        document = self.reading.document
        ahead = (fact for fact in self.reading.facts if self.around.period(fact) is not Period.REVIEW)
        self.facts = [*ahead, *unread.promises(document, self.reading.facts)]
        aims = [f for f in self.facts if f.view == "indicators" and f.values["kind"] == "target"]
        self.numbers = [figure(f, self.around) for f in aims if str(f.values["year"]) == self.year]
        self.target_of = {id(one): self._number(one) for one in self.numbers}

    def _number(self, one: Figure) -> Target:
        values = one.fact.values
        return Target(
            one.fact,
            self.reading.document,
            one.label,
            self.year,
            NUMBER,
            float(values["value"]),
            str(values["unit"]),
            str(values["comparator"]),
        )

    def _event(self, fact: Fact, label: str) -> Target:
        return Target(fact, self.reading.document, label, self.year, EVENT)

    def against(self, report: Report) -> Iterator[Outcome]:
        yield from self._figures(report)
        yield from self._relatives(report)
        yield from self._money(report)
        yield from self._works(report)
        yield from self._titles(report)

    def _silent(self, target: Target, report: Report) -> Outcome:
        verdict = NOT_REPORTED if report.document else PENDING
        return Outcome(target, verdict, target.basis, None, report.document)

    def _figures(self, report: Report) -> Iterator[Outcome]:
        pairs = list(figures.pairs(self.numbers, report.results))
        told = {id(outcome.target): outcome for outcome in inferred.sums(pairs, self.numbers, self.target_of)}
        by_target = {id(pair.target): pair for pair in pairs}
        lower = {(o.fact.span, o.label): o for o in self.numbers if o.fact.values["comparator"] == "ge"}
        for one in self.numbers:
            target = self.target_of[id(one)]
            if id(target) in told:
                yield told[id(target)]
            elif id(one) in by_target:
                yield figures.judged(target, by_target[id(one)], self._floor(one, lower))
            else:
                outcome = inferred.from_base(target, one, report.plans) or yearly.named_in_report(
                    target, one, report.done
                )
                yield outcome or self._silent(target, report)

    def _floor(self, one: Figure, lower: dict[tuple[Span, str], Figure]) -> float | None:
        """The lower end of a range whose upper end this is: to pass the upper end is no failure."""
        floor = lower.get((one.fact.span, one.label)) if one.fact.values["comparator"] == "le" else None
        return floor.value if floor and not one.meaning.falls else None

    def _relatives(self, report: Report) -> Iterator[Outcome]:
        for fact in relative.promises(self.reading.document):
            target = relative.target_of(fact, self.reading.document)
            yield relative.judged(target, report.figures) or self._silent(target, report)

    def _money(self, report: Report) -> Iterator[Outcome]:
        document = self.reading.document
        for fact, promised in yearly.spent(document, self.reading.facts, _stem(document), reported=False):
            if self.around.period(fact) is not Period.REVIEW:
                target = yearly.money_target(fact, document, self.year)
                yield yearly.of_money(target, promised, report.spent) or self._silent(target, report)

    def _works(self, report: Report) -> Iterator[Outcome]:
        document = self.reading.document
        open_: dict[int, tuple[Target, works.Work]] = {}
        outcomes: dict[int, Outcome] = {}
        for number, promised in enumerate(works.works(document, self.facts, "aim", _stem(document))):
            if works.is_named(promised) and not self._is_counted(promised):
                target = self._event(promised.fact, promised.label)
                outcome = events.of_work(target, promised, report.done, report.planned)
                outcomes[number] = outcome or self._silent(target, report)
                if outcome is None:
                    open_[number] = (target, promised)
        outcomes |= dict(yearly.named_in_plan(open_, report.figures))
        yield from outcomes.values()

    def _is_counted(self, promised: works.Work) -> bool:
        """The same deliverable stands as a figure in the task: 实施适老化改造 beside 适老化改造不少于190户."""
        core = promised.core.removeprefix("实施")
        return not promised.firms and any(
            one.fact.task == promised.fact.task
            and one.fact.section == promised.fact.section
            and core in str(one.fact.values["indicator"])
            for one in self.numbers
        )

    def _titles(self, report: Report) -> Iterator[Outcome]:
        document = self.reading.document
        for sought in events.titles(document, self.facts, "pursues"):
            target = self._event(sought.fact, str(sought.fact.values["target"]))
            outcome = events.of_title(target, sought, report.held, report.again, head(document, "region"))
            yield outcome or self._silent(target, report)
