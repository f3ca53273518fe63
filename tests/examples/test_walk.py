"""The walk in examples/walk.md is walked: each command is run, and prints what stands there.

WRITE_EXPECTED=1 pytest tests/examples/test_walk.py writes the outputs anew, cut as they were.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.querypage import missing
from tests.test_readme import WIDTH, shown

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PORT = "8010"  # in the text; a free one when it is run


class Walker:
    """A shell in a folder of its own, with `policy-graph` and the seeds."""

    def __init__(self, folder: Path, root: Path) -> None:
        program = folder / "bin/policy-graph"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m graph "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        (folder / "seeds").symlink_to(root / "seeds")
        self._folder, self._running = folder, list[subprocess.Popen[str]]()
        path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = os.environ | {"PATH": path, "PYTHONPATH": str(root), "COLUMNS": WIDTH}
        with socket.create_server(("127.0.0.1", 0)) as held:
            self._port = str(held.getsockname()[1])

    def run(self, command: str) -> str:
        """What a command prints; of one that goes on in the background, its first line."""
        here = command.replace(PORT, self._port)
        with_pipes = {"cwd": self._folder, "env": self._environment, "text": True}
        if command == "kill %1":
            self.end()
            return ""
        if here.endswith(" &"):
            process = subprocess.Popen(
                ["bash", "-c", f"exec {here.removesuffix(' &')}"], stdout=subprocess.PIPE, **with_pipes
            )
            self._running.append(process)
            assert process.stdout
            return process.stdout.readline().replace(self._port, PORT)
        done = subprocess.run(
            ["bash", "-c", here], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **with_pipes
        )
        return done.stdout.replace(self._port, PORT)

    def end(self) -> None:
        while self._running:
            process = self._running.pop()
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            assert process.stdout
            process.stdout.close()


@pytest.fixture
def walker(root: Path, tmp_path: Path) -> Iterator[Walker]:
    walker = Walker(tmp_path, root)
    yield walker
    walker.end()


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what stands below it."""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = step.partition("\n")
        yield command, output


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.skipif(any(missing()), reason="the query page is not bundled: a version has fewer files")
@pytest.mark.skipif(
    not {"WALK", "WRITE_EXPECTED"} & os.environ.keys(), reason="it takes a minute: set WALK=1 to walk it"
)
def test_the_walk(root: Path, walker: Walker) -> None:
    path = root / "examples/walk.md"
    text = path.read_text(encoding="utf-8")
    commands = [command for block in BLOCK.findall(text) for command, _ in steps(block)]
    words = {command.split()[1] for command in commands if command.startswith("policy-graph ")}
    assert words == {"build", "ask", "serve", "publish", "diff", "verify"}

    def walked(block: re.Match[str]) -> str:
        found = [(command, shown(walker.run(command), output)) for command, output in steps(block[1])]
        return "```console\n" + "".join(f"$ {command}\n{output}" for command, output in found) + "```"

    found = BLOCK.sub(walked, text)
    if os.environ.get("WRITE_EXPECTED"):
        path.write_text(found, encoding="utf-8")
    for ours, theirs in zip(BLOCK.findall(text), BLOCK.findall(found), strict=True):
        assert theirs == (ours if not os.environ.get("WRITE_EXPECTED") else theirs)
