"""The site as files: closed, strict, the same each time, and true to the texts."""

import csv
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.made_graph import Size, write_made
from graph.cli import cli
from graph.errors import UserError
from graph.explorer.pages import PAGES
from graph.explorer.records import Sentences
from graph.explorer.scripts import script_json, shard_of
from graph.explorer.table import HERE, load_table, load_words
from graph.site import rewrite

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
LOOSE = re.compile(r"unsafe|https?:|\*")
NAMES = [f"{page.name}.html" for page in PAGES]


def data(path: Path) -> dict:
    """What a data file hands to the page."""
    text = path.read_text(encoding="utf-8")
    match = re.fullmatch(r'PG\.put\("[^"]+",(.*)\);\n', text, re.DOTALL)
    assert match, path
    return json.loads(match[1])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    write_made(folder, Size())
    rewrite(folder)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_made(folder, Size(hostile=HOSTILE))
    rewrite(folder)
    return folder


# -- pages


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_allows_only_its_own_scripts_and_styles(snapshot: Path, name: str) -> None:
    tags = Tags()
    tags.feed((snapshot / name).read_text(encoding="utf-8"))
    (policy,) = [
        a["content"]
        for tag, a in tags.found
        if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert not LOOSE.search(policy) and "connect-src 'none'" in policy
    for tag, attributes in tags.found:
        assert tag != "style" and "style" not in attributes
        assert not [key for key in attributes if key.startswith("on")]
        assert tag != "script" or attributes.get("src"), "no script stands in the page itself"


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_loads_and_links_is_there(snapshot: Path, name: str) -> None:
    html = (snapshot / name).read_text(encoding="utf-8")
    targets = [
        target for target in re.findall(r'(?:src|href)="([^"]+)"', html) if not target.startswith(("#", "?"))
    ]
    assert targets and all((snapshot / target).is_file() for target in targets)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_weighs_less_than_two_megabytes(snapshot: Path, name: str) -> None:
    html = (snapshot / name).read_text(encoding="utf-8")
    files = [name, *re.findall(r'(?:src|href)="((?:assets|data)/[^"]+)"', html)]
    assert sum((snapshot / file).stat().st_size for file in files) < 2_000_000


def test_nothing_of_ours_names_another_host() -> None:
    for path in (HERE / "assets").glob("*.[jc]s*"):
        hosts = set(re.findall(r"https?://[^/\s\"'`]+", path.read_text(encoding="utf-8")))
        assert hosts <= {
            "http://www.w3.org",
            "https://policy-graph.example",
            "http://graphml.graphdrawing.org",
            "http://purl.org",
        }, path


def test_nothing_is_made_from_text_but_text() -> None:
    loose = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|localStorage|sessionStorage|indexedDB|document\.cookie"
    )
    for path in (HERE / "assets").glob("*.js"):
        assert not loose.search(path.read_text(encoding="utf-8")), path


def test_every_word_that_is_asked_for_is_there_in_both_languages() -> None:
    words = load_words()
    assert all(zh and (en or key == "year_of") for key, (zh, en) in words.items())
    asked: set[str] = set()
    for path in (HERE / "assets").glob("*.js"):
        asked.update(re.findall(r'\bw\("([a-z_0-9.]+)"[,)]', path.read_text(encoding="utf-8")))
    for path in (HERE / "templates").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        asked.update(re.findall(r'w\("([a-z_]+)"\)', text))
        asked.update(re.findall(r'data-w(?:-label|-hint)?="([a-z_]+)"', text))
    assert asked <= words.keys()


def test_no_two_classes_look_the_same() -> None:
    looks = [(cls.shape, cls.light) for cls in load_table().classes.values()]
    assert len(set(looks)) == len(looks)


# -- data


def test_every_quote_is_the_text_at_its_place(snapshot: Path) -> None:
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    texts = [(snapshot / file["text"]).read_text(encoding="utf-8") for file in report["files"]]
    count = 0
    for path in sorted((snapshot / "data" / "entities").glob("*.js")):
        shard = data(path)
        for row in shard["rows"].values():
            for fact in row.get("f", ()):
                for sentence, a, b, start, end in fact["q"]:
                    quote = (
                        shard["sentences"][sentence].encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le")
                    )
                    assert any(text[start:end] == quote for text in texts)
                    count += 1
    assert count > 5_000


