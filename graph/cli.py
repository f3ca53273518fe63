"""The commands. Each one opens files, calls one function, prints."""

import errno
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from graph import __version__

if TYPE_CHECKING:
    from graph.pipeline import Result

SNAPSHOT = click.option(
    "--snapshot",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The snapshot's folder.",
)
MOST_DOCUMENTS = 60  # in the table that a build ends with
PIPE_WIDTH = 160  # columns, where the output is no terminal


class Commands(click.Group):
    """The group. Errors that a user can act on become one line; any other is a bug and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader of our output has gone: no error
            what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)
            raise click.ClickException(what) from error
        except ValueError as error:
            if not _is_users(error):
                raise
            raise click.ClickException(" ".join(str(error).split())) from error


def _is_users(error: ValueError) -> bool:
    from graph.errors import UserError
    from graph.reading import UnreadableError

    return isinstance(error, UserError | UnreadableError)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policy-graph")
def cli() -> None:
    """Read what Chinese local governments promise and report, and turn it into a graph.

    \b
    Example:
      policy-graph build seeds --out out      # then open out/index.html
    """


def formats(*names: str) -> Callable[..., Callable[..., None]]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print.",
    )


# -- build


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder of the snapshot; one that is there is replaced.",
)
@click.option(
    "--base", default="", help="Where the data's IRIs begin.  [default: https://policy-graph.example/id/]"
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Processes that read files.  [default: by the size of the input]",
)
@click.option("--quiet", is_flag=True, help="No progress, no table.")
def build(paths: tuple[str, ...], out: Path, base: str, jobs: int, quiet: bool) -> None:
    """Build a snapshot of the documents in PATHS: files, folders, or - for standard input.

    Without PATHS, of the seeds beside the code. Exit code 1 if something could not be read; the rest is built.

    \b
    Example:
      policy-graph build seeds --out out
    """
    from graph.pipeline import build as build_snapshot
    from graph.rdf.names import DEFAULT_BASE, Base

    paths = paths or _seeds()
    stdin = sys.stdin.buffer.read() if "-" in paths else b""
    with ended_like_interrupted(), _progress(quiet) as progress:
        whole = Base(base or DEFAULT_BASE)
        result = build_snapshot(paths, out, base=whole, progress=progress, stdin=stdin, jobs=jobs)
    for line in result.unreadable:
        click.echo(f"unreadable  {line}", err=True)
    if not quiet:
        _summary(result, out)
    if result.unreadable:
        sys.exit(1)


def _seeds() -> tuple[str]:
    from graph.resources import seeds_folder

    if folder := seeds_folder():
        return (str(folder),)
    raise click.UsageError("name the files or folders to read, or - for standard input")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """What is being done, on standard error, if a person is looking."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    from graph.snapshot.terminal import printable

    with Console(stderr=True).status("looking for files") as status:
        yield lambda what: status.update(escape(printable(what)))


def _summary(result: "Result", out: Path) -> None:
    """The table of documents and what was found in each, and what to open."""
    import shutil

    from graph.snapshot.terminal import matrix

    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    shown = result.documents[:MOST_DOCUMENTS]
    views = sorted({view for document in shown for view in document.facts})
    columns = {
        "region": [document.region for document in shown],
        "sections": [str(document.sections or "") for document in shown],
        "tasks": [str(document.tasks or "") for document in shown],
        **{view: [str(document.facts.get(view, "")) for document in shown] for view in views},
    }
    names = [document.title or document.file for document in shown]
    for line in matrix("document", names, columns, width, left=("region",)):
        click.echo(line)
    if more := len(result.documents) - len(shown):
        click.echo(f"… and {more} more, in the report")
    rows = sum(result.rows.values())
    click.echo(
        f"{len(result.documents)} documents, {result.statements} statements, {rows} rows in {len(result.rows)} views"
    )
    click.echo(f"open {out / 'index.html'}   (report: {out / 'report.html'})")


# -- facts, query, validate, evaluate, explain


