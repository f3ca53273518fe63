"""policy-graph push"""

import sys
from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, cli


@cli.command()
@SNAPSHOT
@click.option("--to", "store", required=True, metavar="URL", help="The server's Graph Store address.")
@click.option("--sparql", "endpoint", required=True, metavar="URL", help="Its SPARQL address, for counting.")
@click.option("--user", default="", help="Name to write with; the password is in POLICY_GRAPH_PASSWORD.")
@click.option(
    "--auth",
    type=click.Choice(["digest", "basic"]),
    default="digest",
    show_default=True,
    help="How the server asks for it.",
)
@click.option(
    "--part", type=click.IntRange(min=1), default=10_000, show_default=True, help="Statements sent at a time."
)
@click.option("--anew", is_flag=True, help="Send also what the server holds already.")
def push(snapshot: Path, store: str, endpoint: str, user: str, auth: str, part: int, anew: bool) -> None:
    """Send a snapshot to a SPARQL server, by Graph Store Protocol, in parts.

    A push that was cut off is begun again with the same command: graphs that are there are left. In the end
    every graph's statements are counted.

    \b
    Example:
      policy-graph push --snapshot out --to http://localhost:8890/sparql-graph-crud-auth --sparql http://localhost:8890/sparql --user dba
    """
    import os

    from graph.pushing import Remote
    from graph.pushing import push as push_snapshot

    def say(what: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{what}", nl=False, err=True)

    remote = Remote(store, endpoint, user, os.environ.get("POLICY_GRAPH_PASSWORD", ""), auth)
    done = push_snapshot(snapshot, remote, part=part, anew=anew, progress=say)
    held = f" ({done.held} were there)" if done.held else ""
    click.echo(
        f"{done.graphs} graphs{held}, {done.statements} statements, {done.parts} parts sent; the counts agree"
    )
