"""A well-formed graph passes; each way of breaking it on purpose is seen, and the message names the thing."""

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from rdflib import SH, Graph

from graph.checks import CheckError, Problem, load_check, render, validate

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
PREFIXES = """
BASE <https://policy-graph.example/id/>
PREFIX pg: <https://policy-graph.example/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


class Break(NamedTuple):
    name: str
    update: str  # what is done to the example
    check: str  # the shape and its property, or the file of checks/, that must see it
    label: str  # what the problem must call the thing, or a part of it
    words: str  # what the message must say


def removing(pattern: str) -> str:
    return f"DELETE {{ GRAPH ?g {{ {pattern} }} }} WHERE {{ GRAPH ?g {{ {pattern} }} }}"


def replacing(old: str, new: str, where: str = "") -> str:
    return f"DELETE {{ GRAPH ?g {{ {old} }} }} INSERT {{ GRAPH ?g {{ {new} }} }} WHERE {{ GRAPH ?g {{ {old} . {where} }} }}"


def adding(triples: str) -> str:
    return f"INSERT DATA {{ GRAPH <graph/entities> {{ {triples} }} }}"


U = "<unit/370999/{}>".format

BREAKS = [
    # shapes: documents and structure
    Break("no title", removing("<document/漳岭县/2024/work_report/sha-81ea5226> dcterms:title ?o"),
          "PolicyDocumentShape dcterms:title", "example", "文件应有一个标题"),
    Break("unknown document type", replacing('?d pg:documentType "work_report"', '?d pg:documentType "speech"'),
          "PolicyDocumentShape pg:documentType", "政府工作报告", "speech"),
    Break("a date that is text", replacing("?d dcterms:issued ?o", '?d dcterms:issued "去年"', "?d a pg:WorkReport"),
          "PolicyDocumentShape dcterms:issued", "政府工作报告", "去年"),
    Break("year as a number", replacing("?d pg:yearReviewed ?o", "?d pg:yearReviewed 2023"),
          "PolicyDocumentShape pg:yearReviewed", "政府工作报告", "回顾年度"),
    Break("task without text", removing('?t a pg:Task ; pg:number "2" ; pg:text ?o').replace(
          'DELETE { GRAPH ?g { ?t a pg:Task ; pg:number "2" ; pg:text ?o } }', "DELETE { GRAPH ?g { ?t pg:text ?o } }"),
          "TaskShape pg:text", "2 支持漳岭化工", "任务应有正文"),
    Break("task outside any document", removing("?t dcterms:isPartOf ?s . ?t pg:hasLeadUnit ?u").replace(
          ". ?t pg:hasLeadUnit ?u } } WHERE", "} } WHERE"),
          "TaskShape dcterms:isPartOf", "1 加快新材料", "任务应属于"),
    Break("unknown period", replacing("?s pg:period ?o", '?s pg:period "future"'),
          "SectionShape pg:period", "推动产业发展", "future"),
    # shapes: facts
    Break("missing evidence", removing("?f pg:investmentKind ?k ; pg:evidence ?e").replace(
          "DELETE { GRAPH ?g { ?f pg:investmentKind ?k ; pg:evidence ?e } }", "DELETE { GRAPH ?g { ?f pg:evidence ?e } }"),
          "EvidencedShape pg:evidence", "新材料产业园", "事实应有原文依据"),
    Break("wrong role", replacing('?f pg:role "lead_unit"', '?f pg:role "boss"'),
          "AssignmentShape pg:role", "牵头单位：县工信局", "boss"),
    Break("two agents", replacing('?f pg:role "lead_unit"', f'?f pg:role "lead_unit" ; pg:agent {U("县科技局")}'),
          "AssignmentShape pg:agent", "牵头单位：县工信局", "应指向一个单位或一位领导"),
    Break("an agent that is a project", replacing('?f pg:role "lead_unit" ; pg:agent ?a',
          '?f pg:role "lead_unit" ; pg:agent <project/370999/新材料产业园>'),
          "AssignmentShape pg:agent", "牵头单位：县工信局", "新材料产业园"),
    Break("inferred without reasoning", removing("?f pg:reasoning ?o"),
          "InferredFactShape", "region", "推断的事实应写明推断理由"),
    Break("unknown confidence", replacing('?f pg:confidence "contextual"', '?f pg:confidence "sure"'),
          "FactShape pg:confidence", "加快新材料产业发展", "sure"),
    Break("amount as text", replacing("?f pg:amount ?o", '?f pg:amount "10亿元"', "?f a pg:Investment"),
          "InvestmentShape pg:amount", "推进漳岭化工投资10亿元", "10亿元"),
    Break("amount below zero", replacing("?f pg:amount ?o", "?f pg:amount -1.0", "?f a pg:Investment"),
          "InvestmentShape pg:amount", "推进漳岭化工投资10亿元", "-1"),
    Break("currency in words", replacing("?f pg:currency ?o", '?f pg:currency "元"', "?f a pg:Investment"),
          "InvestmentShape pg:currency", "推进漳岭化工投资10亿元", "ISO 4217"),
    Break("unknown stage", replacing("?f pg:stage ?o", '?f pg:stage "dreamt"', "?f a pg:StageReport"),
          "StageReportShape pg:stage", "新材料产业园开工建设", "dreamt"),
    Break("unknown relation", replacing("?f pg:relation ?o", '?f pg:relation "likes"'),
          "InitiativeReportShape pg:relation", "支持漳岭化工争创", "likes"),
    Break("value missing", removing("?f pg:value 12.0"),
          "observation_without_value", "高新技术企业达到12家", "既没有数值"),
    Break("value as text", replacing("?f pg:value 12.0", '?f pg:value "十二"'),
          "ObservationShape pg:value", "高新技术企业达到12家", "应是小数"),
    Break("an outcome without the words of its target", removing("?o pg:targetEvidence ?e"),
          "OutcomeShape pg:targetEvidence", "高新技术企业", "应有一处目标依据"),
    Break("an outcome of no year", replacing("?o pg:year ?y", '?o pg:year "去年"', "?o a pg:Outcome"),
          "OutcomeShape pg:year", "高新技术企业", "应有一个年份"),
    Break("an inferred outcome without its arithmetic", replacing('?o pg:basis "number"', '?o pg:basis "inferred"'),
          "inferred_outcome_without_note", "高新技术企业", "没有写出算式"),
    Break("a merge nobody judged", adding(f"{U('县科技局')} pg:mergedInto {U('县工业和信息化局')}"),
          "merge_without_identity", "县科技局", "没有“同一”的判断"),
    Break("a lineage entry without words", removing("?e a pg:LineageEntry ; pg:evidence ?o").replace(
          "DELETE { GRAPH ?g { ?e a pg:LineageEntry ; pg:evidence ?o } }", "DELETE { GRAPH ?g { ?e pg:evidence ?o } }"),
          "LineageEntryShape pg:evidence", "新材料产业园", "沿革条目应有原文依据"),
    Break("an alignment from below alone", removing("?a pg:upperEvidence ?o"),
          "AlignmentShape pg:upperEvidence", "高新技术企业", "应有一处上级依据"),
    Break("an unknown kind of correction", replacing('?c pg:correctionKind "wrong"', '?c pg:correctionKind "dislike"'),
          "CorrectionShape pg:correctionKind", "高新技术企业达到12家", "dislike"),
    Break("a correction by nobody", removing("?c a pg:Correction ; prov:wasAttributedTo ?o").replace(
          "DELETE { GRAPH ?g { ?c a pg:Correction ; prov:wasAttributedTo ?o } }", "DELETE { GRAPH ?g { ?c prov:wasAttributedTo ?o } }"),
          "CorrectionShape prov:wasAttributedTo", "高新技术企业达到12家", "何人所为"),
    Break("unknown comparator", replacing("?f pg:comparator ?o", '?f pg:comparator ">"', "?f pg:value 12.0"),
          "ObservationShape pg:comparator", "高新技术企业达到12家", ">"),
    Break("definition without text", removing("?f pg:definitionText ?o"),
          "DefinitionShape pg:definitionText", "专精特新", "应有解释"),
    # shapes: evidence
    Break("end before start", replacing("?s oa:end ?o", "?s oa:end 3", '?s oa:exact "《政府工作报告》"'),
          "SelectorShape oa:start", "《政府工作报告》", "起点应在终点之前"),
    Break("empty quote", replacing('?s oa:exact "《政府工作报告》"', '?s oa:exact ""'),
          "SelectorShape oa:exact", "", "应给出原文"),
    Break("evidence that leads nowhere", removing("?e oa:hasSelector ?s . ?s oa:exact '《政府工作报告》'").replace(
          ". ?s oa:exact '《政府工作报告》' } } WHERE", "} } WHERE"),
          "EvidenceShape oa:hasSelector", "char=79,87", "应有一个选择器"),
    Break("evidence by another name", replacing("?f pg:evidence ?o", "?f pg:evidence <stretch/1>",
          "?f a pg:Citation") + ";" + adding("<stretch/1> a pg:Evidence ; oa:hasSource <source/x> ; oa:hasSelector <source/x/selector/1-2>"),
          "EvidenceShape", "1", "#char="),
    Break("a short checksum", replacing("?s pg:sha256 ?o", '?s pg:sha256 "abc"'),
          "SourceFileShape pg:sha256", "example-2023.txt", "SHA-256"),
    # shapes: entities and what spans documents
    Break("no label", removing(f"{U('县科技局')} skos:prefLabel ?o"),
          "LabelledShape skos:prefLabel", "县科技局", "应有规范名称"),
    Break("unknown kind of unit", replacing(f"{U('县科技局')} pg:unitKind ?o", f"{U('县科技局')} pg:unitKind \"bureau\""),
          "UnitShape pg:unitKind", "县科技局", "bureau"),
    Break("a code that is none", replacing("?r pg:gbCode '370999'", "?r pg:gbCode '37-09'"),
          "RegionShape pg:gbCode", "漳岭县", "37-09"),
    Break("unknown verdict", replacing('?o pg:verdict "not_reported"', '?o pg:verdict "failed"'),
          "OutcomeShape pg:verdict", "新材料产业", "failed"),
    Break("a score above one", replacing("?i pg:score ?o", "?i pg:score 7.0"),
          "IdentityShape pg:score", "县工业和信息化局", "0 到 1"),
    Break("correction without reason", removing("?c a pg:Correction ; pg:reason ?o").replace(
          "DELETE { GRAPH ?g { ?c a pg:Correction ; pg:reason ?o } }", "DELETE { GRAPH ?g { ?c pg:reason ?o } }"),
          "CorrectionShape pg:reason", "高新技术企业达到12家", "更正应有理由"),
    # checks
    Break("an agent nobody describes", replacing('?f pg:role "lead_unit" ; pg:agent ?a', f'?f pg:role "lead_unit" ; pg:agent {U("县无名局")}'),
          "agent_without_label", "县无名局", "没有规范名称"),
    Break("an official in a unit's role", replacing('?f pg:role "lead_official"', '?f pg:role "lead_unit"'),
          "role_and_agent", "牵头领导：李明", "lead_unit 李明"),
    Break("evidence from another file", replacing("?d dcterms:source ?o", "?d dcterms:source <source/0000>", "?d a pg:WorkReport"),
          "evidence_in_other_source", "新材料产业园开工建设", "依据不在"),
    Break("a quote too short", replacing('?s oa:exact "《政府工作报告》"', '?s oa:exact "政府工作报告"'),
          "quote_length", "政府工作报告", "6 != 87 - 79"),
    Break("an evidence IRI with other offsets", replacing("?s oa:start 79", "?s oa:start 78"),
          "evidence_iri", "《政府工作报告》", "#char=78,87"),
    Break("a section within itself", replacing("?s dcterms:isPartOf ?d", "?s dcterms:isPartOf ?s", "?s a pg:Section"),
          "cycles", "推动产业发展", "自己的上级"),
    Break("a unit twice", adding(f'{U("科技局")} a pg:Unit ; skos:prefLabel "县科技局"@zh ; pg:jurisdiction <region/370999>'),
          "same_label_units", "县科技局", "两个名称相同的单位"),
    Break("a direct edge out of nowhere", adding(f'<document/漳岭县/2023/task_breakdown/漳政发〔2023〕5号/task/2> pg:hasLeadUnit {U("各乡镇")}'),
          "edge_without_fact", "2 支持漳岭化工", "hasLeadUnit 各乡镇"),
    Break("a fact without its edge", removing("?e pg:pursues ?t"),
          "fact_without_edge", "支持漳岭化工争创", "pursues"),
    Break("a year of long ago", replacing("?f pg:year ?o", '?f pg:year "1923"^^xsd:gYear', "?f pg:value 12.0"),
          "year_out_of_range", "高新技术企业达到12家", "1923 / 2023"),
    Break("target and result at once", replacing("?f pg:value 12.0", "?f pg:value 12.0 ; a pg:Result"),
          "observation_kind", "高新技术企业达到12家", "目标值或完成值"),
    Break("class and type disagree", replacing('?d pg:documentType "work_report"', '?d pg:documentType "other"'),
          "document_class", "政府工作报告", "other"),
    Break("a task of another document", replacing("?f pg:statedIn ?o", "?f pg:statedIn <document/漳岭县/2024/work_report/sha-81ea5226>", '?f pg:role "lead_unit"'),
          "task_in_other_document", "牵头单位：县工信局", "另一份文件"),
    Break("a number twice", replacing('?t pg:number "2"', '?t pg:number "1"', "?t a pg:Task"),
          "duplicate_task_number", "加快新材料产业发展", "序号相同"),
    Break("a stated head without evidence", removing('?f pg:attribute "issuer" ; pg:evidence ?e').replace(
          'DELETE { GRAPH ?g { ?f pg:attribute "issuer" ; pg:evidence ?e } }', "DELETE { GRAPH ?g { ?f pg:evidence ?e } }"),
          "head_without_evidence", "issuer 漳岭县人民政府", "issuer"),
    Break("a fact of no family", removing("?f a pg:Definition"),
          "untyped_fact", "专精特新", "哪一类"),
    Break("a unit the quote does not name", removing("?u skos:altLabel '县工信局'@zh"),
          "label_not_in_quote", "牵头单位：县工信局", "县工业和信息化局"),
    Break("a verdict without a result", removing("?o pg:basis 'number' ; pg:outcomeFact ?f").replace(
          "DELETE { GRAPH ?g { ?o pg:basis 'number' ; pg:outcomeFact ?f } }", "DELETE { GRAPH ?g { ?o pg:outcomeFact ?f } }"),
          "outcome_without_fact", "高新技术企业", "met"),
    Break("a result of another year", replacing("?f pg:year ?o", '?f pg:year "2024"^^xsd:gYear', "?f pg:value 13.0"),
          "outcome_of_other_year", "", "2023 / 2024"),
    Break("a document that says nothing", removing("?f pg:statedIn <document/漳岭县/2024/work_report/sha-81ea5226>"),
          "document_without_facts", "政府工作报告", "一个事实也没有"),
    Break("a blank node", adding("[] a pg:Term ; skos:prefLabel '无名'@zh"),
          "blank_nodes", "无名", "空白节点"),
]  # fmt: skip


@pytest.fixture(scope="module")
def quads():
    store = ox.Store()
    store.bulk_load(path=HERE / "example.trig", format=ox.RdfFormat.TRIG)
    return list(store)


def store_of(quads):
    store = ox.Store()
    store.extend(quads)
    return store


def test_the_example_is_well_formed(quads):
    assert validate(store_of(quads), ONTOLOGY) == []


def test_enough_ways_of_breaking_it():
    assert len(BREAKS) == 62
    assert len({case.name for case in BREAKS}) == len(BREAKS)


def test_every_check_is_broken_somewhere():
    checks = {path.stem for path in (ONTOLOGY / "checks").glob("*.rq")}
    assert len(checks) == 24
    assert checks - {case.check for case in BREAKS} == set()


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_a_broken_graph_is_seen(quads, case):
    store = store_of(quads)
    store.update(PREFIXES + case.update)
    assert set(store) != set(quads), "the update did nothing"
    problems = validate(store, ONTOLOGY)
    of_check = [p for p in problems if p.check == case.check]
    assert of_check, f"not seen; seen instead: {[render(p) for p in problems]}"
    assert any(case.label in p.label and case.words in p.message_zh for p in of_check), [
        render(p) for p in of_check
    ]
    assert all(p.message_en and p.focus for p in of_check)


def test_every_shape_has_a_target():
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    nodes = set(shapes.subjects(SH.property))
    without = {n for n in nodes if not (shapes.value(n, SH.targetClass) or shapes.value(n, SH.targetNode))}
    assert {str(n).rpartition("#")[2] for n in without} == {"ReasonedShape"}  # reached from InferredFactShape


def test_a_problem_is_one_plain_line_in_either_language():
    problem = Problem(
        "warning",
        "cycles",
        "https://x.example/1",
        "二",
        "章节成了自己的上级。改正",
        "A section is part of itself. Correct it",
    )
    assert render(problem) == "警告：二：章节成了自己的上级。改正 [cycles] <https://x.example/1>"
    assert render(problem, "en").startswith("warning: 二: A section is part of itself.")


def test_a_check_that_does_not_say_what_it_checks_is_refused(tmp_path):
    path = tmp_path / "mute.rq"
    path.write_text("# Severity: error\nSELECT ?focus {}", encoding="utf-8")
    with pytest.raises(CheckError, match=r"mute\.rq.*问题"):
        load_check(path)
