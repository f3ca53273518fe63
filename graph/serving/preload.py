"""The process that workers are made of, begun before anything else: it reads the graph while the server gets ready."""

import multiprocessing
import os
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

from graph.snapshot.index import has_index

SHARED = "forkserver"
PRELOADED = "POLICY_GRAPH_SNAPSHOT"  # the folder that a process opens before workers are made of it


def begin(folder: Path) -> BaseContext:
    """How workers are made. Where the system can (Linux, macOS), the process they are made of begins now.

    Raises SnapshotError if the folder holds no snapshot.
    """
    if SHARED not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    if not has_index(folder):  # an index on disk is opened by each worker for itself: it has threads
        os.environ[PRELOADED] = str(folder)
    context = multiprocessing.get_context(SHARED)
    context.set_forkserver_preload(["graph.serving.worker"])
    forkserver.ensure_running()
    os.environ.pop(PRELOADED, None)  # for that process alone: this one needs no graph
    return context
