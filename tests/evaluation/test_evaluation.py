"""How facts are compared with gold."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph.cli import cli
from graph.evaluation import Evaluation, evaluate
from graph.evaluation.agreement import relaxed, same_label, strict
from graph.evaluation.gold import GoldError, read_gold
from graph.evaluation.matching import groups, pairs
from graph.pipeline import build
from graph.rdf.names import Base

ROOT = Path(__file__).parent.parent.parent
SCORE = ROOT.parent / "shared" / "tools" / "score.py"  # the yardstick, where it is
GOLD = sorted((ROOT / "tests" / "gold").glob("*.jsonl"))
TEXT = "某县2024年重点工作任务\n一、工业\n1.抓项目。开展“春风”行动、“秋实”行动。（牵头单位：县工信局；责任单位：县财政局）\n"
START = TEXT.index("牵头单位：")


# -- agreement


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ("“好品山东”", "好品山东", True),
        ("华勤", "华勤集团", True),
        ("区科技局", "区财政局|区科技局", True),
        ("光伏", "光伏二期配套储能项目", False),  # less than half of it
        ("云岭光伏电站项目", "云岭的光伏电站项目", True),
        ("5", "54", False),  # numbers of tasks are no names
        ("", "华勤", False),
        ("", "", True),
    ],
)
def test_labels(found: str, wanted: str, same: bool) -> None:
    assert same_label(found, wanted) is same


def stage(**other: object) -> dict[str, object]:
    return {"project": "光伏项目", "stage": "started", "status": "aim", "start": 5, "end": 9, **other}


@pytest.mark.parametrize(
    ("other", "loosely", "strictly"),
    [
        ({}, True, True),
        ({"project": " 光伏项目 "}, True, True),
        ({"project": "光伏"}, True, False),
        ({"project": "“光伏项目”"}, True, True),
        ({"project": "光伏、项目"}, True, False),
        ({"stage": "underway"}, True, True),  # one of the alternatives
        ({"stage": "completed"}, False, False),
        ({"start": 20, "end": 30}, True, False),  # said elsewhere
        ({"start": 8, "end": 30}, True, True),
    ],
)
def test_relaxed_and_strict(other: dict[str, object], loosely: bool, strictly: bool) -> None:
    wanted = {"project": "光伏项目", "stage": "started|underway", "status": "aim", "quote": "推进光伏项目"}
    found = stage(**other)
    assert relaxed("project_stages", found, wanted) is loosely
    assert strict("project_stages", found, wanted, ((3, 9),)) is strictly


def test_strict_wants_the_unit_and_the_year() -> None:
    wanted = {"indicator": "产值", "kind": "target", "measure": "level", "comparator": "eq", "value": 5.0}
    found = {**wanted, "value": "5", "unit": "CNY", "year": "2024", "start": 0, "end": 2}
    assert strict("indicators", found, {**wanted, "unit": "CNY", "year": 2024}, ())
    assert not strict("indicators", found, {**wanted, "unit": "CNY", "year": ""}, ())
    assert relaxed("indicators", found, {**wanted, "unit": "USD", "year": ""})


# -- matching


def test_one_to_one_and_required_first() -> None:
    wanted = [{"n": {0, 1}, "optional": True}, {"n": {0}}, {"n": {0, 1}}]
    matched = pairs(2, wanted, lambda n, row: n in row["n"])  # type: ignore[operator]
    assert matched == {1: 0, 2: 1}


def test_what_is_said_twice_counts_once() -> None:
    rows = [{"name": "春风行动"}, {"name": "“春风”行动"}, {"name": "秋实行动"}]
    assert [len(group) for group in groups("programmes", rows)] == [2, 1]


# -- a whole evaluation


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluated")
    (folder / "任务.txt").write_text(TEXT, encoding="utf-8")
    build([str(folder / "任务.txt")], folder / "out", base=Base())
    return folder / "out"


def write(path: Path, *rows: object, **first: object) -> Path:
    head = {"file": "任务.txt", "window": [0, len(TEXT)], **first}
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in (head, *rows)), encoding="utf-8")
    return path


def assignment(agent: str, **other: object) -> dict[str, object]:
    return {"view": "assignments", "task": "1", "role": "lead_unit", "agent": agent, **other}


def test_a_hit_a_miss_and_a_false_find(small: Path, tmp_path: Path) -> None:
    gold = write(
        tmp_path / "a.gold.jsonl",
        assignment("县工信局", quote="县工信局"),
        assignment("县水利局", quote="县水利局"),
        views=["assignments"],
    )
    result = evaluate([gold], small)
    assert result.relaxed == result.strict == {"assignments": (1, 2, 2)}
    assert [(mistake.kind, mistake.values[1]) for mistake in result.mistakes] == [
        ("miss", "县水利局"),
        ("false", "县财政局"),
    ]


def test_what_is_optional_counts_for_nobody(small: Path, tmp_path: Path) -> None:
    gold = write(
        tmp_path / "a.gold.jsonl",
        assignment("县工信局"),
        assignment("县财政局", role="responsible_unit", optional=True),
        assignment("县水利局", optional=True),
        views=["assignments"],
    )
    result = evaluate([gold], small)
    assert result.relaxed == {"assignments": (1, 1, 1)} and not result.mistakes


def test_only_the_window_is_scored(small: Path, tmp_path: Path) -> None:
    gold = write(
        tmp_path / "a.gold.jsonl", assignment("县工信局"), views=["assignments"], window=[0, START + 1]
    )
    assert evaluate([gold], small).relaxed == {"assignments": (1, 1, 1)}


def test_heads_are_scored_by_attribute(small: Path, tmp_path: Path) -> None:
    head = {"view": "documents", "title": "某县2024年重点工作任务", "type": "other", "speaker": "张三"}
    result = evaluate([write(tmp_path / "a.gold.jsonl", head, views=["documents"])], small)
    hits, found, wanted = result.relaxed["documents"]
    assert (hits, wanted) == (1, 3) and found >= 2
    assert {mistake.values[0] for mistake in result.mistakes} == {"type", "speaker"}


@pytest.mark.skipif(not SCORE.is_file(), reason="the yardstick is not here")
def test_relaxed_is_what_the_yardstick_says(snapshot: Path) -> None:
    command = [sys.executable, SCORE, "--facts", snapshot / "facts", "--errors", *GOLD]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    table = next(n for n, line in enumerate(lines) if line.startswith("view "))
    result = evaluate(GOLD, snapshot)
    counted = {view: [str(n) for n in (t.wanted, t.found, t.hits)] for view, t in result.relaxed.items()}
    rows = [line.split() for line in lines[table + 1 : -2]]
    assert {row[0]: row[1:4] for row in rows} == counted
    assert len(result.mistakes) == table


# -- the command


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, args)])


def test_the_table_and_the_mistakes(small: Path, tmp_path: Path) -> None:
    gold = write(tmp_path / "a.gold.jsonl", assignment("县水利局"), views=["assignments"])
    lines = run(gold, "--snapshot", small, "--errors").stdout.splitlines()
    assert lines[0] == "MISS  a.gold assignments: 1 | 县水利局 | lead_unit"
    assert lines[1].startswith("FALSE a.gold assignments: 1 | 县工信局 | lead_unit   «牵头单位：县工信局")
    assert lines[-2].split()[:4] == ["micro", "1", "2", "0"]
    assert lines[-1] == "macro F1 0.000, strict 0.000"


def test_json(small: Path, tmp_path: Path) -> None:
    gold = write(tmp_path / "a.gold.jsonl", assignment("县工信局"), views=["assignments"])
    shown: dict[str, Any] = json.loads(run(gold, "--snapshot", small, "--errors", "--format", "json").stdout)
    assert shown["views"]["assignments"]["relaxed"] == {
        **{"gold": 1, "found": 2, "hits": 1},
        **{"precision": 0.5, "recall": 1.0, "f1": 2 / 3},
    }
    assert [error["values"] for error in shown["errors"]] == [["1", "县财政局", "responsible_unit"]]
    assert shown["micro"]["strict"]["hits"] == 1


def test_nothing_wanted_and_nothing_found(small: Path, tmp_path: Path) -> None:
    result = evaluate([write(tmp_path / "a.gold.jsonl", views=["investments"])], small)
    assert result == Evaluation({"investments": (0, 0, 0)}, {"investments": (0, 0, 0)}, [])  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("[1, 2]", "line 1: no JSON object"),
        ("{", "line 1: no JSON ("),
        ('{"window": [0, 1]}', "line 1: no file; the first line says"),
        ('{"file": "a.txt", "window": 5}', "line 1: no window; the first line says"),
        ('{"file": "a.txt", "window": [0, 5], "views": "all"}', '"views" is a list'),
        ('{"file": "a.txt", "window": [0, 5]}\n\n{"view": "money"}', "line 3: no view named money is scored"),
        ('{"file": "a.txt", "window": [0, 5]}\n{"view": "citations"}', "line 2: citations without title"),
        ('{"file": "a.txt", "window": [0, 5]}\n{"view": "documents"}', "line 2: a document without"),
    ],
)
def test_gold_of_a_wrong_form(content: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError) as error:
        read_gold(path)
    assert words in str(error.value) and str(path) in str(error.value)


def test_mistakes_of_a_user_are_one_line(small: Path, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes("财政".encode("gb18030"))
    elsewhere = write(tmp_path / "c.gold.jsonl", file="别处.txt")
    for args, words in (
        ([tmp_path / "a.jsonl", "--snapshot", small], "No such file"),
        ([tmp_path / "b.jsonl", "--snapshot", small], "is not UTF-8 text"),
        ([elsewhere, "--snapshot", small], "the gold is about 别处.txt, and no such file"),
        ([elsewhere, "--snapshot", tmp_path], "holds no snapshot"),
    ):
        result = run(*args)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1 and words in result.stderr
