"""The fact views give the contract's columns, and the rows one expects of the example."""

from pathlib import Path

import pyoxigraph as ox
import pytest

HERE = Path(__file__).parent
VIEWS = HERE.parents[1] / "ontology/views"
EVIDENCE = "doc source quote start end"
COLUMNS = {  # as the contract has them, in its order
    "documents": "doc source title type issuer region date doc_number speaker year_reviewed year_planned",
    "assignments": f"task role agent {EVIDENCE}",
    "investments": f"project amount currency kind {EVIDENCE}",
    "project_enterprises": f"project enterprise {EVIDENCE}",
    "project_clusters": f"project cluster {EVIDENCE}",
    "project_stages": f"project stage status {EVIDENCE}",
    "initiatives": f"actor relation target {EVIDENCE}",
    "indicators": f"indicator kind measure value unit comparator year {EVIDENCE}",
    "programmes": f"name {EVIDENCE}",
    "citations": f"title {EVIDENCE}",
    "terms": f"term definition {EVIDENCE}",
    "outcomes": "target_doc target_task indicator target_value unit comparator year outcome_doc outcome_value verdict"
    " basis scope_note target_quote target_start target_end outcome_quote outcome_start outcome_end",
    "lineage": "project year doc label enterprise amount currency stage status source quote start end",
    "alignments": "indicator year upper_doc upper_value upper_unit upper_comparator lower_doc lower_value lower_unit"
    " lower_comparator upper_quote upper_start upper_end lower_quote lower_start lower_end",
    "identities": "first second judgement score reason whole region source quote start end",
    "conflicts": f"project label year remark {EVIDENCE}",
    "corrections": "kind corrects property old_value new_value reason name date",
    "successions": "unit label successor kind effective between reason source",
    "units": f"unit label aliases region kind parent {EVIDENCE}",
}
ROWS = {  # own columns first; "-" is an empty cell; of IRIs the last part
    "documents": """
        漳政发〔2023〕5号 example-2023.txt 漳岭县人民政府关于分解2023年政府工作报告任务的通知 task_breakdown 漳岭县人民政府 漳岭县 2023-03-01 漳政发〔2023〕5号 - - 2023
        sha-81ea5226 example-2024.txt 政府工作报告 work_report 漳岭县人民政府 漳岭县 2024-01-10 - 王平 2023 2024""",
    "assignments": """
        1 lead_official 李明
        1 lead_unit 县工业和信息化局
        1 supporting_unit 各乡镇
        2 responsible_unit 县科技局""",
    "investments": "新材料产业园 1000000000 CNY total",
    "project_enterprises": "新材料产业园 漳岭化工",
    "project_clusters": "新材料产业园 新材料产业",
    "project_stages": """
        新材料产业园 started aim
        新材料产业园 started done""",
    "initiatives": "漳岭化工 pursues 省级技术创新中心",
    "indicators": """
        高新技术企业 result level 9 家 eq 2022
        新材料产业营业收入 target level 3000000000 CNY ge 2023
        高新技术企业 target level 12 家 eq 2023
        高新技术企业 result level 13 家 eq 2023""",
    "programmes": "助企攀登行动",
    "citations": "政府工作报告",
    "terms": "专精特新 专业化、精细化、特色化、新颖化。",
    "outcomes": """
        漳政发〔2023〕5号 1 新材料产业园 - - - 2023 sha-81ea5226 - met event
        漳政发〔2023〕5号 1 新材料产业营业收入 3000000000 CNY ge 2023 sha-81ea5226 - not_reported -
        漳政发〔2023〕5号 2 高新技术企业 12 家 eq 2023 sha-81ea5226 13 met number""",
    "lineage": """
        新材料产业园 2023 漳政发〔2023〕5号 新材料产业园 漳岭化工 1000000000 CNY started aim
        新材料产业园 2024 sha-81ea5226 新材料产业园 - - - started done""",
    "alignments": "高新技术企业 2023 sha-81ea5226 13 家 eq 漳政发〔2023〕5号 12 家 eq",
    "identities": "县工业和信息化局 县科技局 different 0.2 职能不同 - 漳岭县 example-2023.txt",
    "conflicts": "新材料产业园 新材料产业园 2024 再次列为目标",
    "corrections": "wrong 07c748171a61 ontology#comparator ge eq 原文作“达到12家” 李明 2024-03-01",
    "successions": "县经济局 县经济局 县工业和信息化局 renamed 2019 - 机构改革",
    "units": """
        县工业和信息化局 县工业和信息化局 县工信局|县经信局 漳岭县 government_department 漳岭县人民政府
        县科技局 县科技局 - 漳岭县 government_department -
        县经济局 县经济局 - 漳岭县 government_department -
        各乡镇 各乡镇 - 漳岭县 collective -
        漳岭县人民政府 漳岭县人民政府 - 漳岭县 government_department -""",
}


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.bulk_load(path=HERE / "example.trig", format=ox.RdfFormat.TRIG)
    return store


