"""The server as a process: uvicorn on a socket of ours, so that a port in use is an error that a user can act on."""

import os
import socket
from collections.abc import Callable

import uvicorn

from graph.serving.app import application
from graph.serving.pool import Pool

SERVED = ("/", "/query", "/sparql", "/graph", "/health")


def run(pool: Pool, host: str, port: int, check: bool, say: Callable[[str], None]) -> None:
    """Serves until it is told to end; with `check`, only until the first query is answered.

    Raises OSError if the address cannot be listened at, SnapshotError if the graph is broken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise OSError(error.errno, os.strerror(error.errno or 0), f"{host}:{port}") from error
    with listening:
        # inherited by every connection: asyncio sets it only on sockets that it knows for TCP, and without it
        # each answer waits 40 ms for the client's acknowledgement
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        config = uvicorn.Config(
            application(pool.folder, pool), log_level="warning", access_log=False, server_header=False
        )
        shown = f"[{host}]" if ":" in host else host
        at = f"http://{shown}:{listening.getsockname()[1]}"
        pool.wait()
        say(f"serving {pool.folder.name} at " + "  ".join(f"{at}{path}" for path in SERVED))
        if not check:
            uvicorn.Server(config).run(sockets=[listening])
