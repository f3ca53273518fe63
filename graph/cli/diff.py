"""policy-graph diff"""

from pathlib import Path

import click

from graph.cli.group import cli, formats, stdout

FOLDER = click.Path(path_type=Path)


@cli.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@formats("text", "json", "html")
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Changes listed of each view and document, as text; 0 is all.",
)
def diff(old: Path, new: Path, form: str, most: int) -> None:
    """Say which facts were added, removed or changed from snapshot OLD to snapshot NEW.

    Each change says why: its document's file came, went or changed, or the file is the same and the rules
    (software, rules or ontology version) are not.

    \b
    Example:
      policy-graph diff out out
    """
    from graph.comparing import as_html, as_json, as_text, compare
    from graph.snapshot.terminal import printable

    found = compare(old, new)
    if form == "text":
        for line in as_text(found, most):
            click.echo(printable(line))
    else:
        stdout().write(as_json(found) if form == "json" else as_html(found))
