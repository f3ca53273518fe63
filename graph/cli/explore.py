"""policy-graph explore"""

from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, cli


@cli.command()
@SNAPSHOT
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder of the site, with the snapshot's files beside it.  [default: the snapshot itself]",
)
def explore(snapshot: Path, out: Path | None) -> None:
    """Write the site of a snapshot anew: static pages that open from disk, offline, or from any static host.

    Every build writes it into the snapshot. With --out it goes to a folder of its own, to be published as it is.

    \b
    Example:
      policy-graph explore --snapshot out
    """
    from graph.site import rewrite

    click.echo(f"open {rewrite(snapshot, out)}")
