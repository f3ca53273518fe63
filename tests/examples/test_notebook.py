"""The notebook runs as it stands, against a snapshot of the seeds and a server of it."""

from pathlib import Path

import pytest

from tests.servers import serving


def test_the_notebook_runs(snapshot: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    notebook = nbformat.read(root / "examples" / "pandas.ipynb", as_version=4)
    with serving(snapshot, root) as address:
        monkeypatch.setenv("SNAPSHOT", str(snapshot))
        monkeypatch.setenv("ENDPOINT", f"{address}/sparql")
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [output["data"]["text/plain"] for cell in notebook.cells for output in cell.get("outputs", [])]
    assert "市级重点项目" in shown[0] and "区发展改革局" in shown[-1]
