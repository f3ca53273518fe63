"""Servers as a user starts them: processes of their own on free ports."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def serving(snapshot: Path, root: Path, *options: str) -> Iterator[str]:
    """The address of a server of a snapshot."""
    command = [sys.executable, "-m", "graph", "serve", "--snapshot", str(snapshot), "--port", "0", *options]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        address = re.search(r"http://[\d.:]+", line)
        assert address, line
        try:
            yield address[0]
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def server(snapshot: Path, root: Path) -> Iterator[str]:
    with serving(snapshot, root) as address:
        yield address


@pytest.fixture(scope="session")
def tight(snapshot: Path, root: Path) -> Iterator[str]:
    """A server with narrow limits: one second, 100 kB, 300 MB, two queries at a time and one that waits."""
    limits = "--timeout 1 --most-bytes 100000 --most-memory 300 --workers 2 --waiting 1"
    with serving(snapshot, root, *limits.split()) as address:
        yield address


@pytest.fixture
def serve(root: Path) -> Callable[..., object]:
    return lambda snapshot, *options: serving(snapshot, root, *options)
