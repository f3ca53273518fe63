"""A published site as others take it: by their programs, not ours, and from a host of plain files."""

import csv
import gzip
import hashlib
import io
import json
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urljoin

import httpx
import pytest
from lxml import etree, html

from graph.pipeline import build
from graph.publishing import Edition, publish
from graph.rdf.names import Base

BASE = "https://policy-graph.example/id/"
LATER = """某县2024年重点工作任务
一、工业
1.抓投产。新增企业6家。（牵头单位：县教育局；责任单位：县财政局）
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tasks: str) -> Path:
    """Two versions: a unit of the first is no more in the second."""
    folder = tmp_path_factory.mktemp("published")
    for name, date, text in (("2024.1", "2024-03-01", tasks), ("2024.2", "2024-05-01", LATER)):
        (folder / "任务.txt").write_text(text, encoding="utf-8")
        build([str(folder / "任务.txt")], folder / f"out{name}", base=Base())
        edition = Edition(name, date, BASE, licence="CC-BY-4.0", sources=name == "2024.2")
        publish(folder / f"out{name}", folder / "site", edition)
    return folder / "site"


@pytest.fixture
def version(site: Path, tmp_path: Path) -> Path:
    """A copy of the first version, to be spoiled."""
    return Path(shutil.copytree(site / "2024.1", tmp_path / "2024.1"))


# -- the graph


def test_another_implementation_finds_the_canonical_hash(site: Path) -> None:
    """PyLD's URDNA2015, which RDFC-1.0 grew out of: the same result for the same graph."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")
    for name in ("2024.1", "2024.2"):
        lines = (site / name / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
        form = "application/n-quads"
        found = jsonld.normalize(
            "".join(reversed(lines)), {"algorithm": "URDNA2015", "inputFormat": form, "format": form}
        )
        said = json.loads((site / name / "publication.json").read_text(encoding="utf-8"))["canonical"]
        assert said == {"algorithm": "RDFC-1.0", "sha256": hashlib.sha256(found.encode()).hexdigest()}


def test_json_ld_gives_back_every_quad(site: Path) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")
    linked = json.loads(gzip.decompress((site / "2024.1/dumps/graph.jsonld.gz").read_bytes()))
    found = jsonld.to_rdf(linked, {"format": "application/n-quads"})
    assert sorted(found.splitlines()) == (site / "2024.1/graph.nq").read_text(encoding="utf-8").splitlines()


def test_void_counts_what_is_there(site: Path) -> None:
    """Asked of rdflib, statement by statement, not taken from the manifest."""
    import rdflib

    graph, said = rdflib.Dataset(default_union=True), rdflib.Graph()
    graph.parse(site / "2024.1/graph.nq", format="nquads")
    said.parse(site / "2024.1/dataset.ttl", format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    quads = set(graph.quads((None, None, None, None)))
    classes = {str(said.value(p, void["class"])): p for p in said.subjects(void["class"])}
    properties = {str(said.value(p, void.property)): p for p in said.subjects(void.property)}
    types = {(s, str(o)) for s, p, o, _ in quads if p == rdflib.RDF.type}
    assert {name: int(str(said.value(p, void.entities))) for name, p in classes.items()} == {
        name: sum(o == name for _, o in types) for name in {o for _, o in types}
    }
    assert {name: int(str(said.value(p, void.triples))) for name, p in properties.items()} == {
        name: sum(str(p) == name for _, p, _, _ in quads) for name in {str(p) for _, p, _, _ in quads}
    }
    assert {str(dump).rpartition("/")[2] for dump in said.objects(None, void.dataDump)} == {
        "graph.nq.gz",
        "graph.ttl.gz",
        "graph.jsonld.gz",
    }


# -- tables, package, citation


def test_csvw_readers_get_the_rows_with_their_types(site: Path) -> None:
    csvw = pytest.importorskip("csvw", reason="csvw is not installed")
    for name in ("2024.1", "2024.2"):
        read = csvw.CSVW(str(site / name / "facts/csv-metadata.json"), validate=True)
        assert read.is_valid, read.warnings
        tables = read.to_json()["tables"]
        assert {Path(t["url"]).name for t in tables} == {
            p.name for p in (site / name / "facts").glob("*.csv")
        }
        for table in tables:
            lines = (site / name / f"facts/{Path(table['url']).stem}.jsonl").read_text(encoding="utf-8")
            rows = [json.loads(line) for line in lines.splitlines()]
            assert [row["describes"][0] for row in table["row"]] == [
                {column: value for column, value in row.items() if value != ""} for row in rows
            ]


def test_the_data_package_is_valid(version: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    found = frictionless.Package(str(version / "datapackage.json")).validate()
    assert found.valid, found.flatten(["title", "message"])
    assert {task.name for task in found.tasks if task.type == "table"} >= {"facts-assignments.csv"}
    table = version / "facts/assignments.csv"
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")))
    rows[1][rows[0].index("start")] = "x"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    broken = frictionless.Package(str(version / "datapackage.json")).validate()
    assert {error[0] for error in broken.flatten(["type"])} >= {"type-error"}


def test_the_citation_is_yaml_as_its_schema_wants_it(version: Path) -> None:
    """Keys and forms of CITATION.cff 1.2.0: https://github.com/citation-file-format/citation-file-format"""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    assert yaml.safe_load((version / "CITATION.cff").read_text(encoding="utf-8")) == {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": "政策图谱 Policy Graph",
        "authors": [{"name": "Policy Graph"}],
        "version": "2024.1",
        "date-released": "2024-03-01",
        "url": "https://policy-graph.example/2024.1/",
        "license": "CC-BY-4.0",
    }


# -- the site on a host of plain files


def test_the_feed_is_atom(site: Path) -> None:
    """What RFC 4287 requires: 4.1.1 of a feed, 4.1.2 of an entry."""
    feed = etree.parse(site / "feed.atom").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    entries = feed.findall(f"{atom}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{atom}{name}")) == 1, name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{atom}updated"))
        assert any(link.get("rel", "alternate") == "alternate" for link in element.findall(f"{atom}link"))
    ids = [element.findtext(f"{atom}id") for element in (feed, *entries)]
    assert len(set(ids)) == len(ids) == 3 and all(one.startswith("https://") for one in ids)
    assert feed.findtext(f"{atom}author/{atom}name")
    (own,) = [link.get("href") for link in feed.findall(f"{atom}link") if link.get("rel") == "self"]
    assert own == "https://policy-graph.example/feed.atom"


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """The site on a plain host of files: Python's own."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def followed(address: str) -> str:
    """Where a reader ends up without scripts: redirects of the host, then those of the pages."""
    for _ in range(4):
        address, _, fragment = address.partition("#")
        page = httpx.get(address, follow_redirects=True)
        assert page.status_code == 200, address
        address = f"{page.url}#{fragment}" if fragment else str(page.url)
        found = html.fromstring(page.content).xpath("//meta[@http-equiv='refresh']/@content")
        if not found:
            return address
        target = urljoin(address.partition("#")[0], found[0].partition("url=")[2])
        address = target if "#" in target or not fragment else f"{target}#{fragment}"
    raise AssertionError(f"{address} leads on and on")


@pytest.mark.parametrize(
    ("unit", "held_by"), [("县教育局", "2024.2"), ("县财政局", "2024.2"), ("县发改局", "2024.1")]
)
def test_an_entitys_address_leads_to_its_page(site: Path, host: str, unit: str, held_by: str) -> None:
    (folder,) = [path.parent for path in (site / "id/unit").rglob(f"{unit}/index.html")]
    path = quote(folder.relative_to(site).as_posix())
    for address in (f"{host}/{path}", f"{host}/{path}/"):
        there = followed(address)
        assert there.startswith(f"{host}/{held_by}/entity.html#unit/"), there


def test_latest_leads_to_the_latest_version(host: str) -> None:
    for page in ("", "index.html", "data.html", "query.html", "graph.html"):
        assert followed(f"{host}/latest/{page}") == f"{host}/2024.2/{page or 'index.html'}"
