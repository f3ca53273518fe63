"""Every command as a user calls it, mistakes included."""

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from graph import pipeline
from graph.cli import cli
from graph.inputs import Inputs
from graph.readers import Readers

COMMANDS = "ask build diff evaluate explain explore facts ontology publish push query same serve validate verify".split()  # noqa: SIM905


def run(*args: object, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin, prog_name="policy-graph")


def process(*args: object, **options: object) -> "subprocess.CompletedProcess[bytes]":
    """A process of its own, as a shell starts it."""
    command = [sys.executable, "-m", "graph", *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def one_line(result: Result, *words: str) -> None:
    """The command failed with one line that holds the words."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("Error: "), result.stderr
    for word in words:
        assert word in lines[0]


def marked(result: Result) -> str:
    """The character of the query that the mark under it points at; nothing at its end."""
    line, mark = result.stderr.splitlines()[1:]
    assert mark.strip() == "^" and " | " in line, result.stderr
    columns = [char for char in line for _ in range(2 if unicodedata.east_asian_width(char) in "WF" else 1)]
    return "".join(columns[mark.index("^") : mark.index("^") + 1])


@pytest.fixture
def small(tmp_path: Path, tasks: str) -> Path:
    """A folder with one document."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "任务.txt").write_text(tasks, encoding="utf-8")
    return folder


# -- help


def test_the_commands_are_these() -> None:
    assert sorted(cli.commands) == COMMANDS


@pytest.mark.parametrize(
    "name", [name for name in COMMANDS if name != "push"]
)  # tests/pushing has a server for it
def test_help_has_an_example_that_works(
    name: str, snapshot: Path, little: Path, root: Path, tmp_path: Path
) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    example = re.search(r"Example:\n +policy-graph (.+)", shown.output)
    assert example, shown.output
    words = shlex.split(example[1])
    assert words[0] == name
    there = little if name in ("publish", "explore") else snapshot
    out, site = str(tmp_path / "out") if name == "build" else str(there), str(tmp_path / "site")
    at = {"seeds": str(little.parent), "out": out, "site": site}
    if name == "verify":
        assert run("publish", little, "--to", site, "--version", "1", "--date", "2024-01-01").exit_code == 0
    args = [at.get(word, re.sub(r"^(?=seeds/|tests/)", f"{root}/", word)) for word in words]
    result = run(*args)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


def test_help_says_each_format_and_default() -> None:
    assert "[table|csv|jsonl]" in run("facts", "--help").output
    assert "[table|csv|tsv|json|jsonl|xml|turtle|ntriples|jsonld]" in run("query", "--help").output
    assert "[default: out]" in run("query", "--help").output


def test_every_option_has_help() -> None:
    for command in cli.commands.values():
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, (command.name, parameter.name)


def test_help_is_quick_and_loads_only_click(root: Path) -> None:
    code = "import sys; from graph.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print(sorted({name.split('.')[0] for name in sys.modules} & {'rich', 'pyoxigraph', 'lxml', 'rdflib', 'pyvis'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.splitlines()[-1] == "[]"
    took = []
    for _ in range(3):
        start = time.perf_counter()
        assert process("--help", cwd=root).returncode == 0
        took.append(time.perf_counter() - start)
    assert min(took) < 0.5  # 0.3 s on a machine that does nothing else


def test_version() -> None:
    from graph import __version__

    assert run("--version").output.strip() == f"policy-graph, version {__version__}"


@pytest.mark.parametrize(
    "args", [["facts"], ["query"], ["explain"], ["nonsense"], ["facts", "terms", "--format", "xml"]]
)
def test_wrong_usage_is_exit_code_2(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "Usage: policy-graph" in result.stderr


# -- build


def test_build_says_what_to_open(small: Path, tmp_path: Path) -> None:
    result = run("build", small, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "1 documents" in result.stdout and str(tmp_path / "out" / "index.html") in result.stdout
    assert result.stderr == ""


def test_build_of_standard_input(tmp_path: Path, tasks: str) -> None:
    result = run("build", "-", "--out", tmp_path / "out", stdin=tasks.encode("gb18030"))
    assert result.exit_code == 0, result.output
    rows = run(
        "facts", "assignments", "--snapshot", tmp_path / "out", "--format", "jsonl"
    ).stdout.splitlines()
    assert {json.loads(row)["source"] for row in rows} == {"stdin.txt"}


def test_build_goes_on_after_what_it_cannot_read(small: Path, tmp_path: Path) -> None:
    (small / "empty.txt").write_bytes(b"")
    result = run("build", small, small / "missing.txt", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert sorted(result.stderr.splitlines()) == sorted(
        [
            f"unreadable  {small / 'empty.txt'}: empty: 0 bytes",
            f"unreadable  {small / 'missing.txt'}: no such file or folder",
        ]
    )
    assert "1 documents" in result.stdout


def test_quiet(small: Path, tmp_path: Path) -> None:
    result = run("build", small, "--out", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_build_of_nothing(tmp_path: Path) -> None:
    one_line(run("build", tmp_path, "--out", tmp_path / "out"), "no document could be read")
    one_line(
        run("build", tmp_path / "x", "--out", tmp_path / "out"), str(tmp_path / "x"), "no such file or folder"
    )
    assert not list(tmp_path.iterdir())


def test_build_refuses_to_overwrite_what_it_did_not_make(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("x")
    one_line(run("build", small, "--out", file), str(file), "is a file")
    one_line(run("build", small, "--out", small), str(small), "is no snapshot")
    assert sorted(path.name for path in small.iterdir()) == ["任务.txt"]


def test_build_refuses_a_base_that_is_no_iri(small: Path, tmp_path: Path) -> None:
    one_line(run("build", small, "--out", tmp_path / "out", "--base", "example"), "example", "IRI")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that nobody may write to")
def test_build_where_nothing_can_be_written(small: Path) -> None:
    one_line(run("build", small, "--out", "/proc/nothing/out"), "/proc/nothing")


def test_build_without_paths_is_of_the_seeds_wherever_it_is_called(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[Path], Path]] = []

    def instead(_: Readers, inputs: Inputs, out: Path, **__: object) -> object:
        asked.append((inputs.files, out))
        return pipeline.Result()

    monkeypatch.setattr(pipeline, "build_with", instead)
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
    assert asked == [(sorted((root / "seeds").glob("*.txt")), Path("out"))]


def test_build_py_is_the_build_command(tmp_path: Path, root: Path, small: Path) -> None:
    command = [sys.executable, root / "build.py", "in", "--quiet"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    assert (tmp_path / "out" / "index.html").is_file()


@pytest.mark.parametrize("width", [80, 120, 160])
def test_the_table_fits_the_terminal(
    width: int, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.snapshot.terminal import width_of

    monkeypatch.setenv("COLUMNS", str(width))
    (small / "长题.txt").write_text(
        f"关于印发{'很长很长的' * 12}[工作]要点的通知\n各单位：\n正文。\n", encoding="utf-8"
    )
    lines = run("build", small, "--out", tmp_path / "out").stdout.splitlines()
    assert max(map(width_of, lines[:-2])) <= width
    ruler = lines[1]
    for line in lines[2:4]:
        assert width_of(line) <= width_of(ruler)
    assert any("…" in line for line in lines) and any("3" in line.split() for line in lines)


# -- facts


def test_facts_in_each_format(snapshot: Path) -> None:
    rows = [
        json.loads(line)
        for line in run("facts", "terms", "--snapshot", snapshot, "--format", "jsonl").stdout.splitlines()
    ]
    assert len(rows) == 20
    assert list(rows[0]) == ["term", "definition", "doc", "source", "quote", "start", "end"]
    table = list(
        csv.DictReader(io.StringIO(run("facts", "terms", "--snapshot", snapshot, "--format", "csv").stdout))
    )
    assert [row["term"] for row in table] == [row["term"] for row in rows]
    assert run("facts", "terms", "--snapshot", snapshot).stdout.endswith("(20 rows)\n")


def test_a_view_without_rows_has_its_columns(small: Path, tmp_path: Path) -> None:
    run("build", small, "--out", tmp_path / "out", "--quiet")
    result = run("facts", "terms", "--snapshot", tmp_path / "out", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "term,definition,doc,source,quote,start,end\n")


def test_facts_mistakes(snapshot: Path, tmp_path: Path) -> None:
    one_line(run("facts", "term", "--snapshot", snapshot), "no view named term", "terms")
    one_line(run("facts", "terms", "--snapshot", tmp_path / "x"), "no such folder", "policy-graph build")
    one_line(run("facts", "terms", "--snapshot", tmp_path), "holds no snapshot")


def test_data_are_utf8_in_any_locale(snapshot: Path, root: Path) -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": os.environ["PATH"]}
    done = process("facts", "terms", "--snapshot", snapshot, "--format", "jsonl", cwd=root, env=plain)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (snapshot / "facts" / "terms.jsonl").read_bytes()


def test_a_reader_that_goes_away_is_no_error(snapshot: Path, root: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m graph facts assignments --snapshot {shlex.quote(str(snapshot))} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=root, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"task")


def test_a_broken_table(small: Path, tmp_path: Path) -> None:
    run("build", small, "--out", tmp_path / "out", "--quiet")
    for data in (b'{"task": ', b"\xff\n"):
        (tmp_path / "out" / "facts" / "assignments.jsonl").write_bytes(data)
        one_line(run("facts", "assignments", "--snapshot", tmp_path / "out"), "assignments.jsonl is broken")


# -- query


def ask(snapshot: Path, text: str, form: str = "table") -> Result:
    return run("query", "-e", text, "--snapshot", snapshot, "--format", form)


def test_query_from_text_file_view_and_standard_input(snapshot: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?t) AS ?n) WHERE { ?t a pg:Task }"
    file = tmp_path / "count.rq"
    file.write_text("\ufeff" + text, encoding="utf-8")
    expected = "n\n154\n"
    for args in (["-e", text], [file]):
        assert run("query", *args, "--snapshot", snapshot, "--format", "csv").stdout == expected
    assert run("query", "-", "--snapshot", snapshot, "--format", "csv", stdin=text).stdout == expected
    assert run("query", "terms", "--snapshot", snapshot).stdout.endswith("(20 rows)\n")


def test_every_form_of_query(snapshot: Path) -> None:
    assert ask(snapshot, "ASK { ?s a pg:Task }").stdout == "true\n"
    assert json.loads(ask(snapshot, "ASK { ?s a pg:Nothing }", "json").stdout)["boolean"] is False
    made = ask(snapshot, "CONSTRUCT { ?s a pg:Task } WHERE { ?s a pg:Task } LIMIT 2", "turtle").stdout
    assert made.count(" a pg:Task") == 2 and "@prefix pg:" in made and "@prefix org:" not in made
    bindings = json.loads(
        ask(snapshot, "SELECT ?t { ?d a pg:TaskBreakdown ; dcterms:title ?t }", "json").stdout
    )
    assert len(bindings["results"]["bindings"]) == 1


def test_every_format_of_an_answer(snapshot: Path) -> None:
    select = "SELECT ?t { ?d a pg:TaskBreakdown ; dcterms:title ?t }"
    title = "济宁市兖州区人民政府关于分解落实2022年政府工作报告任务目标的通知"
    assert ask(snapshot, select, "tsv").stdout == f'?t\n"{title}"@zh\n'
    assert ask(snapshot, select, "csv").stdout == f"t\n{title}\n"
    assert f'<literal xml:lang="zh">{title}</literal>' in ask(snapshot, select, "xml").stdout
    make = (
        "CONSTRUCT { ?d a pg:TaskBreakdown ; dcterms:title ?t } { ?d a pg:TaskBreakdown ; dcterms:title ?t }"
    )
    triples = ask(snapshot, make, "ntriples").stdout
    assert triples.count("\n") == 2 and f'"{title}"@zh .\n' in triples
    node = json.loads(ask(snapshot, make, "jsonld").stdout)
    assert node["@context"]["pg"] == "https://policy-graph.example/ontology#"
    assert node["@graph"][0]["@type"] == ["pg:TaskBreakdown"]
    assert node["@graph"][0]["dcterms:title"] == [{"@value": title, "@language": "zh"}]
    assert ask(snapshot, make, "csv").stdout.startswith("subject,predicate,object\n")


def test_json_ld_says_the_same_as_the_triples(snapshot: Path) -> None:
    """rdflib reads it back, as the reader of another hand."""
    import rdflib
    from rdflib.compare import isomorphic

    make = "CONSTRUCT { ?s ?p ?o } { ?d a pg:TaskBreakdown . GRAPH ?d { ?s ?p ?o } }"
    linked = rdflib.Graph().parse(data=ask(snapshot, make, "jsonld").stdout, format="json-ld")
    plain = rdflib.Graph().parse(data=ask(snapshot, make, "ntriples").stdout, format="nt")
    assert len(plain) > 1000 and isomorphic(linked, plain)


def test_a_query_may_name_its_graphs(snapshot: Path) -> None:
    """Without FROM it runs over all graphs, with FROM over those alone; nothing is fetched from anywhere."""
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s a pg:Task }}"
    graph = ask(snapshot, "SELECT DISTINCT ?g { GRAPH ?g { ?d a pg:TaskBreakdown } }", "csv").stdout.split()[
        1
    ]
    everywhere, here = (
        int(ask(snapshot, count.format(f), "csv").stdout.split()[1]) for f in ("", f"FROM <{graph}>")
    )
    assert 0 < here < everywhere
    assert ask(snapshot, count.format("FROM <https://example.org/g>"), "csv").stdout == "n\n0\n"
    assert (
        ask(snapshot, 'SELECT ("from <x>" AS ?from) { ?d a pg:TaskBreakdown }', "csv").stdout
        == "from\nfrom <x>\n"
    )


@pytest.mark.parametrize(
    ("text", "words", "at"),
    [
        ("SELECT ?t WHERE {\n ?d a pg:Task\n dcterms:title ?t }", ["line 3, column", "“title ?t }”"], "t"),
        ("SELECT ?t WHERE { ?d pg:区 ?t ; 财 }", ["line 1, column 32", "“财 }”"], "财"),
        ("SELECT ?t WHERE { ?d a foo:Task }", ["no prefix foo: is declared", "line 1, column 24"], "f"),
        ("SELECT ?t WHERE { ?d a pg:Task ", ["at its end"], ""),
        ("SELECT ?t WHERE { ?d a pg:Task \n\n", ["at its end"], ""),
        (f"SELECT ?t WHERE {{ {'?d a pg:Task . ' * 40} ] }}", ["“] }”"], "]"),
    ],
)
def test_a_mistake_in_a_query_is_shown_where_it_is(
    snapshot: Path, text: str, words: list[str], at: str
) -> None:
    result = ask(snapshot, text)
    assert result.exit_code == 1
    for word in words:
        assert word in result.stderr.splitlines()[0]
    assert marked(result) == at
    assert max(map(len, result.stderr.splitlines()[1:])) < 120


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELEC ?t {}", ["begins with SELECT, CONSTRUCT, ASK or DESCRIBE", "“SELEC”"]),
        ("INSERT DATA { <a:b> <a:c> 1 }", ["not with “INSERT”"]),
        ("", ["this one is empty"]),
    ],
)
def test_what_is_no_query(snapshot: Path, text: str, words: list[str]) -> None:
    one_line(ask(snapshot, text), *words)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s a pg:Task FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { VALUES ?a { '<http://x/(' } SERVICE<http://127.0.0.1:9/)'>{ ?s ?p ?o } }",
    ],
)
def test_no_query_asks_another_server(snapshot: Path, text: str) -> None:
    one_line(ask(snapshot, text), "never asks another server")


def test_a_name_may_hold_the_word_service(snapshot: Path) -> None:
    text = "SELECT ?service { ?service a schema:Service ; dcterms:type <https://example.org/service/x> }"
    assert ask(snapshot, text).stdout.endswith("(0 rows)\n")


def test_a_query_that_takes_too_long_is_given_up(snapshot: Path, root: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?a != ?d) }"
    done = process("query", "-e", endless, "--snapshot", snapshot, "--timeout", "0.5", cwd=root)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "Error: the query was given up after 0.5 s; narrow it, or allow more with --timeout"
    ]


