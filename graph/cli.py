"""The commands. Each one opens files, calls one function, prints."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from graph import __version__

SNAPSHOT = click.option("--snapshot", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="The snapshot's folder.")


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Errors that a user can act on become one line; any other is a bug and keeps its traceback."""
    from graph.reading import UnreadableError
    from graph.snapshot.folder import SnapshotError

    try:
        yield
    except FileNotFoundError as error:
        raise click.ClickException(f"no such file or folder: {error.filename or error}") from error
    except (SnapshotError, UnreadableError, SyntaxError, ValueError) as error:
        raise click.ClickException(" ".join(str(error).split())) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policy-graph")
def cli() -> None:
    """Read what Chinese local governments promise and report, and turn it into a graph.

    \b
    policy-graph build seeds --out out      # then open out/index.html
    """


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Folder of the snapshot.")
@click.option("--base", default="", help="Where the data's IRIs begin.  [default: https://policy-graph.example/id/]")
@click.option("--jobs", type=int, default=0, help="Processes that read files.  [default: by the size of the input]")
@click.option("--quiet", is_flag=True, help="No progress, no table.")
def build(paths: tuple[str, ...], out: Path, base: str, jobs: int, quiet: bool) -> None:
    """Build a snapshot of the documents in PATHS (files, folders, - for standard input; default: seeds).

    \b
    Example:
      policy-graph build seeds --out out
    """
    from graph.pipeline import build as build_snapshot
    from graph.rdf.names import DEFAULT_BASE, Base

    stdin = sys.stdin.buffer.read() if "-" in paths else b""
    with one_line_errors(), _progress(quiet) as progress:
        result = build_snapshot(paths or ("seeds",), out, base=Base(base or DEFAULT_BASE), progress=progress, stdin=stdin, jobs=jobs)
    for line in result.unreadable:
        click.echo(f"unreadable  {line}", err=True)
    if not quiet:
        _summary(result, out)
    if result.unreadable:
        sys.exit(1)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda what: status.update(f"reading {what}" if "." in what else f"writing {what}")


def _summary(result: Any, out: Path) -> None:
    """The table of documents and what was found in each, and what to open."""
    from rich.console import Console
    from rich.table import Table

    views = sorted({view for document in result.documents for view in document["facts"]})
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("document", no_wrap=True, max_width=46)
    for name in ("region", "sections", "tasks", *views):
        table.add_column(name, justify="left" if name == "region" else "right", no_wrap=True)
    for document in result.documents:
        facts = document["facts"]
        row = [str(facts.get(view, "")) for view in views]
        table.add_row(document["title"] or document["file"], document["region"], str(document["sections"]), str(document["tasks"]), *row)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(table)
    console.print(f"{len(result.documents)} documents, {result.statements} statements, {sum(result.rows.values())} rows in {len(result.rows)} views")
    click.echo(f"open {out / 'index.html'}   (report: {out / 'report.html'})")


@cli.command()
@click.argument("view")
@SNAPSHOT
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
def facts(view: str, snapshot: Path, form: str) -> None:
    """Print a fact view: assignments, citations, documents, programmes, terms, units …

    \b
    Example:
      policy-graph facts assignments --snapshot out --format jsonl
    """
    from graph.snapshot.query import print_view

    with one_line_errors():
        print_view(view, snapshot, form, sys.stdout)


@cli.command()
@click.argument("query", required=False)
@click.option("-e", "text", help="The query itself.")
@SNAPSHOT
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "turtle"]), default="table", show_default=True)
def query(query: str | None, text: str | None, snapshot: Path, form: str) -> None:
    """Run SPARQL over a snapshot: a FILE, the name of a view, - for standard input, or text with -e.

    The prefixes pg, dcterms, org, skos, prov, oa, schema, foaf, rdf, rdfs, xsd need no declaration.

    \b
    Example:
      policy-graph query -e "SELECT ?t WHERE { ?d a pg:TaskBreakdown ; dcterms:title ?t }" --snapshot out
    """
    from graph.snapshot.query import print_query

    if (query is None) == (text is None):
        raise click.UsageError("name a query (FILE, view or -), or give its text with -e")
    with one_line_errors():
        print_query(query, text, snapshot, form, sys.stdin, sys.stdout)


@cli.command()
@SNAPSHOT
def validate(snapshot: Path) -> None:
    """Check a snapshot against the ontology's shapes and quality questions; exit code 1 if something is wrong.

    \b
    Example:
      policy-graph validate --snapshot out
    """
    from graph.checks import validate as validate_store
    from graph.resources import ontology_folder
    from graph.snapshot.query import open_snapshot

    with one_line_errors():
        problems = validate_store(open_snapshot(snapshot), ontology_folder())
    for problem in problems:
        click.echo(str(problem))
    if not problems:
        click.echo("the graph is well formed")
    if any(problem.severity == "violation" for problem in problems):
        sys.exit(1)


@cli.command()
@click.argument("place")
def explain(place: str) -> None:
    """Say which rules saw a stretch of a file, what they made of it, and why not more.

    PLACE is FILE or FILE:START-END, offsets in characters of the text as read.

    \b
    Example:
      policy-graph explain seeds/003_71c6fe3e9e807db2.txt:1000-1400
    """
    from graph.explain import explain_place

    with one_line_errors():
        for line in explain_place(place, sys.stdin.buffer):
            click.echo(line)


def main(args: list[str] | None = None) -> None:
    """The console script."""
    cli(args)
