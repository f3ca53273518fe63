"""policy-graph build"""

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.group import cli

if TYPE_CHECKING:
    from graph.pipeline import Result

MOST_DOCUMENTS = 60  # in the table that a build ends with
PIPE_WIDTH = 160  # columns, where the output is no terminal


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
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    multiple=True,
    help="A file of corrections, beside the corrections.csv found with the documents. May be repeated.",
)
@click.option("--quiet", is_flag=True, help="No progress, no table.")
def build(
    paths: tuple[str, ...], out: Path, base: str, jobs: int, corrections: tuple[Path, ...], quiet: bool
) -> None:
    """Build a snapshot of the documents in PATHS: files, folders, or - for standard input.

    Without PATHS, of the seeds beside the code. Exit code 1 if something could not be read; the rest is built.

    \b
    Example:
      policy-graph build seeds --out out
    """
    from graph.inputs import collect
    from graph.readers import Readers, collect_rarely

    collect_rarely()
    paths = paths or _seeds()
    stdin = sys.stdin.buffer.read() if "-" in paths else b""
    inputs = collect(paths)
    with (
        ended_like_interrupted(),
        _progress(quiet) as progress,
        Readers(inputs.files, jobs) as readers,  # they load what reads while this process does
    ):
        from graph.pipeline import build_with
        from graph.rdf.names import DEFAULT_BASE, Base

        whole = Base(base or DEFAULT_BASE)
        result = build_with(
            readers, inputs, out, base=whole, progress=progress, stdin=stdin, corrections=corrections
        )
    gc.freeze()  # what is left goes with the process: nothing is to be looked for in it
    for line in result.unreadable:
        click.echo(f"unreadable  {line}", err=True)
    for line in result.lost:
        click.echo(f"correction without effect  {line}", err=True)
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
