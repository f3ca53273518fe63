"""The data path goes one way: a step may import only what stands above it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "graph"
ORDER = [
    ["errors", "model", "resources"],
    ["lexicon", "gazetteer"],
    ["language"],
    ["reading"],
    ["structure"],
    ["extraction"],
    ["identity"],
    ["resolution"],
    ["outcomes"],
    ["relations"],
    ["rdf"],
    ["inference"],
    ["snapshot"],
    ["bundles"],
    ["explorer", "checks"],
    ["ontologydocs", "querypage"],
    ["inputs", "site"],
    ["comparing", "readers"],
    ["pipeline", "explain", "evaluation", "publishing", "pushing", "serving"],
    ["cli"],
    ["__main__"],
]
STEPS = [step for rank in ORDER for step in rank]


def files_of(step: str) -> list[Path]:
    folder = PACKAGE / step
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{step}.py"]


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """The steps that a file imports, in functions too, with the line. `import graph.x` is not our style."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "graph" for alias in node.names), (
                f"{path}:{node.lineno}"
            )
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            package, _, rest = (node.module or "").partition(".")
            if package == "graph":
                names = [rest.split(".")[0]] if rest else [alias.name for alias in node.names]
                yield from ((name, node.lineno) for name in names if name != "__version__")


def allowed(step: str) -> set[str]:
    rank = next(n for n, steps in enumerate(ORDER) if step in steps)
    return {step}.union(*ORDER[:rank])


@pytest.mark.parametrize("step", STEPS)
def test_a_step_imports_only_from_above(step: str) -> None:
    wrong = [
        f"{path.relative_to(PACKAGE.parent)}:{line} imports {name}"
        for path in files_of(step)
        for name, line in imports_of(path)
        if name not in allowed(step)
    ]
    assert not wrong


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_there(step: str) -> None:
    assert files_of(step) and all(path.is_file() for path in files_of(step))


def test_no_step_is_missing_from_the_order() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert modules | packages == set(STEPS)


def test_an_import_against_the_order_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(
        "def f():\n    from graph.cli import main\n    from graph import pipeline\n", encoding="utf-8"
    )
    found = dict(imports_of(path))
    assert found == {"cli": 2, "pipeline": 3}
    assert not set(found) & allowed("reading")
