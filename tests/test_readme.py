"""The README is run: its commands are the ones that build and test, its outputs are real."""

import io
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
    assert "chromium" in commands["test"] and commands["test"].endswith("-m pytest -q")
    assert all("\n" not in command for command in commands.values())


@pytest.fixture(scope="session")
def consoles(root: Path) -> list[tuple[str, str]]:
    return CONSOLE.findall(readme(root))


def test_outputs_in_the_readme_are_real(
    root: Path, snapshot: Path, consoles: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(consoles) >= 4
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", WIDTH)
    for command, expected in consoles:
        words = [str(snapshot) if word == "out" else word for word in shlex.split(command)]
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert _shown(result.output, expected) == expected, command


def _shown(output: str, expected: str) -> str:
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
