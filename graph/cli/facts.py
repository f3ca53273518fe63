"""policy-graph facts"""

from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, cli, formats, stdout


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

    print_view(view, snapshot, form, stdout())
