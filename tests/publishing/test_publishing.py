"""Publishing: what a version holds, that it never changes, and that damage is found."""

import csv
import gzip
import hashlib
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli import cli
from graph.errors import UserError
from graph.pipeline import build
from graph.publishing import Edition, PublishError, publish, verify
from graph.rdf.names import Base

BASE = "https://policy-graph.example/id/"
LATER = """某县2024年重点工作任务
一、工业
1.抓投产。新增企业6家。（牵头单位：县教育局；责任单位：县财政局）
"""


def edition(version: str = "2024.1", date: str = "2024-03-01", **more: object) -> Edition:
    return Edition(version, date, BASE, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory, tasks: str) -> tuple[Path, Path]:
    """Two small snapshots, the second of other words."""
    made = []
    for name, text in (("one", tasks), ("two", LATER)):
        folder = tmp_path_factory.mktemp(name)
        (folder / "任务.txt").write_text(text, encoding="utf-8")
        build([str(folder / "任务.txt")], folder / "out", base=Base())
        made.append(folder / "out")
    return made[0], made[1]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, snapshots: tuple[Path, Path]) -> Path:
    site = tmp_path_factory.mktemp("site") / "site"
    publish(snapshots[0], site, edition(licence="CC-BY-4.0"))
    publish(snapshots[1], site, edition("2024.2", "2024-05-01"))
    return site


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    """A copy of the site, to be damaged."""
    return Path(shutil.copytree(published, tmp_path / "site"))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# -- what a version holds


def test_a_version_holds_the_snapshot_as_it_was_built(published: Path, snapshots: tuple[Path, Path]) -> None:
    version = contents(published / "2024.1")
    for name, data in contents(snapshots[0]).items():
        assert version[name] == data, name


def test_dumps_hold_the_graph(published: Path) -> None:
    folder = published / "2024.1"
    graph = (folder / "graph.nq").read_bytes()
    assert gzip.decompress((folder / "dumps/graph.nq.gz").read_bytes()) == graph
    assert (folder / "dumps/graph.nq.gz").read_bytes()[4:8] == b"\0\0\0\0"  # no time
    assert (
        hashlib.sha256(graph).hexdigest()
        == json.loads((folder / "publication.json").read_text())["canonical"]["sha256"]
    )


def test_json_ld_holds_the_same_statements(published: Path) -> None:
    import rdflib
    from rdflib.compare import isomorphic

    text = gzip.decompress((published / "2024.1/dumps/graph.jsonld.gz").read_bytes()).decode()
    linked, quads = rdflib.Dataset(), rdflib.Dataset()
    linked.parse(data=text, format="json-ld")
    quads.parse(published / "2024.1/graph.nq", format="nquads")
    names = {str(graph.identifier) for graph in quads.graphs() if len(graph)}
    assert names == {str(graph.identifier) for graph in linked.graphs() if len(graph)}
    for name in names:
        assert isomorphic(linked.graph(rdflib.URIRef(name)), quads.graph(rdflib.URIRef(name)))


def test_what_follows_stands_apart(published: Path) -> None:
    text = gzip.decompress((published / "2024.1/dumps/inferred.nq.gz").read_bytes()).decode()
    lines = text.splitlines()
    assert all(line.endswith(f" <{BASE}graph/inferred> .") for line in lines) and lines == sorted(lines)
    assert "ontology#answeredBy>" in text  # above hasLeadUnit
    stated = {
        line.rpartition(" <")[0]
        for line in (published / "2024.1/graph.nq").read_text(encoding="utf-8").splitlines()
    }
    assert not stated & {line.rpartition(" <")[0] for line in lines}


