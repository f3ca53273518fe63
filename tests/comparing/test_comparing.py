"""What differs between two snapshots: sentences that change, and what the comparison must say of each."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli import cli
from graph.comparing import Change, Comparison, as_html, as_json, as_text, compare
from graph.pipeline import build
from graph.rdf.names import Base

PLAN = """某县2024年重点工作任务
一、工业
1.抓投产。加快总投资14亿元的华勤轮胎项目建设。（牵头单位：县发改局；责任单位：县财政局）
2.抓项目。开展“春风”行动。（牵头单位：县工信局）
"""
OTHER = """某县2023年重点工作任务
一、农业
1.抓粮食。开展“丰收”行动。（牵头单位：县农业局）
"""


def made(folder: Path, **texts: str) -> Path:
    """A snapshot of some texts, by their files' names."""
    inputs = folder / "in"
    inputs.mkdir(parents=True)
    for name, text in texts.items():
        (inputs / f"{name}.txt").write_text(text, encoding="utf-8")
    build([str(inputs)], folder / "out", base=Base())
    return folder / "out"


def changed(tmp_path: Path, old: str, new: str) -> Comparison:
    """The comparison of the plan with the plan in which `old` reads `new`."""
    assert old in PLAN
    return compare(made(tmp_path / "a", plan=PLAN), made(tmp_path / "b", plan=PLAN.replace(old, new)))


def of(found: Comparison, view: str) -> list[tuple[str, dict[str, object], dict[str, object]]]:
    return [(c.kind, dict(c.before), dict(c.after)) for c in found.changes if c.view == view]


@pytest.mark.parametrize(
    ("old", "new", "view", "kind", "before", "after"),
    [
        ("14亿元", "15亿元", "investments", "changed", {"amount": 1_400_000_000}, {"amount": 1_500_000_000}),
        (
            "责任单位：县财政局",
            "配合单位：县财政局",
            "assignments",
            "changed",
            {"role": "responsible_unit"},
            {"role": "supporting_unit"},
        ),
        ("牵头单位：县工信局", "牵头单位：县教育局", "assignments", "added", {}, {"role": "lead_unit"}),
        ("牵头单位：县工信局", "牵头单位：县教育局", "assignments", "removed", {"role": "lead_unit"}, {}),
        ("；责任单位：县财政局", "", "assignments", "removed", {"role": "responsible_unit"}, {}),
    ],
)
def test_a_fact_that_differs(
    tmp_path: Path,
    old: str,
    new: str,
    view: str,
    kind: str,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    found = changed(tmp_path, old, new)
    assert (kind, before, after) in of(found, view)
    assert {change.cause for change in found.changes} == {"document_changed"}
    assert list(found.documents().values()) == ["changed"]  # though its address is made of its words


def test_a_stage_that_changes(tmp_path: Path) -> None:
    found = changed(tmp_path, "加快总投资14亿元的华勤轮胎项目建设", "总投资14亿元的华勤轮胎项目竣工投产")
    assert any(kind == "changed" and "stage" in after for kind, _, after in of(found, "project_stages"))


def test_words_that_state_no_fact(tmp_path: Path) -> None:
    """The file differs, and no fact does: they only stand elsewhere."""
    found = changed(tmp_path, "一、工业", "一、工业和别的事")
    assert not [change for change in found.changes if change.view not in ("documents",)]
    assert found.moved > 0 and list(found.documents().values()) == ["changed"]


def test_a_document_that_comes_or_goes(tmp_path: Path) -> None:
    one, two = made(tmp_path / "a", plan=PLAN), made(tmp_path / "b", plan=PLAN, other=OTHER)
    came, went = compare(one, two), compare(two, one)
    assert {c.cause for c in came.changes if c.documents} == {"document_added"}
    assert {c.cause for c in went.changes if c.documents} == {"document_removed"}
    assert {c.kind for c in came.changes} == {"added"} and {c.kind for c in went.changes} == {"removed"}
    assert any("县农业局" in str(c.same) for c in came.changes)


def test_a_report_that_comes_changes_verdicts(snapshot: Path, tmp_path: Path) -> None:
    """What was pending is missed once the report is there: one change, and the report is why."""
    early = Path(shutil.copytree(snapshot, tmp_path / "early"))
    rows = [json.loads(line) for line in (early / "facts/outcomes.jsonl").open(encoding="utf-8")]
    row = next(r for r in rows if r["verdict"] == "missed" and r["outcome_doc"] not in ("", r["target_doc"]))
    report, what = row["outcome_doc"], row["indicator"]
    row |= {"outcome_doc": "", "outcome_value": "", "verdict": "pending", "basis": "number", "scope_note": ""}
    for name, held in (("outcomes", rows), ("documents", None)):
        path = early / f"facts/{name}.jsonl"
        held = held or [
            r for r in map(json.loads, path.read_text("utf-8").splitlines()) if r["doc"] != report
        ]
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in held), encoding="utf-8")
    (change,) = [c for c in compare(early, snapshot).changes if c.view == "outcomes"]
    assert (change.kind, change.cause, dict(change.same)["indicator"]) == ("changed", "document_added", what)
    assert dict(change.before)["verdict"] == "pending" and dict(change.after)["verdict"] == "missed"


