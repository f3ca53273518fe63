"""policy-graph explain"""

import sys

import click

from graph.cli.group import cli


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
