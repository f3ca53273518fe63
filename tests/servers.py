"""Servers as a user starts them: processes of their own on free ports."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
