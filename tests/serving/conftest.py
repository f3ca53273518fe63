"""The servers that several tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import serving


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
