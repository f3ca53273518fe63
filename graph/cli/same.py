"""policy-graph same"""

from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, cli, stdout


@cli.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@SNAPSHOT
def same(first: str, second: str, snapshot: Path) -> None:
    """Say why two names are one thing or are not: projects, enterprises, clusters, platforms, programmes, units, places.

    A and B are names as printed, or IRIs.

    \b
    Example:
      policy-graph same 天成化工 天成万丰 --snapshot out
    """
    from graph.snapshot.query import open_snapshot
    from graph.snapshot.same import print_why

    print_why(open_snapshot(snapshot), first, second, stdout())
