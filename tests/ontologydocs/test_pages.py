"""The pages of the ontology: every term is there in both languages, every link leads somewhere, text stays text."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
import rdflib
from click.testing import CliRunner
from lxml import html
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from rdflib import OWL, RDF, RDFS, SH, SKOS

from graph.cli import cli
from graph.errors import UserError
from graph.ontologydocs import write_ontology_pages
from graph.resources import ontology_folder

ONTOLOGY = ontology_folder()
EXAMPLE = Path(__file__).parents[1] / "ontology" / "example.trig"
PG = "https://policy-graph.example/ontology#"
GRAPH = rdflib.Graph().parse(ONTOLOGY / "policy.ttl")
SHAPES = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    SKOS.ConceptScheme,
    SKOS.Concept,
)
TERMS = sorted({s for kind in KINDS for s in GRAPH.subjects(RDF.type, kind)})
PAGES = {"zh": "index.html", "en": "en.html"}


def example() -> Store:
    store = Store()
    store.load(path=str(EXAMPLE), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ontology") / "pages"
    assert write_ontology_pages(folder, examples=example()) == [
        "index.html",
        "en.html",
        "policy.ttl",
        "shapes.ttl",
    ]
    return folder


@pytest.fixture(scope="module", params=PAGES)
def shown(request: pytest.FixtureRequest, site: Path) -> tuple[str, "html.HtmlElement"]:
    return request.param, read(site / PAGES[request.param])


def read(path: Path) -> "html.HtmlElement":
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def words(element: "html.HtmlElement") -> str:
    return " ".join(" ".join(element.itertext()).split())


def section(tree: "html.HtmlElement", anchor: str) -> "html.HtmlElement":
    """The element with an id; ids are distinct, as another test asserts."""
    return by_id(tree)[anchor]


@cache
def by_id(tree: "html.HtmlElement") -> dict[str, "html.HtmlElement"]:
    return {element.get("id"): element for element in tree.xpath("//*[@id]")}


def anchor_of(term: str) -> str:
    return term.removeprefix(PG) if term.startswith(PG) else GRAPH.namespace_manager.qname(term)


def texts(term: rdflib.URIRef, language: str, *properties: rdflib.URIRef) -> list[str]:
    return [str(o) for p in properties for o in GRAPH.objects(term, p) if o.language == language]


def changed(tmp_path: Path, **added: str) -> Path:
    """A copy of the ontology's folder; what is added goes to the end of a file: policy, shapes, or a query's path."""
    folder = tmp_path / "changed"
    shutil.copytree(ONTOLOGY, folder)
    for name, text in added.items():
        path = folder / {"policy": "policy.ttl", "shapes": "shapes.ttl"}.get(name, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, encoding="utf-8")
    return folder


# -- every term


def test_every_term_is_on_the_page_with_label_and_definition(shown: tuple[str, "html.HtmlElement"]) -> None:
    language, tree = shown
    assert len(TERMS) > 280
    for term in TERMS:
        said = words(section(tree, anchor_of(term)))
        for text in texts(term, language, RDFS.label, SKOS.prefLabel, SKOS.definition):
            assert " ".join(text.split()) in said, (term, text)
        if not term.startswith(PG):
            assert texts(term, language, SKOS.scopeNote)[0] in said


def test_every_term_of_ours_has_its_words_in_both_languages() -> None:
    for term in TERMS:
        for language in PAGES:
            assert texts(term, language, RDFS.label, SKOS.prefLabel), (term, language)
            assert texts(term, language, SKOS.definition, SKOS.scopeNote), (term, language)


def test_the_iri_of_a_term_leads_to_it(site: Path) -> None:
    """What stands after # in the IRI is the id of the element: the page at the ontology's address resolves them all."""
    ids = set(read(site / "index.html").xpath("//@id"))
    ours = {term.removeprefix(PG) for term in TERMS if term.startswith(PG)}
    assert len(ours) > 220 and ours <= ids


def test_every_super_term_domain_range_and_inverse_is_linked(shown: tuple[str, "html.HtmlElement"]) -> None:
    _, tree = shown
    links = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith)
    count = 0
    for property_ in links:
        for term, other in GRAPH.subject_objects(property_):
            if (other, RDF.type, None) in GRAPH:
                count += 1
                assert f"#{anchor_of(other)}" in section(tree, anchor_of(term)).xpath(".//@href"), (
                    term,
                    other,
                )
    assert count > 200


def test_every_requirement_is_said_in_words(shown: tuple[str, "html.HtmlElement"]) -> None:
    language, tree = shown
    said = words(tree)
    messages = [str(m) for m in SHAPES.objects(None, SH.message) if m.language == language]
    assert len(messages) > 100
    assert [m for m in messages if m not in said] == []