@cli.command()
@click.argument("view")
@SNAPSHOT
@formats("table", "csv", "jsonl")
def facts(view: str, snapshot: Path, form: str) -> None:
    """Print a fact view: assignments, citations, documents, programmes, terms, units …

    \b
    Example:
      policy-graph facts assignments --snapshot out --format jsonl
    """
    from graph.snapshot.query import print_view

    print_view(view, snapshot, form, _stdout())


@cli.command()
@click.argument("query", required=False, metavar="[FILE | NAME | -]")
@click.option("-e", "text", metavar="TEXT", help="The query itself.")
@SNAPSHOT
@formats("table", "csv", "json", "turtle")
def query(query: str | None, text: str | None, snapshot: Path, form: str) -> None:
    """Run SPARQL over a snapshot: a FILE, the NAME of a view, - for standard input, or text with -e.

    The prefixes pg, dcterms, org, skos, prov, oa, schema, foaf, rdf, rdfs, xsd need no declaration.

    \b
    Example:
      policy-graph query -e "SELECT ?t WHERE { ?d a pg:TaskBreakdown ; dcterms:title ?t }" --snapshot out
    """
    from graph.snapshot.query import print_query

    if (query is None) == (text is None):
        raise click.UsageError("name a query (FILE, view or -), or give its text with -e")
    print_query(query, text, snapshot, form, sys.stdin, _stdout())


@cli.command()
@SNAPSHOT
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of what is printed."
)
def validate(snapshot: Path, language: str) -> None:
    """Check a snapshot against the ontology's shapes and quality questions; exit code 1 if there are errors.

    \b
    Example:
      policy-graph validate --snapshot out
    """
    from graph.checks import render
    from graph.checks import validate as problems_of
    from graph.resources import ontology_folder
    from graph.snapshot.query import open_snapshot
    from graph.snapshot.terminal import printable

    problems = problems_of(open_snapshot(snapshot), ontology_folder())
    for problem in problems:
        click.echo(printable(render(problem, language)))
    errors = sum(problem.severity == "error" for problem in problems)
    if problems:
        click.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)
    else:
        click.echo("the graph is well formed")
    if errors:
        sys.exit(1)


@cli.command()
@click.argument(
    "gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path, exists=False)
)
@SNAPSHOT
@click.option("--errors", is_flag=True, help="List every miss and every false find too.")
@formats("table", "json")
def evaluate(gold: tuple[Path, ...], snapshot: Path, errors: bool, form: str) -> None:
    """Compare a snapshot with GOLD, files of facts that a person read: precision, recall and F1 of each view.

    Relaxed agreement forgives how much of a name was taken. Strict agreement wants the gold's own words, the
    unit and the year, with evidence from the same place.

    \b
    Example:
      policy-graph evaluate tests/gold/000_window1.gold.jsonl --snapshot out
    """
    from graph.evaluation import evaluate as compared
    from graph.evaluation.show import as_json, as_table

    result = compared(gold, snapshot)
    if form == "json":
        _stdout().write(as_json(result, errors))
    else:
        for line in as_table(result, errors):
            click.echo(line)


@cli.command(context_settings={"ignore_unknown_options": True})  # -:START-END is standard input
@click.argument("place", metavar="FILE[:START-END]")
def explain(place: str) -> None:
    """Say which rules saw a stretch of a file, what they made of it, and why not more.

    FILE may be - for standard input. START and END count characters of the text as read, as in the views.

    \b
    Example:
      policy-graph explain seeds/003_71c6fe3e9e807db2.txt:1000-1400
    """
    from graph.explain import explain_place
    from graph.snapshot.terminal import printable

    for line in explain_place(place, sys.stdin.buffer):
        click.echo(printable(line))


# -- errors and streams


@contextmanager
def ended_like_interrupted() -> Iterator[None]:
    """A polite request to end (SIGTERM) leaves as little behind as Ctrl-C does."""

    def end(*_: object) -> None:
        sys.exit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stdout() -> TextIO:
    """Data are UTF-8, whatever the locale says."""
    _reconfigure(sys.stdout, encoding="utf-8")
    return sys.stdout


def _reconfigure(stream: TextIO, **settings: str) -> None:
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(**settings)


def main(args: list[str] | None = None) -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        _reconfigure(stream, errors="replace")
    cli(args, prog_name="policy-graph")
