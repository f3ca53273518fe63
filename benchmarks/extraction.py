"""How fast are facts read, on one core, next to jieba.posseg tagging the same text?

python benchmarks/extraction.py [FOLDER]        (pip install jieba for the peer)
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from graph.extraction import read_facts
from graph.inputs import collect
from graph.reading import read_file
from graph.structure.document import read_documents


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "seeds"
    sources = [read_file(path) for path in collect([folder]).files if Path(path).suffix == ".txt"]
    documents = [document for source in sources for document in read_documents(source)[0]]
    characters = sum(len(document.text) for document in documents)
    read_facts(documents[0])  # words and patterns are loaded once
    ours = seconds(lambda: [read_facts(document) for document in documents])
    print(f"{len(documents)} documents, {characters:,} characters")
    print(f"  facts: {ours:.2f} s, {characters / ours:,.0f} characters/s on one core")
    try:
        import jieba
        import jieba.posseg
    except ImportError:
        print("  jieba is not installed: no peer to compare with")
        return
    jieba.setLogLevel(60)
    list(jieba.posseg.cut("词典先读一次"))
    peer = seconds(lambda: [list(jieba.posseg.cut(document.text)) for document in documents])
    print(
        f"  jieba.posseg: {peer:.2f} s, {characters / peer:,.0f} characters/s; ours takes {ours / peer:.1f} times as long"
    )


if __name__ == "__main__":
    main()