def test_tables_are_as_their_metadata_say(published: Path) -> None:
    facts = published / "2024.1/facts"
    described = json.loads((facts / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {table["url"] for table in described["tables"]} == {path.name for path in facts.glob("*.csv")}
    for table in described["tables"]:
        rows = list(csv.DictReader(io.StringIO((facts / table["url"]).read_text(encoding="utf-8-sig"))))
        columns = table["tableSchema"]["columns"]
        assert list(rows[0]) == [column["name"] for column in columns]
        for column in columns:
            values = [row[column["name"]] for row in rows]
            if column.get("required"):
                assert all(values), column
            if column["datatype"] == "integer":
                assert all(value.isdigit() for value in values if value), column


def test_the_description_for_catalogues(published: Path) -> None:
    import rdflib

    found = rdflib.Graph().parse(published / "2024.2/dataset.ttl", format="turtle")
    dcat, void = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://rdfs.org/ns/void#")
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    version = rdflib.URIRef("https://policy-graph.example/2024.2/")
    assert (version, rdflib.RDF.type, dcat.Dataset) in found
    assert found.value(version, dcat.previousVersion) == rdflib.URIRef("https://policy-graph.example/2024.1/")
    graph = (published / "2024.2/graph.nq").read_text(encoding="utf-8")
    assert int(str(found.value(version, void.triples))) == graph.count("\n")
    for node in found.objects(version, dcat.distribution):
        name = str(found.value(node, dcat.downloadURL)).removeprefix(str(version))
        data = (published / "2024.2" / name).read_bytes()
        checksum = found.value(found.value(node, spdx.checksum), spdx.checksumValue)
        assert str(checksum).lower() == hashlib.sha256(data).hexdigest()
        assert int(str(found.value(node, dcat.byteSize))) == len(data)
    first = rdflib.Graph().parse(published / "2024.1/dataset.ttl", format="turtle")
    assert rdflib.URIRef("https://spdx.org/licenses/CC-BY-4.0") in set(
        first.objects(None, rdflib.DCTERMS.license)
    )
    assert not set(found.objects(None, rdflib.DCTERMS.license))  # none was stated


def test_citation_and_package(published: Path) -> None:
    said = (published / "2024.1/CITATION.cff").read_text(encoding="utf-8")
    assert (
        'version: "2024.1"' in said
        and 'date-released: "2024-03-01"' in said
        and 'license: "CC-BY-4.0"' in said
    )
    package = json.loads((published / "2024.1/datapackage.json").read_text(encoding="utf-8"))
    table = next(r for r in package["resources"] if r["path"] == "facts/assignments.csv")
    assert {"name": "start", "type": "integer", "constraints": {"required": True}} in table["schema"][
        "fields"
    ]


def test_the_ontologys_pages(published: Path) -> None:
    folder = published / "2024.1/ontology"
    zh, en = ((folder / name).read_text(encoding="utf-8") for name in ("index.html", "en.html"))
    assert 'id="Assignment"' in zh and "责任分工" in zh and "views/assignments" in zh and "<svg" in zh
    assert 'id="Assignment"' in en and "assignment" in en.lower() and "inverse" in en


def test_versions_latest_and_feed(published: Path) -> None:
    from lxml import etree

    listed = json.loads((published / "versions.json").read_text(encoding="utf-8"))
    assert listed["latest"] == "2024.2" and [v["version"] for v in listed["versions"]] == ["2024.1", "2024.2"]
    assert "../2024.2/index.html" in (published / "latest/index.html").read_text(encoding="utf-8")
    feed = etree.parse(published / "feed.atom").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert [e.findtext(f"{atom}title") for e in feed.findall(f"{atom}entry")] == ["2024.2", "2024.1"]
    assert feed.findtext(f"{atom}updated") == "2024-05-01T00:00:00Z"
    changes = json.loads((published / "2024.2/changes.json").read_text(encoding="utf-8"))
    assert changes["causes"].keys() == {"document_changed"}
    assert listed["versions"][1]["changes"]["added"] == sum(
        c["change"] == "added" for c in changes["changes"]
    )


def test_an_entitys_own_address_leads_on(published: Path) -> None:
    """What the latest version knows, there; what only an earlier one knew, to that."""
    units = {
        path.parent.name: path.read_text(encoding="utf-8")
        for path in (published / "id/unit").rglob("index.html")
    }
    assert (
        "/latest/entity.html#unit/" in units["县教育局"] and "/2024.1/entity.html#unit/" in units["县发改局"]
    )
    page = next((published / "id/unit").rglob("县教育局/index.html"))
    target = units["县教育局"].partition("url=")[2].partition("#")[0]
    assert (page.parent / target).is_file()


def test_without_the_texts(snapshots: tuple[Path, Path], tmp_path: Path) -> None:
    publish(snapshots[0], tmp_path / "site", edition(sources=False))
    folder = tmp_path / "site/2024.1"
    assert not (folder / "sources").exists()
    (row,) = csv.DictReader(io.StringIO((folder / "sources.csv").read_text(encoding="utf-8")))
    assert row["name"] == "任务.txt" and len(row["sha256"]) == 64
    assert verify(tmp_path / "site") == []


def test_parquet_needs_an_extra(
    snapshots: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UserError, match="pyarrow"):
        publish(snapshots[0], tmp_path / "site", edition(parquet=True))
    assert not (tmp_path / "site" / "2024.1").exists()


def test_parquet_is_published_and_described(snapshots: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra parquet, is not installed")
    for name in ("one", "two"):
        publish(snapshots[0], tmp_path / name, edition(parquet=True))
    assert contents(tmp_path / "one") == contents(tmp_path / "two") and verify(tmp_path / "one") == []
    package = json.loads((tmp_path / "one/2024.1/datapackage.json").read_text(encoding="utf-8"))
    kinds = {r["path"]: r["mediatype"] for r in package["resources"]}
    assert kinds["dumps/assignments.parquet"] == "application/vnd.apache.parquet"


def test_parquet_holds_the_rows_of_every_table(snapshot: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra parquet, is not installed")
    import pandas
    import pyarrow.parquet

    from graph.publishing.tables import read_tables, write_parquet

    tables = read_tables(snapshot / "facts")
    write_parquet(snapshot / "facts", tmp_path, tables)
    for table in tables:
        text = (snapshot / f"facts/{table.view}.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        found = pyarrow.parquet.read_table(tmp_path / f"{table.view}.parquet")
        for row, other in zip(rows, found.to_pylist(), strict=True):
            assert list(row) == list(other)
            for name, cell in row.items():
                value = other[name]
                if isinstance(value, float):
                    assert float(cell) == value
                else:
                    assert cell == ("" if value is None else str(value)), (table.view, name)
        for column in table.columns:
            assert found.schema.field(column.name).nullable is not column.always
        frame = pandas.read_parquet(tmp_path / f"{table.view}.parquet")
        assert (list(frame.columns), len(frame)) == (list(rows[0]), len(rows))
        assert int(frame.isna().sum().sum()) == sum(cell == "" for row in rows for cell in row.values())


# -- that it never changes


def test_nothing_published_is_overwritten(site: Path, snapshots: tuple[Path, Path]) -> None:
    before = contents(site)
    with pytest.raises(PublishError, match="never overwritten"):
        publish(snapshots[1], site, edition("2024.1", "2025-01-01"))
    assert contents(site) == before
    shutil.rmtree(site / "2024.1")  # not even when its folder is gone
    with pytest.raises(PublishError, match="never overwritten"):
        publish(snapshots[1], site, edition("2024.1", "2025-01-01"))


def test_another_version_leaves_the_first_alone(site: Path, snapshots: tuple[Path, Path]) -> None:
    before = {n: d for n, d in contents(site).items() if n.startswith(("2024.1/", "2024.2/"))}
    publish(snapshots[0], site, edition("2024.3", "2024-06-01"))
    after = {n: d for n, d in contents(site).items() if n.startswith(("2024.1/", "2024.2/"))}
    assert before == after and verify(site) == []


def test_same_input_same_bytes(snapshots: tuple[Path, Path], published: Path, tmp_path: Path) -> None:
    publish(snapshots[0], tmp_path / "again", edition(licence="CC-BY-4.0"))
    assert contents(tmp_path / "again/2024.1") == contents(published / "2024.1")


def test_a_broken_snapshot_is_not_published(snapshots: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copytree(snapshots[0], tmp_path / "out")
    (tmp_path / "out/graph.nq").write_text("<a:b> <c:d> <e:f> .\n", encoding="utf-8")
    with pytest.raises(UserError, match="not what the manifest says"):
        publish(tmp_path / "out", tmp_path / "site", edition())
    assert not list((tmp_path / "site").iterdir())


@pytest.mark.parametrize(
    ("version", "date"),
    [
        ("../x", "2024-01-01"),
        ("latest", "2024-01-01"),
        ("", "2024-01-01"),
        ("1", "2024-13-01"),
        ("1", "20240101"),
    ],
)
def test_versions_and_dates_that_are_none(version: str, date: str) -> None:
    with pytest.raises(UserError):
        edition(version, date)


def test_a_folder_that_is_no_site(snapshots: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PublishError, match="is not empty"):
        publish(snapshots[0], tmp_path, edition())
    with pytest.raises(UserError, match="holds no list of versions"):
        verify(tmp_path)


# -- damage done on purpose


def damaged(site: Path) -> set[tuple[str, str]]:
    return {(damage.kind, damage.place) for damage in verify(site)}


def test_an_undamaged_site(site: Path) -> None:
    assert verify(site) == []


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert old in text, (path, old)
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def sealed(site: Path) -> None:
    """Makes every hash fit what is there now, as whoever meant to deceive would."""
    listed = json.loads((site / "versions.json").read_text(encoding="utf-8"))
    for version in listed["versions"]:
        folder = site / version["version"]
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name, said in manifest["files"].items():
            if (folder / name).is_file():
                said["sha256"] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
        files = sorted((n, d) for n, d in contents(folder).items() if n != "SHA256SUMS")
        sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files)
        (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
        version["checksums"] = hashlib.sha256(sums.encode()).hexdigest()
    (site / "versions.json").write_text(json.dumps(listed), encoding="utf-8")


def drop_last_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def repack(path: Path, old: str, new: str) -> None:
    text = gzip.decompress(path.read_bytes()).decode()
    assert old in text
    path.write_bytes(gzip.compress(text.replace(old, new, 1).encode()))


V = "2024.1"
BY_ACCIDENT: list[tuple[str, Callable[[Path], object], tuple[str, str]]] = [
    (
        "a file altered",
        lambda s: replace(s / V / "facts/assignments.csv", "县", "市"),
        ("hash", "facts/assignments.csv"),
    ),
    ("a file gone", lambda s: (s / V / "graph.ttl").unlink(), ("hash", "graph.ttl")),
    ("a file more", lambda s: (s / V / "extra.txt").write_text("x"), ("hash", "extra.txt")),
    ("the checksums altered", lambda s: replace(s / V / "SHA256SUMS", "0", "1"), ("hash", "SHA256SUMS")),
    ("a version gone", lambda s: shutil.rmtree(s / V), ("missing", V)),
    ("a version unlisted", lambda s: shutil.copytree(s / V, s / "2023.9"), ("site", "2023.9")),
    ("the feed forgotten", lambda s: (s / "feed.atom").write_text("<feed/>"), ("site", "feed.atom")),
    ("the latest gone", lambda s: shutil.rmtree(s / "latest"), ("site", "latest/index.html")),
]
ON_PURPOSE: list[tuple[str, Callable[[Path], object], tuple[str, str]]] = [
    ("a statement dropped", lambda s: drop_last_line(s / V / "graph.nq"), ("count", "manifest.json")),
    (
        "a statement changed",
        lambda s: replace(s / V / "graph.nq", '"lead_unit"', '"supporting_unit"'),
        ("canonical", "graph.nq"),
    ),
    (
        "a row dropped",
        lambda s: drop_last_line(s / V / "facts/assignments.jsonl"),
        ("count", "facts/assignments.jsonl"),
    ),
    (
        "a word of a text changed",
        lambda s: next((s / V / "sources").iterdir()).write_text("另一篇"),
        ("quote", ""),
    ),
    (
        "a quote in a table changed",
        lambda s: replace(s / V / "facts/assignments.jsonl", '"quote": "', '"quote": "不'),
        ("quote", "facts/assignments.jsonl"),
    ),
    (
        "a dump of something else",
        lambda s: repack(s / V / "dumps/graph.nq.gz", "县发改局", "县粮食局"),
        ("dump", "dumps/graph.nq.gz"),
    ),
    ("a dump cut short", lambda s: (s / V / "dumps/graph.jsonld.gz").write_bytes(b"\x1f\x8b"), ("dump", "")),
    (
        "an inference more",
        lambda s: repack(s / V / "dumps/inferred.nq.gz", "answeredBy", "knows"),
        ("dump", "dumps/inferred.nq.gz"),
    ),
    (
        "a link to nowhere",
        lambda s: replace(s / V / "data.html", "sources.csv", "nowhere.csv"),
        ("link", "data.html"),
    ),
    (
        "a wrong size in the package",
        lambda s: replace(s / V / "datapackage.json", '"bytes": ', '"bytes": 1'),
        ("description", "datapackage.json"),
    ),
    (
        "another file in the manifest",
        lambda s: replace(s / V / "manifest.json", '"statements": ', '"statements": 1'),
        ("count", "manifest.json"),
    ),
    (
        "a value that the shapes forbid",
        lambda s: replace(s / V / "graph.nq", '"lead_unit"', '"somebody"'),
        ("shape", "graph.nq"),
    ),
]


@pytest.mark.parametrize(
    ("damage", "expected"), [c[1:] for c in BY_ACCIDENT], ids=[c[0] for c in BY_ACCIDENT]
)
def test_damage_by_accident_is_found(
    site: Path, damage: Callable[[Path], object], expected: tuple[str, str]
) -> None:
    damage(site)
    assert expected in damaged(site)


@pytest.mark.parametrize(("damage", "expected"), [c[1:] for c in ON_PURPOSE], ids=[c[0] for c in ON_PURPOSE])
def test_damage_is_found_though_every_hash_was_made_to_fit(
    site: Path, damage: Callable[[Path], object], expected: tuple[str, str]
) -> None:
    damage(site)
    sealed(site)
    kind, place = expected
    found = damaged(site)
    assert any(k == kind and (p == place or not place) for k, p in found), found


def test_sealing_alone_is_no_damage(site: Path) -> None:
    """The forger of these tests leaves nothing to find but what it did: the manifest's form alone."""
    sealed(site)
    assert verify(site) == []


# -- the commands


def run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    return result.exit_code, result.output


def test_the_commands(snapshots: tuple[Path, Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    args = ("--to", site, "--version", "1", "--date", "2024-01-01")
    code, said = run("publish", snapshots[0], *args)
    assert code == 0 and "published 1: " in said and f"open {site / 'index.html'}" in said
    assert run("verify", site) == (0, "1: as published\n")
    code, said = run("publish", snapshots[0], *args)
    assert code == 1 and "never overwritten" in said
    (site / "1/graph.ttl").unlink()
    code, said = run("verify", site)
    assert code == 1 and "hash  1: graph.ttl: is gone" in said
    assert run("verify", site, "--version", "2")[0] == 1


def test_a_published_version_is_a_snapshot(published: Path) -> None:
    code, said = run("query", "-e", "ASK { ?s a pg:Task }", "--snapshot", published / "2024.1")
    assert (code, said) == (0, "true\n")
    code, said = run("diff", published / "2024.1", published / "2024.2")
    assert code == 0 and "facts differ" in said


def test_words_of_documents_are_no_markup(tmp_path: Path, tasks: str) -> None:
    (tmp_path / "x.txt").write_text(tasks.replace("县发改局", "县<b>发改局"), encoding="utf-8")
    build([str(tmp_path / "x.txt")], tmp_path / "out", base=Base())
    publish(tmp_path / "out", tmp_path / "site", edition())
    for path in (tmp_path / "site").rglob("*.html"):
        assert "县<b>" not in path.read_text(encoding="utf-8"), path