def rows_of(store, view):
    query = (VIEWS / f"{view}.rq").read_text("utf-8")
    found = store.query(query, use_default_graph_as_union=True)
    names = [variable.value for variable in found.variables]
    return names, [{n: row[n].value if row[n] else "" for n in names} for row in found]


def test_every_view_is_expected():
    assert sorted(path.stem for path in VIEWS.glob("*.rq")) == sorted(COLUMNS) == sorted(ROWS)
    assert len(COLUMNS) == 19


@pytest.mark.parametrize("view", COLUMNS)
def test_columns(store, view):
    assert rows_of(store, view)[0] == COLUMNS[view].split()


@pytest.mark.parametrize("view", ROWS)
def test_rows(store, view):
    names, rows = rows_of(store, view)
    expected = [line.split() for line in ROWS[view].strip().splitlines()]
    width = len(expected[0])
    found = [
        [row[n].rpartition("/")[2] if "://" in row[n] else row[n] or "-" for n in names[:width]]
        for row in rows
    ]
    assert sorted(found) == sorted(expected)


SIDES = {"outcomes": ("target_", "outcome_"), "alignments": ("upper_", "lower_")}


@pytest.mark.parametrize("view", [view for view in COLUMNS if "quote" in COLUMNS[view]])
def test_quotes_are_the_words_of_the_source(store, view):
    """text[start:end] == quote, in every row that has evidence."""
    sources = {row["doc"]: row["source"] for row in rows_of(store, "documents")[1]}
    seen = 0
    for row in rows_of(store, view)[1]:
        for side in SIDES.get(view, ("",)):
            if row[f"{side}quote"]:
                file = row["source"] if "source" in row else sources[row[f"{side}doc"]]
                text = (HERE / file).read_text("utf-8")
                assert text[int(row[f"{side}start"]) : int(row[f"{side}end"])] == row[f"{side}quote"]
                seen += 1
    assert seen


def test_a_task_without_a_number_is_named_by_its_first_twenty_characters(store):
    pg = "https://policy-graph.example/ontology#"
    copy = ox.Store()
    copy.extend(q for q in store if not (q.predicate.value == pg + "number" and "/task/2" in q.subject.value))
    tasks = {row["task"] for row in rows_of(copy, "assignments")[1]}
    assert tasks == {"1", "支持漳岭化工争创省级技术创新中心，开展“"}


def test_lengths_count_code_points_beyond_the_basic_plane():
    """STRLEN and SUBSTR must count 𠮷 as one character: offsets depend on it."""
    found = ox.Store().query('SELECT (STRLEN("𠮷a") AS ?n) (SUBSTR("𠮷ab", 1, 2) AS ?s) {}')
    assert [(row["n"].value, row["s"].value) for row in found] == [("2", "𠮷a")]
