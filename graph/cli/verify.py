"""policy-graph verify"""

import sys
from pathlib import Path

import click

from graph.cli.group import cli


@cli.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option(
    "--version", default="", help="Check this version alone.  [default: all, and the site's own files]"
)
def verify(site: Path, version: str) -> None:
    """Check that a published SITE is as it was published; exit code 1 if it is not.

    Every hash, count and link; the dumps against the graph; the graph against its shapes; every quote against
    its text.

    \b
    Example:
      policy-graph verify site
    """
    from graph.publishing import verify as damages_of
    from graph.publishing.versions import read_versions
    from graph.snapshot.terminal import printable

    found = damages_of(site, version)
    for damage in found:
        where = ": ".join(part for part in (damage.version, damage.place) if part)
        click.echo(printable(f"{damage.kind}  {where}: {damage.message}"))
    if found:
        click.echo(f"{len(found)} damages", err=True)
        sys.exit(1)
    checked = [version] if version else [held.version for held in read_versions(site)]
    click.echo(f"{', '.join(checked)}: as published")