def test_every_fact_of_every_view_is_on_the_site(snapshot: Path) -> None:
    """What the tables say, the reading view says: as many statements, in the same places."""
    shown: dict[str, set[tuple[int, int]]] = {}
    for path in (snapshot / "data" / "documents").glob("*.js"):
        for fact in data(path)["facts"]:
            if "measuredAgainst" not in fact.get("x", {}):  # it has no figure of its own, and no row
                shown.setdefault(fact["v"], set()).update((start, end) for *_, start, end in fact["q"])
    for view in (
        "assignments",
        "investments",
        "project_stages",
        "initiatives",
        "indicators",
        "programmes",
        "terms",
    ):
        rows = [
            json.loads(line)
            for line in (snapshot / "facts" / f"{view}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        assert {(row["start"], row["end"]) for row in rows} == shown[view], view


def test_a_record_stands_where_its_key_says(snapshot: Path) -> None:
    shards = data(snapshot / "data" / "site.js")["shards"]["entities"]
    for number in range(shards):
        for key in data(snapshot / "data" / "entities" / f"{number}.js")["rows"]:
            assert shard_of(key, shards) == number


def test_documents_of_one_file_do_not_overlap(snapshot: Path) -> None:
    documents = [data(path) for path in (snapshot / "data" / "documents").glob("*.js")]
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    for file in report["files"]:
        text = (snapshot / file["text"]).read_text(encoding="utf-8")
        mine = sorted((d["start"], len(d["text"])) for d in documents if d["text"] and d["text"] in text)
        for (start, length), (after, _) in pairwise(mine):
            assert start + length <= after


def test_shards_stay_small(snapshot: Path) -> None:
    sizes = [path.stat().st_size for path in (snapshot / "data").rglob("*.js")]
    assert max(sizes) < 700_000


def test_portfolios_are_no_projects(snapshot: Path) -> None:
    rows = data(snapshot / "data" / "boards" / "projects-0.js")["rows"]
    groups = {row["l"] for row in rows if row.get("g")}
    assert {"36个重点产业项目", "35个重点技改项目"} <= groups
    assert all(row["k"].startswith("project-group/") == bool(row.get("g")) for row in rows)
    circles = [
        c for band in data(snapshot / "data" / "overview.js")["industry"]["bands"] for c in band["circles"]
    ]
    stated = sum(c["m"] for c in circles)
    assert stated < 10**12, "groups of projects are not among what is added"


def test_outcomes_and_lineage_are_read(made: Path) -> None:
    rows = data(made / "data" / "boards" / "promises-0.js")["rows"]
    assert {row.get("verdict") for row in rows} == {"met", "missed", "pending"}
    missed = next(row for row in rows if row["verdict"] == "missed")
    assert missed["t"]["q"] and missed["r"]["q"] and missed["basis"] == "number"
    records = [r for path in (made / "data" / "entities").glob("*.js") for r in data(path)["rows"].values()]
    lines = [record["lineage"] for record in records if "lineage" in record]
    assert any(
        {entry.get("amount") for entry in entries} >= {100_000_000, 8_000_000_000} for entries in lines
    )


def test_a_snapshot_without_outcomes_lists_its_targets(tmp_path: Path) -> None:
    write_made(tmp_path, Size(outcomes=False))
    rewrite(tmp_path)
    rows = data(tmp_path / "data" / "boards" / "promises-0.js")["rows"]
    assert rows and not any("verdict" in row for row in rows)


def test_sentences_are_cut_around_long_quotes() -> None:
    text = "一" * 2_000
    left, right = Sentences(text).around(900, 950)
    assert left <= 900 and right >= 950 and right - left < 500


def test_script_json_holds_no_markup() -> None:
    text = script_json(["</script><!--", "&amp;", "\u2028\u2029"])
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == ["</script><!--", "&amp;", "\u2028\u2029"]


def test_markup_in_documents_stays_out_of_the_pages(hostile: Path) -> None:
    for path in [*hostile.glob("*.html"), *(hostile / "data").rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert HOSTILE not in text and "<script>alert" not in text and "<img" not in text, path
    titles = [document["title"] for document in data(hostile / "data" / "site.js")["documents"]]
    assert all(title.endswith(HOSTILE) for title in titles), "and nothing of it is lost"


def test_same_input_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from benchmarks.made_graph import Size, write_made;"
        "from graph.site import rewrite; write_made(Path(sys.argv[1]), Size()); rewrite(Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[2]
    found = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        env = {
            "PYTHONHASHSEED": seed,
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONPATH": str(root),
            "PATH": os.environ["PATH"],
        }
        subprocess.run([sys.executable, "-c", code, str(out)], check=True, env=env, cwd=tmp_path)
        found.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert found[0] == found[1]


# -- the command


def test_explore_writes_a_site_to_rewrite(snapshot: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    result = CliRunner().invoke(cli, ["explore", "--snapshot", str(snapshot), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert (
        (out / "index.html").is_file()
        and (out / "graph.ttl").is_file()
        and (out / "facts" / "investments.csv").is_file()
    )
    for path in (snapshot / "data").rglob("*.js"):
        assert (out / path.relative_to(snapshot)).read_bytes() == path.read_bytes(), path
    with (out / "facts" / "investments.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[:2] == ["project", "amount"]
    rewrite(snapshot, out)  # a second time, over the first


def test_explore_replaces_nothing_but_a_site(snapshot: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UserError, match="holds no site"):
        rewrite(snapshot, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_explore_in_place_leaves_a_whole_snapshot(made: Path) -> None:
    before = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    rewrite(made)
    after = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert before == after and "data/site.js" in after["files"]
