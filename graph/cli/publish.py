"""policy-graph publish"""

from pathlib import Path

import click

from graph.cli.group import cli


@cli.command()
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--to", "site", type=click.Path(path_type=Path), required=True, help="The site's folder.")
@click.option("--version", required=True, help="The version's name, like 2024.1.")
@click.option("--date", required=True, help="The day it is published, YYYY-MM-DD: it is never the clock's.")
@click.option("--title", default="政策图谱 Policy Graph", show_default=True, help="Of the data set.")
@click.option("--publisher", default="Policy Graph", show_default=True, help="Who publishes it.")
@click.option(
    "--licence", default="", help="Of the data: an SPDX identifier or an IRI.  [default: none stated]"
)
@click.option("--no-sources", is_flag=True, help="Publish hashes of the texts, not the texts.")
@click.option("--parquet", is_flag=True, help="Tables as Parquet too (needs pyarrow).")
def publish(
    snapshot: Path,
    site: Path,
    version: str,
    date: str,
    title: str,
    publisher: str,
    licence: str,
    no_sources: bool,
    parquet: bool,
) -> None:
    """Publish SNAPSHOT as a version of a site that is never changed again.

    The version's folder holds the snapshot as it was built, dumps, tables with metadata, the ontology with its
    documentation, descriptions for catalogues, checksums, and what changed since the version before. The site
    gets a list of versions, the latest, a feed, and the entities' own addresses.

    \b
    Example:
      policy-graph publish out --to site --version 2024.1 --date 2024-03-01
    """
    import json

    from graph.publishing import Edition
    from graph.publishing import publish as publish_snapshot
    from graph.snapshot.folder import MANIFEST, check_snapshot

    manifest = json.loads((check_snapshot(snapshot) / MANIFEST).read_text(encoding="utf-8"))
    edition = Edition(
        version, date, manifest["base"], title, publisher, licence, sources=not no_sources, parquet=parquet
    )
    done = publish_snapshot(snapshot, site, edition)
    click.echo(f"published {version}: {done.files} files, {done.size / 1_000_000:.1f} MB, in {done.folder}")
    click.echo(f"{done.inferred} statements inferred, apart from what was stated (dumps/inferred.nq.gz)")
    if done.changes:
        click.echo(
            "since the version before: " + ", ".join(f"{n} {kind}" for kind, n in done.changes.items())
        )
    left = f"; {done.without_redirect} have names that no folder can have" if done.without_redirect else ""
    click.echo(f"{done.redirects} entities have their own addresses{left}")
    click.echo(f"open {site / 'index.html'}")
