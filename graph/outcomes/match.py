"""Every promise of a year beside the report that reviews it, within one jurisdiction.

A year's targets come from every document that plans it; what became of them from the work report that reviews
it, or from another document that does where there is no report. Documents are grouped by jurisdiction and year
first, figures by what they measure and by the characters of their names, so the cost grows with the documents.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Document, DocumentType, Fact, Span
from graph.outcomes import events, figures, inferred, relative, works, yearly
from graph.outcomes.figures import Figure, Results
from graph.outcomes.outcome import EVENT, NOT_REPORTED, NUMBER, PENDING, Outcome, Target
from graph.outcomes.said import Said, head

Region = Callable[[Document], str]


def region_of(document: Document) -> str:
    return head(document, "region")


def match(told: Sequence[Said], region: Region = region_of) -> Iterator[Outcome]:
    """The outcomes of all targets, document by document, in the order of their places.

    `region` gives the key of a document's jurisdiction; documents without one are left out.
    """
    reviews: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for said in told:
        if year := head(said.document, "year_reviewed"):
            reviews[region(said.document), year].append(said)
    reports: dict[tuple[str, str, bool], Report] = {}
    for said in told:
        place, year = region(said.document), head(said.document, "year_planned")
        if not (place and year):
            continue
        own = any(one is said for one in reviews[place, year])
        if own or (place, year, own) not in reports:
            others = [one for one in reviews[place, year] if one is not said]
            reports[place, year, own] = Report(sorted(others, key=lambda one: not _is_report(one.document)))
        yield from sorted(Promises(said, year).against(reports[place, year, own]), key=_order)


def _is_report(document: Document) -> bool:
    return head(document, "type") == DocumentType.WORK_REPORT


def _order(outcome: Outcome) -> tuple[int, int, str]:
    return (*(outcome.target.fact.span.start, outcome.target.fact.span.end), outcome.target.indicator)


@dataclass
class Report:
    """What the documents that review a year say of it, and what they plan next."""

    told: Sequence[Said]
    results: Results = field(default_factory=Results)
    figures: list[Figure] = field(default_factory=list)
    plans: list[Figure] = field(default_factory=list)
    done: list[works.Work] = field(default_factory=list)
    planned: list[works.Work] = field(default_factory=list)
    spent: list[tuple[Fact, works.Work]] = field(default_factory=list)
    held: list[events.Title] = field(default_factory=list)
    again: list[events.Title] = field(default_factory=list)

    def __post_init__(self) -> None:
        for said in self.told:
            for one in said.figures:
                self._sort(one, head(said.document, "year_reviewed"))
            self.done += said.done
            self.planned += said.planned
            self.spent += said.spent
            self.held += said.held
            self.again += said.again

    def _sort(self, one: Figure, year: str) -> None:
        if one.fact.values["kind"] == "target":
            self.plans.append(one)
        elif str(one.fact.values["year"]) in (year, ""):
            self.figures.append(one)
            self.results.add(one)

    @property
    def document(self) -> Document | None:
        """The document that counts as the year's report; silence of another says nothing."""
        first = self.told[0].document if self.told else None
        return first if first is not None and _is_report(first) else None


@dataclass
class Promises:
    """The targets of one document for one year."""

    said: Said
    year: str
    numbers: list[Figure] = field(init=False)
    target_of: dict[int, Target] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = [one for one in self.said.ahead if str(one.fact.values["year"]) == self.year]
        self.target_of = {id(one): self._number(one) for one in self.numbers}

    def _number(self, one: Figure) -> Target:
        values = one.fact.values
        return Target(
            one.fact,
            self.said.document,
            one.label,
            self.year,
            NUMBER,
            float(values["value"]),
            str(values["unit"]),
            str(values["comparator"]),
        )

    def _event(self, fact: Fact, label: str) -> Target:
        return Target(fact, self.said.document, label, self.year, EVENT)

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
        for fact in self.said.relatives:
            target = relative.target_of(fact, self.said.document)
            yield relative.judged(target, report.figures) or self._silent(target, report)

    def _money(self, report: Report) -> Iterator[Outcome]:
        for fact, promised in self.said.money:
            target = yearly.money_target(fact, self.said.document, self.year)
            yield yearly.of_money(target, promised, report.spent) or self._silent(target, report)

    def _works(self, report: Report) -> Iterator[Outcome]:
        open_: dict[int, tuple[Target, works.Work]] = {}
        outcomes: dict[int, Outcome] = {}
        for number, promised in enumerate(self.said.intended):
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
        home = head(self.said.document, "region")
        for sought in self.said.sought:
            target = self._event(sought.fact, str(sought.fact.values["target"]))
            outcome = events.of_title(target, sought, report.held, report.again, home)
            yield outcome or self._silent(target, report)