WORDED = {
    "Task": ("正文 恰好一个 是文字或数值 · 不为空", "text exactly one text or number · not empty"),
    "Investment": ("金额 恰好一个 小数 · 大于 0", "amount exactly one decimal number · above 0"),
    "Unit": ("上级单位 至多一个 是单位", "parent unit at most one unit"),
    "StageReport": ("已到或拟到 恰好一个 取自 已到、拟到", "status exactly one one of done, aim"),
    "PolicyDocument": (
        "成文日期 至多一个 日期 或 年月 或 年",
        "date at most one day or month of a year or year",
    ),
    "Assignment": ("载于 承自 事实 恰好一个 是政策文件", "stated in from fact exactly one policy document"),
    "Identity": ("分数 至多一个 小数 · 不小于 0 · 不大于 1", "score at most one decimal number · at least 0"),
    "SourceFile": ("形如 ^[0-9a-f]{64}$", "of the form ^[0-9a-f]{64}$"),
    "confidence": (
        "值为 “inferred” 时： 推断的事实应写明推断理由",
        "where the value is “inferred”: An inferred fact",
    ),
}


@pytest.mark.parametrize("term", WORDED)
def test_constraints_read_as_plain_words(shown: tuple[str, "html.HtmlElement"], term: str) -> None:
    language, tree = shown
    expected = WORDED[term][language == "en"]
    squeezed = re.sub(r"\s", "", words(section(tree, term)))
    assert re.sub(r"\s", "", expected) in squeezed


def test_a_constraint_without_words_is_refused_not_dropped(tmp_path: Path) -> None:
    odd = "\npg:OddShape a sh:NodeShape ; sh:targetClass pg:Task ; sh:property [ sh:path pg:text ; sh:disjoint pg:number ] .\n"
    with pytest.raises(ValueError, match="sh:disjoint"):
        write_ontology_pages(tmp_path / "out", ontology=changed(tmp_path, shapes=odd))
    assert not (tmp_path / "out").exists()


# -- links


def links(tree: "html.HtmlElement") -> Iterator[str]:
    yield from tree.xpath("//a/@href | //link/@href | //*[local-name()='svg']//*[local-name()='a']/@href")


def test_all_links_resolve(site: Path) -> None:
    trees = {name: read(site / name) for name in PAGES.values()}
    ids = {name: tree.xpath("//@id") for name, tree in trees.items()}
    for name, tree in trees.items():
        assert len(ids[name]) == len(set(ids[name])), "an id stands twice"
        found = [*links(tree)]
        assert len(found) > 1500
        for link in found:
            if link.startswith(("https://", "http://", "data:,")):
                continue
            file, _, anchor = link.partition("#")
            assert file in ("", *PAGES.values(), "policy.ttl", "shapes.ttl"), link
            if anchor:
                assert unquote(anchor) in ids[file or name], link


def test_the_page_fetches_nothing_and_runs_nothing(shown: tuple[str, "html.HtmlElement"]) -> None:
    _, tree = shown
    assert tree.xpath("//script | //iframe | //img | //object | //form | //link[@rel='stylesheet']") == []
    assert tree.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]") == []
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy


def test_the_ontology_stands_beside_the_pages(site: Path) -> None:
    for name in ("policy.ttl", "shapes.ttl"):
        assert (site / name).read_bytes() == (ONTOLOGY / name).read_bytes()


# -- queries


def test_each_view_is_named_where_its_terms_are(shown: tuple[str, "html.HtmlElement"]) -> None:
    _, tree = shown
    for term, views in {
        "role": {"assignments"},
        "Investment": {"investments"},  # not those that only use pg:project, which other facts have too
        "definitionText": {"terms"},
        "gathers": set(),
    }.items():
        found = {
            link.rpartition("/")[2]
            for link in section(tree, term).xpath(".//@href")
            if link.startswith("#views/")
        }
        assert found == views, term


def test_each_query_is_on_the_page_as_it_is(shown: tuple[str, "html.HtmlElement"]) -> None:
    _, tree = shown
    files = [path for folder in ("views", "checks", "questions") for path in (ONTOLOGY / folder).glob("*.rq")]
    assert len(files) >= 35
    for path in files:
        [text] = section(tree, f"{path.parent.name}/{path.stem}").xpath(".//pre")
        assert text.text.strip() == path.read_text("utf-8").strip()


QUESTION = """# 问题：某单位牵头多少任务
# Question: How many tasks a unit leads
# 说明：只数牵头的。
# Answers: Counts what it leads, and nothing else.
# Parameter: unit (text, default "区财政局") 单位名称。 The unit's name in full.
PREFIX pg: <https://policy-graph.example/ontology#>
SELECT (COUNT(?task) AS ?n) { ?task pg:hasLeadUnit ?u } # pg:encoding is not used
"""


