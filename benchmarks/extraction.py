"""How fast are facts read, on one core, next to jieba.posseg tagging the same text?

python benchmarks/extraction.py [FOLDER]        (pip install jieba for the peer)

Speeds and the ratio are of processor time, so that other work on the machine matters less; the clock's time
stands beside it.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from graph.extraction import read_facts
from graph.inputs import collect
from graph.readers import collect_rarely
from graph.reading import read_file
from graph.structure.document import read_documents


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Processor time and the clock's time that some work takes."""
    used, start = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - used, time.perf_counter() - start


def told(name: str, characters: int, used: float, passed: float) -> str:
    return f"  {name}: {used:.2f} s ({passed:.2f} s by the clock), {characters / used:,.0f} characters/s"


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "seeds"
    sources = [read_file(path) for path in collect([folder]).files if Path(path).suffix == ".txt"]
    documents = [document for source in sources for document in read_documents(source)[0]]
    characters = sum(len(document.text) for document in documents)
    read_facts(documents[0])  # words and patterns are loaded once
    collect_rarely()  # as a build does
    ours, passed = seconds(lambda: [read_facts(document) for document in documents])
    print(f"{len(documents)} documents, {characters:,} characters")
    print(told("facts", characters, ours, passed), "on one core")
    try:
        import jieba
        import jieba.posseg
    except ImportError:
        print("  jieba is not installed: no peer to compare with")
        return
    jieba.setLogLevel(60)
    list(jieba.posseg.cut("词典先读一次"))
    peer, passed = seconds(lambda: [list(jieba.posseg.cut(document.text)) for document in documents])
    print(told("jieba.posseg", characters, peer, passed) + f"; ours takes {ours / peer:.2f} times as long")


if __name__ == "__main__":
    main()
