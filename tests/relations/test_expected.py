"""What the seeds say together, as kept in tests/expected/across: the diff of a change there is its review.

After a change that is meant, write the files again, and read what git shows:

    WRITE_EXPECTED=1 pytest tests/relations/test_expected.py
"""

import difflib
import json
import os
from pathlib import Path
from urllib.parse import unquote

import pytest

EXPECTED = Path(__file__).parent.parent / "expected" / "across"
VIEWS = ("alignments", "conflicts", "identities", "lineage", "outcomes", "successions")
QUOTED = 40  # characters of each quote that are kept
SHOWN = 60  # lines of a difference


def short(column: str, value: object) -> object:
    """An IRI by its last steps, a quote by its beginning."""
    if isinstance(value, str) and value.startswith("https://"):
        return "/".join(unquote(value).split("/id/")[1].split("/")[1:])
    return value[:QUOTED] if isinstance(value, str) and column.endswith("quote") else value


def lines_of(snapshot: Path, view: str) -> list[str]:
    path = snapshot / "facts" / f"{view}.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    kept = ({column: short(column, value) for column, value in row.items() if value != ""} for row in rows)
    return [json.dumps(row, ensure_ascii=False) for row in kept]


@pytest.mark.parametrize("view", VIEWS)
def test_the_rows_of_the_seeds_are_as_kept(snapshot: Path, view: str) -> None:
    found, path = lines_of(snapshot, view), EXPECTED / f"{view}.jsonl"
    if os.environ.get("WRITE_EXPECTED"):
        path.write_text("\n".join(found) + "\n", encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8").splitlines()
    changed = list(difflib.unified_diff(kept, found, "kept", "found", n=0, lineterm=""))
    more = f"\n… and {len(changed) - SHOWN} lines more" if len(changed) > SHOWN else ""
    if changed:
        meant = "\nIf this is meant: WRITE_EXPECTED=1 pytest tests/relations/test_expected.py"
        pytest.fail("\n".join(changed[:SHOWN]) + more + meant, pytrace=False)


def test_every_quote_is_the_words_of_its_source(snapshot: Path) -> None:
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    texts = {file["name"]: (snapshot / file["text"]).read_text(encoding="utf-8") for file in report["files"]}
    files = {document["doc"]: document["file"] for document in report["documents"]}
    seen = 0
    for view, sides in {"outcomes": ("target_", "outcome_"), "alignments": ("upper_", "lower_")}.items():
        for line in (snapshot / "facts" / f"{view}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for side in sides:
                if row[f"{side}quote"]:
                    text = texts[files[row[f"{side}doc"]]]
                    assert text[row[f"{side}start"] : row[f"{side}end"]] == row[f"{side}quote"]
                    seen += 1
    assert seen > 1500
