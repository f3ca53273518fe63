"""policy-graph evaluate"""

from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, cli, formats, stdout


@cli.command()
@click.argument(
    "gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path, exists=False)
)
@SNAPSHOT
@click.option("--errors", is_flag=True, help="List every miss and every false find too.")
@formats("table", "json")
def evaluate(gold: tuple[Path, ...], snapshot: Path, errors: bool, form: str) -> None:
    """Compare a snapshot with GOLD, files of facts that a person read: precision, recall and F1 of each view.

    Relaxed agreement forgives how much of a name was taken. Strict agreement wants the gold's own words, the
    unit and the year, with evidence from the same place.

    \b
    Example:
      policy-graph evaluate tests/gold/000_window1.gold.jsonl --snapshot out
    """
    from graph.evaluation import evaluate as compared
    from graph.evaluation.show import as_json, as_table

    result = compared(gold, snapshot)
    if form == "json":
        stdout().write(as_json(result, errors))
    else:
        for line in as_table(result, errors):
            click.echo(line)
