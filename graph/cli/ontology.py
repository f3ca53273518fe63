"""policy-graph ontology"""

from pathlib import Path

import click

from graph.cli.group import cli


@cli.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("ontology-pages"),
    show_default=True,
    help="The folder to write to.",
)
@click.option(
    "--snapshot",
    type=click.Path(path_type=Path),
    help="A snapshot's folder: examples are taken from its graph.",
)
def ontology(out: Path, snapshot: Path | None) -> None:
    """Write the documentation of the ontology: every class and property, with diagrams, in Chinese and English.

    \b
    Example:
      policy-graph ontology --out ontology-pages --snapshot out
    """
    from graph.ontologydocs import write_ontology_pages
    from graph.snapshot.query import open_snapshot

    files = write_ontology_pages(out, examples=open_snapshot(snapshot) if snapshot else None)
    click.echo(f"open {out / files[0]}   (English: {out / files[1]})")
