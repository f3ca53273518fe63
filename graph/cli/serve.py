"""policy-graph serve"""

from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, cli


@cli.command()
@SNAPSHOT
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8010, show_default=True, help="Port; 0 is any free one."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=10,
    show_default=True,
    help="Seconds after which a query is stopped.",
)
@click.option(
    "--most-bytes", type=click.IntRange(min=1000), default=50_000_000, show_default=True, help="Of an answer."
)
@click.option(
    "--most-memory",
    type=click.IntRange(min=50),
    default=2000,
    show_default=True,
    help="Megabytes that a query may need (where the system can limit it).",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="Queries at a time."
)
@click.option(
    "--waiting", type=click.IntRange(min=0), default=32, show_default=True, help="Queries that may wait."
)
@click.option("--check", is_flag=True, help="Start, answer one query, end.")
def serve(
    snapshot: Path,
    host: str,
    port: int,
    timeout: float,
    most_bytes: int,
    most_memory: int,
    workers: int,
    waiting: int,
    check: bool,
) -> None:
    """Serve a snapshot: its pages at /, a page for queries at /query, SPARQL at /sparql, its graphs at /graph, and
    each thing at its own address.

    For this machine alone, unless --host says otherwise. Nothing can be changed through it.

    \b
    Example:
      policy-graph serve --snapshot out --port 0 --check
    """
    from graph.serving.preload import begin
    from graph.snapshot.index import prepare

    prepare(snapshot, lambda line: click.echo(line, err=True))
    begin(snapshot.resolve())
    from graph.serving.pool import Limits, Pool

    limits = Limits(timeout, most_bytes, most_memory * 1_000_000, workers, waiting)
    pool = Pool(snapshot.resolve(), limits)
    pool.start()
    try:
        from graph.serving.run import run

        run(pool, host, port, check, lambda line: click.echo(line))
    finally:
        pool.stop()
