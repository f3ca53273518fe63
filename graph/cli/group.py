"""The group of commands: what an error looks like, and the options that several commands share."""

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from graph import __version__

SNAPSHOT = click.option(
    "--snapshot",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The snapshot's folder.",
)
TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    help="Seconds after which the query is given up; 0 is never.",
)


class Commands(click.Group):
    """The group. Errors that a user can act on become one line; any other is a bug and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader of our output has gone: no error
            what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)
            raise click.ClickException(what) from error
        except ValueError as error:
            if not _is_users(error):
                raise
            detail = "".join(f"\n{line}" for line in getattr(error, "detail", ()))
            raise click.ClickException(" ".join(str(error).split()) + detail) from error


def _is_users(error: ValueError) -> bool:
    from graph.errors import UserError
    from graph.reading import UnreadableError

    return isinstance(error, UserError | UnreadableError)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policy-graph")
def cli() -> None:
    """Read what Chinese local governments promise and report, and turn it into a graph.

    \b
    Example:
      policy-graph build seeds --out out      # then open out/index.html
    """


def formats(*names: str) -> Callable[..., Callable[..., None]]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print.",
    )


def stdout() -> TextIO:
    """Data are UTF-8, whatever the locale says."""
    reconfigure(sys.stdout, encoding="utf-8")
    return sys.stdout


def reconfigure(stream: TextIO, **settings: str) -> None:
    if change := getattr(stream, "reconfigure", None):
        change(**settings)