def test_a_question_is_shown_at_the_terms_it_touches(tmp_path: Path) -> None:
    write_ontology_pages(tmp_path / "out", ontology=changed(tmp_path, **{"questions/leads.rq": QUESTION}))
    zh, en = read(tmp_path / "out/index.html"), read(tmp_path / "out/en.html")
    assert "某单位牵头多少任务" in words(section(zh, "hasLeadUnit"))
    assert "How many tasks a unit leads" in words(section(en, "hasLeadUnit"))
    assert "#questions/leads" in section(en, "Task").xpath(".//@href"), "the property is used on tasks"
    assert "#questions/leads" not in section(en, "encoding").xpath(".//@href"), "only a comment names it"
    assert "只数牵头的" in words(section(zh, "questions/leads"))
    assert "只数牵头的" not in words(section(en, "questions/leads").xpath("./p")[0])
    for tree in (zh, en):
        assert 'unit (text, default "区财政局")' in words(section(tree, "questions/leads"))


# -- examples


def test_examples_come_from_the_data(shown: tuple[str, "html.HtmlElement"]) -> None:
    _, tree = shown
    lead = section(tree, "hasLeadUnit").xpath(".//*[contains(@class, 'statement')]")
    assert [words(p).split()[0] for p in lead] == ["加快新材料产业发展"]
    assert "县工业和信息化局" in words(lead[0])
    assert "牵头领导：李明" in words(section(tree, "Assignment"))
    assert section(tree, "currency").xpath(".//*[@class='example statement']")


def test_without_data_there_are_no_examples(tmp_path: Path) -> None:
    write_ontology_pages(tmp_path / "out")
    assert read(tmp_path / "out/index.html").xpath("//*[contains(@class, 'example')]") == []


# -- versions


def test_no_published_term_was_removed() -> None:
    published = {
        name: path.stem
        for path in sorted((ONTOLOGY / "versions").glob("*.txt"))
        for name in path.read_text("utf-8").splitlines()
        if not name.startswith("#")
    }
    assert len(published) > 200
    assert set(published) - {term.removeprefix(PG) for term in TERMS} == set()


def test_the_version_has_an_iri_and_names_the_one_before() -> None:
    [head] = GRAPH.subjects(RDF.type, OWL.Ontology)
    version = str(GRAPH.value(head, OWL.versionInfo))
    assert str(GRAPH.value(head, OWL.versionIRI)) == f"{head}/{version}"
    prior = str(GRAPH.value(head, OWL.priorVersion)).removeprefix(f"{head}/")
    assert (ONTOLOGY / "versions" / f"{prior}.txt").is_file()
    assert prior != version and not (ONTOLOGY / "versions" / f"{version}.txt").exists()


def test_version_and_prior_version_are_shown(shown: tuple[str, "html.HtmlElement"]) -> None:
    _, tree = shown
    said = words(section(tree, "/overview"))
    assert "https://policy-graph.example/ontology/0.2.0" in said
    assert "https://policy-graph.example/ontology/0.1.0" in said


GONE = """
pg:ledBy a owl:ObjectProperty ; owl:deprecated true ; dcterms:isReplacedBy pg:hasLeadUnit ;
    rdfs:label "由其牵头"@zh, "led by"@en ; skos:definition "旧词。"@zh, "An old word."@en .
"""


def test_a_deprecated_term_says_so_and_names_the_one_to_use(tmp_path: Path) -> None:
    write_ontology_pages(tmp_path / "out", ontology=changed(tmp_path, policy=GONE))
    for name, badge in (("index.html", "已弃用"), ("en.html", "deprecated")):
        tree = read(tmp_path / "out" / name)
        old = section(tree, "ledBy")
        assert badge in words(old)
        assert old.xpath(".//*[@class='warning']//@href") == ["#hasLeadUnit"]
        assert {"#ledBy", "#hasLeadUnit"} <= set(section(tree, "/deprecations").xpath(".//@href"))
        assert badge not in words(section(tree, "hasLeadUnit"))
        assert not tree.xpath("//*[local-name()='svg']//*[@href='#ledBy']"), "a diagram shows what is in use"


def test_a_term_that_no_version_before_had_is_new(tmp_path: Path) -> None:
    fresh = '\npg:brandNew a owl:Class ; rdfs:label "新词"@zh, "brand new"@en .\n'
    write_ontology_pages(tmp_path / "out", ontology=changed(tmp_path, policy=fresh))
    tree = read(tmp_path / "out/en.html")
    new = set(section(tree, "/deprecations").xpath(".//@href"))
    assert "#brandNew" in new and "#Task" not in new
    assert "since version 0.2.0" in words(section(tree, "brandNew"))
    assert "since version 0.1.0" in words(section(tree, "Task"))


# -- text is text

