"""What persons know better, through a whole build: in the tables, in the graph with who and why, or reported as lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.checks import validate
from graph.extraction import read_facts
from graph.pipeline import Result, build
from graph.rdf.names import Base
from graph.resources import ontology_folder
from graph.snapshot.query import answer, open_snapshot

HEAD = "what,target,other,value,name,date,reason\n"
PLAN = """青溪县人民政府办公室关于印发2022年重点任务清单的通知
青政办〔2022〕8号
各乡镇人民政府：
一、工业
1.推进总投资8.6亿元的丰禾新材竹缠绕管廊产业园5月底前开工。（牵头单位：县工信局）
2.发展新能源。加快西山光伏电站建设。新增规上工业企业20家。（牵头单位：县水利局）
青溪县人民政府办公室
2022年2月11日
"""
REPORT = """政府工作报告
——2023年1月6日在青溪县第十八届人民代表大会第二次会议上
青溪县人民政府县长 林某
各位代表：
一、2022年工作回顾
过去的一年，丰禾新材竹缠绕管廊产业园6月动工。新增规上工业企业22家。
二、2023年工作安排
今年，推进总投资10.2亿元的竹缠绕管廊产业园竣工投产。加快牛头山光伏电站建设。
"""
PLAN_IRI = "document/青溪县/2022/action_plan/青政办〔2022〕8号"
Row = dict[str, object]
Made = Callable[..., tuple[Path, Result]]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Builds the two documents with rows of corrections beside them."""

    def make(*rows: str) -> tuple[Path, Result]:
        folder, out = tmp_path / "in", tmp_path / "out"
        folder.mkdir(exist_ok=True)
        (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
        (folder / "report.txt").write_text(REPORT, encoding="utf-8")
        (folder / "corrections.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        result = build([str(folder)], out, base=Base(), jobs=1)
        assert result.unreadable == []
        return out, result

    return make


def table(out: Path, view: str) -> list[Row]:
    path = out / "facts" / f"{view}.jsonl"
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    )


def store_of(out: Path) -> Store:
    store = open_snapshot(out)
    assert validate(store, ontology_folder()) == []
    return store


def asked(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = answer(store, query)
    return [tuple(value.value if value else "" for value in row) for row in solutions]  # type: ignore[union-attr]


def projects_of(out: Path, word: str) -> set[object]:
    return {row["project"] for row in table(out, "lineage") if word in str(row["label"])}


def test_without_corrections_two_solar_plants_are_two(made: Made) -> None:
    out, result = made()
    assert result.lost == [] and len(projects_of(out, "光伏")) == 2


def test_same_makes_one_project_of_two(made: Made) -> None:
    out, result = made(
        "same,project/青溪县/西山光伏电站,project/青溪县/牛头山光伏电站,,王某,2024-05-01,同一电站"
    )
    assert result.lost == [] and len(projects_of(out, "光伏")) == 1
    (row,) = {
        (r["judgement"], r["reason"])
        for r in table(out, "identities")
        if "牛头山" in f"{r['first']}{r['second']}"
    }
    assert row == ("same", "王某，2024-05-01：同一电站")
    found = asked(
        store_of(out),
        "SELECT ?kind ?who ?day ?why { ?c a pg:Correction ; pg:correctionKind ?kind ; pg:reason ?why ;"
        " dcterms:date ?day ; prov:wasAttributedTo/foaf:name ?who }",
    )
    assert found == [("same", "王某", "2024-05-01", "同一电站")]


def test_names_may_be_given_as_the_pages_show_them(made: Made) -> None:
    base = "https://policy-graph.example/id/"
    names = f"{base}project/青溪县/西山光伏电站,{base}project/青溪县/牛头山光伏电站"
    out, result = made(f"same,{names},,王某,2024-05-01,同一电站")
    assert result.lost == [] and len(projects_of(out, "光伏")) == 1


def test_different_keeps_apart_what_the_rules_join(made: Made) -> None:
    out, _ = made()
    joined = projects_of(out, "竹缠绕管廊")
    names = "project/青溪县/丰禾新材竹缠绕管廊产业园,project/青溪县/竹缠绕管廊产业园"
    out, result = made(f"different,{names},,王某,2024-05-01,新旧两处")
    assert result.lost == [] and (len(joined), len(projects_of(out, "竹缠绕管廊"))) == (1, 2)
    store_of(out)


def test_a_wrong_value_is_put_right_and_its_outcome_with_it(made: Made) -> None:
    out, _ = made()
    (fact,) = asked(
        store_of(out),
        "SELECT ?f { ?f a pg:Target ; pg:value 20.0 ; pg:indicator/skos:prefLabel ?l FILTER(CONTAINS(?l, '规上')) }",
    )
    before = [row["verdict"] for row in table(out, "outcomes") if row["target_value"] == 20]
    out, result = made(f"wrong,{fact[0]},,value=25,王某,2024-05-01,原件为25家")
    (row,) = [row for row in table(out, "outcomes") if "规上" in str(row["indicator"])]
    assert before == ["met"] and result.lost == []
    assert (row["target_value"], row["outcome_value"], row["verdict"]) == (25, 22, "missed")
    found = asked(
        store_of(out),
        "SELECT ?old ?new ?words { ?c a pg:Correction ; pg:oldValue ?old ; pg:newValue ?new ; pg:corrects ?was ."
        " ?was a pg:WithdrawnFact ; rdfs:label ?words ; prov:wasInvalidatedBy ?c . ?now prov:wasRevisionOf ?was ; pg:value 25.0 }",
    )
    assert [(old, new) for old, new, _ in found] == [("20", "25")] and "20" in found[0][2]


def test_a_wrong_fact_is_withdrawn(made: Made) -> None:
    out, _ = made()
    (fact,) = asked(store_of(out), "SELECT ?f { ?f a pg:Investment ; pg:amount 860000000.0 }")
    out, result = made(f"wrong,{fact[0]},,,王某,2024-05-01,误读")
    assert result.lost == [] and [row["amount"] for row in table(out, "investments")] == [1020000000]
    store_of(out)


def test_a_missing_fact_is_added_with_its_words(made: Made) -> None:
    value = json.dumps(
        {
            "view": "project_enterprises",
            "project": "竹缠绕管廊产业园",
            "enterprise": "丰禾新材",
            "quote": "丰禾新材竹缠绕管廊产业园",
        },
        ensure_ascii=False,
    ).replace('"', '""')
    out, result = made(f'missing,{PLAN_IRI},,"{value}",王某,2024-05-01,漏读')
    row = next(
        row
        for row in table(out, "project_enterprises")
        if str(row["doc"]).endswith("8号") and row["project"] == "竹缠绕管廊产业园"
    )
    assert (
        result.lost == []
        and PLAN[int(str(row["start"])) : int(str(row["end"]))] == row["quote"] == "丰禾新材竹缠绕管廊产业园"
    )
    store_of(out)


def test_another_label_is_shown_everywhere(made: Made) -> None:
    out, result = made("label,project/青溪县/牛头山光伏电站,,牛头山光储电站,王某,2024-05-01,正式名称")
    assert result.lost == [] and "牛头山光储电站" in {row["project"] for row in table(out, "project_stages")}
    store_of(out)


def test_what_finds_nothing_is_reported_and_never_dropped(made: Made) -> None:
    lines = (
        "same,project/青溪县/西山光伏电站,project/青溪县/风电,,王某,2024-05-01,同一处",
        f"wrong,{PLAN_IRI}/fact/investments/000000000000,,,王某,2024-05-01,误读",
        "wrong,document/别处/fact/investments/0,,,王某,2024-05-01,误读",
        f'missing,{PLAN_IRI},,"{{""view"": ""investments"", ""quote"": ""没有的话""}}",王某,2024-05-01,漏读',
    )
    out, result = made(*lines)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))["corrections"]
    assert [(row["line"], row["why"]) for row in report["lost"]] == [
        (2, "no such thing: project/青溪县/风电"),
        (3, "the document has no such fact any more"),
        (4, "no such document"),
        (5, "investments has the columns project, amount, currency, kind"),
    ]
    assert [line.split(": ")[0] for line in result.lost] == [f"corrections.csv:{n}" for n in (2, 3, 4, 5)]
    assert "没有生效" in (out / "report.html").read_text(encoding="utf-8") and not table(out, "corrections")


def test_corrections_hold_when_a_rule_changes(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other offsets, other rule names, one fact fewer: identifiers follow from content."""
    row = "same,project/青溪县/西山光伏电站,project/青溪县/牛头山光伏电站,,王某,2024-05-01,同一电站"
    monkeypatch.setattr(
        "tests.relations.test_corrected_build.PLAN",
        PLAN.replace("一、工业", "一、工业和能源\n一年之计在于春。"),
    )
    monkeypatch.setattr("graph.extraction.read_facts", _fewer)
    out, result = made(row)
    assert result.lost == [] and len(projects_of(out, "光伏")) == 1


WHOLE = read_facts


def _fewer(document):  # type: ignore[no-untyped-def]
    reading = WHOLE(document)
    facts = (replace(fact, rule="another:rule") for fact in reading.facts if fact.view != "programmes")
    return replace(reading, facts=tuple(facts))
