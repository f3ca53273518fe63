"""The page's own scripts: what they make of a query's text, tested where Node.js is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parent.parent.parent / "web"


@pytest.mark.skipif(not shutil.which("node"), reason="there is no Node.js")
def test_the_scripts_own_tests_pass():
    files = sorted(str(path) for path in (WEB / "test").glob("*.test.js"))
    done = subprocess.run(["node", "--test", *files], cwd=WEB, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.findall(r"^# pass (\d+)", done.stdout, re.MULTILINE)[0]) >= 20


def test_the_lock_file_names_no_place_to_download_from():
    text = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text and '"integrity"' in text
