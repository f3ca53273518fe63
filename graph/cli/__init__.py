"""The commands, one file each. Each one opens files, calls one function, prints."""

import sys

from graph.cli import (
    ask,
    build,
    diff,
    evaluate,
    explain,
    explore,
    facts,
    ontology,
    publish,
    push,
    query,
    same,
    serve,
    validate,
    verify,
)
from graph.cli.group import cli, reconfigure

__all__ = [
    "ask",
    "build",
    "cli",
    "diff",
    "evaluate",
    "explain",
    "explore",
    "facts",
    "main",
    "ontology",
    "publish",
    "push",
    "query",
    "same",
    "serve",
    "validate",
    "verify",
]


def main(args: list[str] | None = None) -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure(stream, errors="replace")
    cli(args, prog_name="policy-graph")
