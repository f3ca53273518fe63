"""The commands, one file each. Each one opens files, calls one function, prints."""

import sys

from graph.cli import build, diff, evaluate, explain, facts, publish, push, query, serve, validate, verify
from graph.cli.group import cli, reconfigure

__all__ = [
    "build",
    "cli",
    "diff",
    "evaluate",
    "explain",
    "facts",
    "main",
    "publish",
    "push",
    "query",
    "serve",
    "validate",
    "verify",
]


def main(args: list[str] | None = None) -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure(stream, errors="replace")
    cli(args, prog_name="policy-graph")