def test_query_mistakes(snapshot: Path, tmp_path: Path) -> None:
    binary = tmp_path / "x.rq"
    binary.write_bytes("SELECT 财政".encode("gb18030"))
    one_line(run("query", binary, "--snapshot", snapshot), "is not UTF-8 text")
    one_line(run("query", "nothing.rq", "--snapshot", snapshot), "neither a file nor a view")
    one_line(ask(snapshot, "SELECT ?s { ?s a pg:Task }", "turtle"), "a SELECT has no turtle")
    one_line(ask(snapshot, "ASK { ?s a pg:Task }", "tsv"), "an ASK has no tsv")
    one_line(ask(snapshot, "CONSTRUCT { ?s a pg:Task } { ?s a pg:Task }", "json"), "triples have no json")
    one_line(ask(tmp_path, "ASK {}"), "holds no snapshot")


# -- validate


def test_validate_sees_what_is_broken(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", small, "--out", out, "--quiet")
    before = run("validate", "--snapshot", out)
    graph = out / "graph.nq"
    text = graph.read_text(encoding="utf-8")
    graph.write_text(re.sub(r'"responsible_unit"', '"somebody"', text), encoding="utf-8")
    after = run("validate", "--snapshot", out)
    assert after.exit_code == 1
    assert "somebody" in after.stdout and "somebody" not in before.stdout
    assert re.search(r"\d+ errors, \d+ warnings", after.stderr)
    assert "错误：" in run("validate", "--snapshot", out, "--language", "zh").stdout


def test_validate_of_a_broken_graph(small: Path, tmp_path: Path) -> None:
    run("build", small, "--out", tmp_path / "out", "--quiet")
    (tmp_path / "out" / "graph.nq").write_text("<a> <b>\n", encoding="utf-8")
    one_line(run("validate", "--snapshot", tmp_path / "out"), "graph.nq is broken")


# -- explain


def test_explain_says_what_rules_made_of_a_stretch(small: Path, tasks: str) -> None:
    start = tasks.index("（牵头单位：县发改局")
    shown = run("explain", f"{small / '任务.txt'}:{start}-{start + 22}").stdout
    assert "assignments: 1 · lead_unit · 县发改局   by assignment:label (explicit)" in shown
    assert "assignments: 1 · responsible_unit · 县财政局" in shown
    assert "read for who answers, for nothing else" in shown
    assert "县工信局" not in shown


def test_explain_says_why_not_more(small: Path, tasks: str) -> None:
    start = tasks.index("新增企业")
    shown = run("explain", f"{small / '任务.txt'}:{start}-{start + 8}").stdout
    assert "section 一 task 1" in shown
    assert re.search(r"the rules of .*programmes.* read these words and found no frame of theirs", shown)


def test_explain_of_a_whole_file_and_of_standard_input(small: Path, tasks: str) -> None:
    whole = run("explain", small / "任务.txt").stdout
    assert "head.title = 某县2024年重点工作任务" in whole
    assert run("explain", "-", stdin=tasks).stdout == whole
    assert "县工信局" in run("explain", f"-:60-{len(tasks)}", stdin=tasks).stdout


def test_explain_of_a_stretch_with_nothing_in_it(small: Path, tasks: str) -> None:
    (small / "empty.txt").write_text(tasks + "\n\n\n", encoding="utf-8")
    shown = run("explain", f"{small / 'empty.txt'}:{len(tasks) + 1}-{len(tasks) + 2}").stdout
    assert shown.strip()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("missing.txt", ["no such file", "missing.txt"]),
        ("任务.txt:9-3", ["START must be less than END"]),
        ("任务.txt:3-99999", ["characters", "3-99999"]),
        (".", ["is a folder"]),
        ("任务.txt:3", ["no such file"]),
    ],
)
def test_explain_mistakes(small: Path, place: str, words: list[str]) -> None:
    one_line(run("explain", f"{small}/{place}"), *words)


