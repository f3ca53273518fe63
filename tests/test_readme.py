"""The README is run: its commands are the ones that build and test, its outputs are real.

WRITE_EXPECTED=1 pytest tests/test_readme.py writes the outputs anew, cut as they were.
"""

import io
import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli import cli

MARKED = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.+?)\n```")
CONSOLE = re.compile(r"```console\n\$ policy-graph (?P<command>.+?)\n(?P<output>.*?)```", re.DOTALL)
WIDTH = "100"


def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_are_marked_and_install_what_they_need(root: Path) -> None:
    commands = dict(MARKED.findall(readme(root)))
    assert set(commands) == {"build", "test"}
    assert commands["build"].endswith(".venv/bin/python build.py")
    assert "chromium" in commands["test"] and " -m pytest -q" in commands["test"]
    assert all("\n" not in command for command in commands.values())


def test_outputs_in_the_readme_are_real(root: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = readme(root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", WIDTH)
    assert len(CONSOLE.findall(text)) >= 4
    if os.environ.get("WRITE_EXPECTED"):
        text = CONSOLE.sub(lambda block: _written_anew(block, snapshot), text)
        (root / "README.md").write_text(text, encoding="utf-8")
    for command, expected in CONSOLE.findall(text):
        assert shown(_output(command, snapshot), expected) == expected, command


def _output(command: str, snapshot: Path) -> str:
    words = [str(snapshot) if word == "out" else word for word in shlex.split(command)]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, f"{command}\n{result.output}"
    return result.output


def _written_anew(block: re.Match[str], snapshot: Path) -> str:
    output = shown(_output(block["command"], snapshot), block["output"])
    return f"```console\n$ policy-graph {block['command']}\n{output}```"


def shown(output: str, expected: str) -> str:
    """The output, cut as the README cuts it: a line of … stands for what is left out."""
    if "…\n" not in expected.splitlines(keepends=True):
        return output
    head = expected.split("…\n")[0]
    lines = io.StringIO(output).readlines()
    count = len(head.splitlines())
    rest = expected.split("…\n", 1)[1]
    tail = lines[len(lines) - len(rest.splitlines()) :] if rest else []
    return "".join(lines[:count]) + "…\n" + "".join(tail)


def test_every_command_stands_in_the_readme(root: Path) -> None:
    text = readme(root)
    for name in cli.commands:
        assert f"policy-graph {name}" in text, name