def test_what_other_documents_change(tmp_path: Path) -> None:
    """A unit is of all documents: one more gives it another name, and its own file is the same."""
    other = OTHER.replace("县农业局", "某县工信局")
    one, two = made(tmp_path / "a", plan=PLAN), made(tmp_path / "b", plan=PLAN, other=other)
    causes = {c.cause for c in compare(one, two).changes}
    assert causes == {"document_added"}


def other_rules(snapshot: Path) -> None:
    """The snapshot as other rules would have made it: one role read differently, another version in the manifest."""
    table = snapshot / "facts" / "assignments.jsonl"
    table.write_text(
        table.read_text(encoding="utf-8").replace("responsible_unit", "supporting_unit"), encoding="utf-8"
    )
    manifest = snapshot / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**data, "rules": "0" * 16}), encoding="utf-8")


def test_a_changed_rule_is_told_from_a_changed_document(tmp_path: Path) -> None:
    one, two = made(tmp_path / "a", plan=PLAN, other=OTHER), made(tmp_path / "b", plan=PLAN, other=OTHER)
    assert not compare(one, two).changes
    other_rules(two)
    found = compare(one, two)
    assert [(c.kind, c.cause) for c in found.changes] == [("changed", "rules_changed")]
    assert found.versions["rules"][1] == "0" * 16


def test_both_at_once(tmp_path: Path) -> None:
    one = made(tmp_path / "a", plan=PLAN, other=OTHER)
    two = made(tmp_path / "b", plan=PLAN, other=OTHER.replace("县农业局", "县水利局"))
    other_rules(two)
    causes = {(c.view, c.kind): c.cause for c in compare(one, two).changes if c.documents}
    assert causes[("assignments", "changed")] == "rules_changed"
    assert causes[("assignments", "added")] == "document_changed"


def test_what_nothing_explains_is_said(tmp_path: Path) -> None:
    one, two = made(tmp_path / "a", plan=PLAN), made(tmp_path / "b", plan=PLAN)
    table = two / "facts" / "assignments.jsonl"
    table.write_text(
        "".join(table.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8"
    )
    assert [c.cause for c in compare(one, two).changes] == ["unexplained"]


def test_the_unit_and_the_project_of_a_change(tmp_path: Path) -> None:
    data = json.loads(as_json(changed(tmp_path, "14亿元", "15亿元")))
    change = next(c for c in data["changes"] if c["view"] == "investments")
    assert "华勤轮胎项目" in change["project"] and "15亿元" in change["quote"]
    assert data["counts"]["investments"] == {"changed": 1} and set(data["causes"]) == {"document_changed"}


def test_text_and_page(tmp_path: Path) -> None:
    found = changed(tmp_path, "14亿元", "15亿元")
    text = "\n".join(as_text(found, 20))
    assert "amount 1400000000 → 1500000000" in text and "its document's file changed" in text
    assert "most by project:" in text
    page = as_html(found)
    assert "amount 1400000000 → 1500000000" in page and "文件有改动" in page


def test_words_of_documents_are_no_markup(tmp_path: Path) -> None:
    found = changed(tmp_path, "“春风”", "“<b>春风</b>”")
    assert "<b>春风" not in as_html(found)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    found = [as_json(changed(tmp_path / str(n), "14亿元", "15亿元")) for n in range(2)]
    assert found[0] == found[1]


def test_the_command(tmp_path: Path, snapshot: Path) -> None:
    run = CliRunner().invoke
    same = run(cli, ["diff", str(snapshot), str(snapshot)])
    assert (same.exit_code, same.output) == (0, "no fact differs\n")
    wrong = run(cli, ["diff", str(snapshot), str(tmp_path)])
    assert wrong.exit_code == 1 and "holds no snapshot" in wrong.output
    one, two = made(tmp_path / "a", plan=PLAN), made(tmp_path / "b", plan=PLAN, other=OTHER)
    assert json.loads(run(cli, ["diff", str(one), str(two), "--format", "json"]).stdout)["causes"]
    assert run(cli, ["diff", str(one), str(two), "--format", "html"]).stdout.startswith("<!doctype html>")


def test_a_change_says_what_it_is_about() -> None:
    change = Change("added", "x", "document_added", (), (("agent", "县财政局"),), (), (), "")
    assert change.about(("actor", "agent")) == "县财政局" and change.about(("project",)) == ""