# -- ask, same


def test_ask_lists_the_questions_and_answers_one(snapshot: Path) -> None:
    listed = run("ask").stdout
    assert "outcomes  承诺的事后来怎样" in listed and "--verdict VERDICT" in listed
    result = run(
        "ask",
        "outcomes",
        "--year",
        "2023",
        "--verdict",
        "missed",
        "--snapshot",
        snapshot,
        "--format",
        "jsonl",
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 13 and {row["judged"] for row in rows} == {"missed"}


def test_ask_says_what_it_cannot_answer(snapshot: Path) -> None:
    one_line(run("ask", "weather", "--snapshot", snapshot), "no question named weather", "outcomes")
    one_line(run("ask", "outcomes", "--colour", "red", "--snapshot", snapshot), "--colour", "--verdict")
    one_line(run("ask", "outcomes", "--year", "soon", "--snapshot", snapshot), "must be a year")


def test_same_says_why(snapshot: Path) -> None:
    apart = run("same", "天成化工", "天成万丰", "--snapshot", snapshot).stdout
    assert apart.startswith("different 不同") and "有关联，不是同一家" in apart and "投资8.9亿元" in apart
    one = run("same", "中邮电商物流园", "电商物流产业园", "--snapshot", snapshot).stdout
    assert one.startswith("same 同一") and "理由：投资方相同" in one
    doubt = run("same", "光伏发电", "光伏二期项目", "--snapshot", snapshot).stdout
    assert doubt.startswith("unsure 未定")
    assert run("same", "兰陵镇", "兰陵县", "--snapshot", snapshot).stdout.startswith("different 不同")
    assert "两种写法" in run("same", "区应急局", "区应急管理局", "--snapshot", snapshot).stdout


def test_same_knows_only_what_is_there(snapshot: Path) -> None:
    one_line(
        run("same", "无此企业", "天成化工", "--snapshot", snapshot),
        "nothing in this snapshot is called 无此企业",
    )
