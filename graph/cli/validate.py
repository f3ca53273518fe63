"""policy-graph validate"""

import sys
from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, cli


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
