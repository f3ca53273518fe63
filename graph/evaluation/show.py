"""How an evaluation is printed: a table for people, JSON for programs."""

import json
from collections.abc import Iterator

from graph.evaluation.agreement import DOCUMENTS, VIEWS
from graph.evaluation.score import Evaluation, Mistake, Tally, macro_f1, micro
from graph.snapshot.terminal import printable, shortened, table

HEADS = ("view", "gold", "found", "hits", "P", "R", "F1", "strict P", "strict R", "strict F1")
LONGEST_QUOTE = 100  # columns


def as_table(evaluation: Evaluation, errors: bool) -> Iterator[str]:
    """The mistakes, then a line for each view of which anything was wanted or found."""
    if errors:
        yield from map(_line, evaluation.mistakes)
    scored = ((view, evaluation.relaxed.get(view, Tally())) for view in (*VIEWS, DOCUMENTS))
    tallies = [(view, tally) for view, tally in scored if tally.wanted or tally.found]
    tallies.append(("micro", micro(evaluation.relaxed)))
    exact = {**evaluation.strict, "micro": micro(evaluation.strict)}
    rows = [_cells(view, tally, exact[view]) for view, tally in tallies]
    yield from table(HEADS, rows, [False, *[True] * (len(HEADS) - 1)])
    yield f"macro F1 {macro_f1(evaluation.relaxed):.3f}, strict {macro_f1(evaluation.strict):.3f}"


def _cells(view: str, loose: Tally, exact: Tally) -> list[str]:
    counts = [str(number) for number in (loose.wanted, loose.found, loose.hits)]
    rates = (rate for tally in (loose, exact) for rate in (tally.precision, tally.recall, tally.f1))
    return [view, *counts, *(f"{rate:.3f}" for rate in rates)]


def _line(mistake: Mistake) -> str:
    quote = f"   «{shortened(mistake.quote, LONGEST_QUOTE)}»" if mistake.quote else ""
    values = printable(" | ".join(mistake.values))
    return f"{mistake.kind.upper():6}{mistake.gold} {mistake.view}: {values}{quote}"


def as_json(evaluation: Evaluation, errors: bool) -> str:
    views = {
        view: {"relaxed": _numbers(tally), "strict": _numbers(evaluation.strict[view])}
        for view, tally in evaluation.relaxed.items()
    }
    whole: dict[str, object] = {
        "views": views,
        "micro": {
            "relaxed": _numbers(micro(evaluation.relaxed)),
            "strict": _numbers(micro(evaluation.strict)),
        },
        "macro_f1": {"relaxed": macro_f1(evaluation.relaxed), "strict": macro_f1(evaluation.strict)},
    }
    if errors:
        whole["errors"] = [mistake._asdict() for mistake in evaluation.mistakes]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _numbers(tally: Tally) -> dict[str, float]:
    return {
        **{"gold": tally.wanted, "found": tally.found, "hits": tally.hits},
        **{"precision": tally.precision, "recall": tally.recall, "f1": tally.f1},
    }
