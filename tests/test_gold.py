"""How the facts of the seeds compare with gold: none of the scores may fall. tests/gold/README.md says what it is."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from graph.evaluation import Evaluation, evaluate
from graph.evaluation.gold import read_gold
from graph.evaluation.score import Tally, micro
from graph.pipeline import build
from graph.rdf.names import Base

HERE = Path(__file__).parent
GOLD = HERE / "gold"
COMPOSED = sorted((GOLD / "composed").glob("*.gold.jsonl"))
LEAST_OF_THE_COMPOSED = 0.96, 0.87  # micro F1, relaxed and strict
LEAST_OF_A_VIEW = 0.85  # of the windows that were open while rules were written
LEAST_OF_A_BLIND_VIEW = 0.75
LEAST_OF_A_COMPOSED_VIEW = 0.8
FEW = 20  # facts: too few for a view of the blind windows to have a score of its own
FLOORS = {  # group → (its files, micro F1 relaxed, micro F1 strict)
    "heads": ("*_documents", 0.99, 0.99),
    "assignments": ("*_assignments", 0.99, 0.99),
    "windows": ("*_window*", 0.97, 0.92),
    "blind, open": ("*_blind[1357]", 0.95, 0.91),
    "blind, measured only": ("*_blind[2468]", 0.88, 0.77),
}


def files(pattern: str) -> list[Path]:
    return sorted(GOLD.glob(f"{pattern}.gold.jsonl"))


@pytest.fixture(scope="module")
def scores(snapshot: Path) -> dict[str, Evaluation]:
    return {group: evaluate(files(pattern), snapshot) for group, (pattern, *_) in FLOORS.items()}


@pytest.mark.parametrize("group", FLOORS)
def test_no_score_falls(group: str, scores: dict[str, Evaluation]) -> None:
    _, least, least_strict = FLOORS[group]
    assert micro(scores[group].relaxed).f1 >= least
    assert micro(scores[group].strict).f1 >= least_strict


def test_no_view_of_the_windows_is_weak(scores: dict[str, Evaluation]) -> None:
    assert not weak(scores["windows"], 1)


@pytest.mark.parametrize("group", [group for group in FLOORS if group.startswith("blind")])
def test_no_view_of_the_blind_windows_is_poor(group: str, scores: dict[str, Evaluation]) -> None:
    assert not weak(scores[group], FEW, LEAST_OF_A_BLIND_VIEW)


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("composed") / "out"
    texts = [path for path in (GOLD / "composed").iterdir() if path.suffix != ".jsonl"]
    build(list(map(str, sorted(texts))), out, base=Base())
    return out


def test_documents_composed_for_the_purpose_are_read(composed: Path) -> None:
    found = evaluate(COMPOSED, composed)
    least, least_strict = LEAST_OF_THE_COMPOSED
    assert micro(found.relaxed).f1 >= least
    assert micro(found.strict).f1 >= least_strict
    assert not weak(found, FEW, LEAST_OF_A_COMPOSED_VIEW)


def weak(evaluation: Evaluation, least_wanted: int, least: float = LEAST_OF_A_VIEW) -> dict[str, Tally]:
    return {
        view: tally
        for view, tally in evaluation.relaxed.items()
        if tally.wanted >= least_wanted and tally.f1 < least
    }


# -- the gold itself


def test_every_file_is_in_one_group() -> None:
    grouped = [path for pattern, *_ in FLOORS.values() for path in files(pattern)]
    assert sorted(grouped) == sorted(GOLD.glob("*.jsonl"))


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.name.split(".")[0])
def test_the_quotes_are_in_the_windows(path: Path, snapshot: Path) -> None:
    check_quotes(path, snapshot)


@pytest.mark.parametrize("path", COMPOSED, ids=lambda path: path.name.split(".")[0])
def test_the_quotes_are_in_the_composed_documents(path: Path, composed: Path) -> None:
    check_quotes(path, composed)


def check_quotes(path: Path, snapshot: Path) -> None:
    gold = read_gold(path)
    kept = snapshot / "sources" / gold.file
    kept = kept if kept.suffix == ".txt" else kept.with_name(f"{kept.name}.txt")
    text = kept.read_text(encoding="utf-8")
    start, end = gold.window
    for row in gold.rows:
        quote = str(row.get("quote", ""))
        assert text.find(quote, max(0, start - len(quote)), end + len(quote)) >= 0, json.dumps(row)


def test_windows_do_not_overlap() -> None:
    """But for heads and assignments, which are of a whole document."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for pattern in ("*_window*", "*_blind*"):
        for gold in map(read_gold, files(pattern)):
            seen.setdefault(gold.file, []).append(gold.window)
    for windows in seen.values():
        ordered = sorted(windows)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))
