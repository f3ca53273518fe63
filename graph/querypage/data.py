"""The graph as a script file: a page opened from disk may not fetch, but it may add a script element.

The N-Quads are compressed (raw deflate, RFC 1951) and base64, in pieces: the script sets a list of texts.
"""

import base64
from pathlib import Path

from graph.snapshot.packing import deflated


def write_graph_script(graph: Path, out: Path) -> int:
    """Writes the N-Quads file `graph` as a script that hands it to the page; the script's size in bytes."""
    with graph.open("rb") as quads, out.open("wb") as file:
        file.write(b"window.policyGraphData=[")
        for number, piece in enumerate(deflated(quads)):
            file.write((b',\n"' if number else b'"') + base64.b64encode(piece) + b'"')
        file.write(b"];\n")
        return file.tell()