HOSTILE = '</style></script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">"\'<svg onload=alert(1)>'
WICKED = f"""
pg:Wicked a owl:Class ; rdfs:subClassOf pg:Unit, <javascript:alert(1)> ; rdfs:seeAlso <javascript:alert(2)>, <https://x.example/'onclick='alert(3)> ;
    rdfs:label {rdflib.Literal(HOSTILE, lang="zh").n3()}, {rdflib.Literal(HOSTILE, lang="en").n3()} ;
    skos:definition {rdflib.Literal(HOSTILE, lang="zh").n3()}, {rdflib.Literal(HOSTILE, lang="en").n3()} .
<https://policy-graph.example/ontology#x'onmouseover='alert(4)> a owl:DatatypeProperty ; rdfs:domain pg:Wicked ;
    rdfs:label {rdflib.Literal(HOSTILE, lang="zh").n3()} .
"""
WICKED_SHAPE = f"""
pg:WickedShape a sh:NodeShape ; sh:targetClass pg:Wicked ; sh:property [ sh:path pg:text ; sh:pattern {rdflib.Literal(HOSTILE).n3()} ;
    sh:in ( {rdflib.Literal(HOSTILE).n3()} ) ; sh:message {rdflib.Literal(HOSTILE, lang="zh").n3()} ] .
"""


@pytest.fixture(scope="module")
def wicked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wicked")
    query = f"# {HOSTILE}\n# 问题：{HOSTILE}\nSELECT * {{ ?s ?p ?o }} # </pre>{HOSTILE}\n"
    ontology = changed(folder, policy=WICKED, shapes=WICKED_SHAPE, **{"questions/wicked.rq": query})
    heading = ontology / "policy.ttl"
    heading.write_text(
        heading.read_text("utf-8").replace("#  1  文件 / Documents", f"#  1  {HOSTILE} / {HOSTILE}"), "utf-8"
    )
    store = example()
    node, wicked_words, graph = (
        NamedNode("https://x.example/a"),
        Literal(HOSTILE),
        NamedNode("https://x.example/g"),
    )
    store.add(Quad(node, NamedNode(str(RDF.type)), NamedNode(PG + "Unit"), graph))
    for name in (str(SKOS.prefLabel), PG + "unitKind"):
        store.add(Quad(node, NamedNode(name), wicked_words, graph))
    write_ontology_pages(folder / "out", ontology=ontology, examples=store)
    return folder / "out"


@pytest.mark.parametrize("name", PAGES.values())
def test_hostile_text_is_inert(wicked: Path, name: str) -> None:
    tree = read(wicked / name)
    assert tree.xpath("//script | //img | //@src | //@*[starts-with(name(), 'on')]") == []
    assert tree.xpath("count(//*[local-name()='svg'])") == 4
    assert [link for link in links(tree) if link.lower().startswith("javascript")] == []
    assert words(tree).count("window.hacked=1") > 10, "and yet it is shown"
    assert "javascript:alert(2)" in words(section(tree, "Wicked"))


# -- the same each time


def test_the_same_bytes_twice_whatever_the_hash_seed(site: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pyoxigraph import Store, RdfFormat\n"
        "from graph.ontologydocs import write_ontology_pages\n"
        "store = Store(); store.load(path=sys.argv[2], format=RdfFormat.TRIG)\n"
        "write_ontology_pages(Path(sys.argv[1]), examples=store)"
    )
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code, str(tmp_path / seed), str(EXAMPLE)]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed}, cwd=ONTOLOGY.parent)
        for path in site.iterdir():
            assert path.read_bytes() == (tmp_path / seed / path.name).read_bytes(), path.name


# -- where it is written


def test_its_own_pages_are_replaced(site: Path, tmp_path: Path) -> None:
    write_ontology_pages(tmp_path / "out")
    write_ontology_pages(tmp_path / "out", examples=example())
    assert (tmp_path / "out/index.html").read_bytes() == (site / "index.html").read_bytes()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(UserError, match="is not empty"):
        write_ontology_pages(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    with pytest.raises(UserError, match="is a file"):
        write_ontology_pages(tmp_path / "index.html")


def test_the_command_writes_the_pages(tmp_path: Path, snapshot: Path) -> None:
    args = ["ontology", "--out", str(tmp_path / "out"), "--snapshot", str(snapshot)]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0 and "index.html" in result.output
    assert "区发展改革局" in (tmp_path / "out/en.html").read_text(encoding="utf-8")


def test_the_command_says_why_it_does_not(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(cli, ["ontology", "--out", str(tmp_path)])
    assert (
        result.exit_code == 1
        and result.stderr.startswith("Error: ")
        and "name another folder" in result.stderr
    )
    assert CliRunner().invoke(cli, ["ontology", "--snapshot", str(tmp_path / "none")]).exit_code == 1
