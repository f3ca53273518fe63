"""Money that a project was to take in a year, and counted works that the report names or the other way round."""

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.model import Document, Fact
from graph.outcomes.figures import Figure
from graph.outcomes.outcome import INFERRED, MET, MISSED, NUMBER, Outcome, Target
from graph.outcomes.works import COMPLETED, Work, beginning, is_named, same, work

LISTED = 3  # a count this small can be shown by names
SHARED = 4  # characters that the names of a list have in common at their end
RENEWED = re.compile("(?:改造|提升|升级|维修|修缮)+")
WORN = re.compile(r"^(?:老旧|破旧|现有|一批|各类)")


def spent(
    document: Document, facts: Sequence[Fact], stem: str, reported: bool
) -> Iterator[tuple[Fact, Work]]:
    """The yearly investments of named projects: planned, or reported."""
    kinds = ("period", "done") if reported else ("period",)
    for fact in facts:
        if fact.view == "investments" and fact.values["kind"] in kinds:
            yield fact, work(document, fact, stem, {}, {})


def money_target(fact: Fact, document: Document, year: str) -> Target:
    label = f"{fact.values['project']}完成投资"
    return Target(
        fact, document, label, year, NUMBER, float(fact.values["amount"]), str(fact.values["currency"]), "eq"
    )


def of_money(target: Target, promised: Work, reports: Sequence[tuple[Fact, Work]]) -> Outcome | None:
    """The money reported for the same project and year; totals since its start do not count."""
    for fact, other in reports:
        why = same(promised, other) if is_named(promised) else ""
        if why and fact.values["currency"] == target.unit and not re.search("累计|已完成", other.clause):
            got = float(fact.values["amount"])
            verdict = MET if got >= (target.value or 0) else MISSED
            note = "" if promised.label == other.label else f"{why}：{promised.label}→{other.label}"
            return Outcome(target, verdict, NUMBER, fact, other.document, got, note)
    return None


def named_in_plan(
    open_: Mapping[int, tuple[Target, Work]], results: Sequence[Figure]
) -> Iterator[tuple[int, Outcome]]:
    """Works promised by name, reported by number: 两家企业超低排放改造 → 2家企业完成超低排放改造."""
    groups: dict[tuple[str, int], list[int]] = {}
    for key, (_, promised) in open_.items():
        groups.setdefault((promised.fact.task, promised.fact.span.start), []).append(key)
    for keys in groups.values():
        labels = [open_[key][1].core for key in keys]
        shared = min(beginning(labels[0][::-1], label[::-1]) for label in labels)
        end = labels[0][len(labels[0]) - shared :]
        if len(keys) < 2 or len(end) < SHARED or min(open_[key][1].stage for key in keys) < COMPLETED:
            continue
        for result in results:
            said = str(result.fact.values["indicator"])
            if said.endswith(end) and re.search("完成|建成|竣工", said) and result.value == len(keys):
                note = f"{len(keys)}项均为{end}，报告只说数量{result.value:g}{result.unit}，未列名称"
                for key in keys:
                    yield (
                        key,
                        Outcome(
                            open_[key][0], MET, INFERRED, result.fact, result.document, result.value, note
                        ),
                    )
                break


def named_in_report(target: Target, wanted: Figure, done: Sequence[Work]) -> Outcome | None:
    """Works promised by number, reported by name: 改造提升老旧公园1处 → 完成北湖公园升级改造."""
    kind = WORN.sub("", wanted.meaning.whole)
    if (
        wanted.measure != "level"
        or not 1 <= wanted.value <= LISTED
        or "renovate" not in wanted.meaning.actions
        or len(kind) < 2
    ):
        return None
    found = [
        work
        for work in done
        if work.stage >= COMPLETED
        and RENEWED.search(work.clause)
        and re.search(f"..{re.escape(kind)}$", RENEWED.sub("", work.core))
    ]
    if len(found) < wanted.value:
        return None
    note = f"报告列名{'、'.join(work.label for work in found)}，共{len(found)}{wanted.unit}"
    return Outcome(target, MET, INFERRED, found[0].fact, found[0].document, float(len(found)), note)
