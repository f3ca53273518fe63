"""A server that graphs are sent to: SPARQL 1.1 Graph Store Protocol to write, SPARQL 1.1 Protocol to count."""

from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx

from graph.errors import UserError

COUNT = "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"
JSON = "application/sparql-results+json"
PATIENCE = 300.0  # seconds for one part or one count


class PushError(UserError):
    """A server did not take what it was sent, or holds something else."""


@dataclass
class Remote:
    """The addresses of a server's graph store and of its SPARQL endpoint, and who asks.

    `auth` is `digest` (Virtuoso) or `basic`; without a user, nobody is named.
    """

    store: str
    endpoint: str
    user: str = ""
    password: str = ""
    auth: str = "digest"

    def __enter__(self) -> "Remote":
        who = httpx.DigestAuth if self.auth == "digest" else httpx.BasicAuth
        self._client = httpx.Client(
            auth=who(self.user, self.password) if self.user else None, timeout=PATIENCE, trust_env=False
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, graph: str, triples: str, first: bool) -> None:
        """A part of a graph; the first takes the place of what the graph held.

        Raises PushError if the server does not take it.
        """
        self._asked(
            "PUT" if first else "POST",
            self.store,
            params={"graph": graph},
            content=triples.encode("utf-8"),
            headers={
                "Content-Type": "text/turtle; charset=utf-8"
            },  # N-Triples are Turtle; not all know them by name
        )

    def count(self, graph: str) -> int:
        """How many statements the server holds of a graph.

        Raises PushError if it does not say.
        """
        got = self._asked(
            "POST", self.endpoint, data={"query": COUNT.format(graph)}, headers={"Accept": JSON}
        )
        try:
            return int(got.json()["results"]["bindings"][0]["n"]["value"])
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise PushError(f"{self.endpoint} does not answer as a SPARQL endpoint") from error

    def _asked(self, method: str, url: str, **what: Any) -> httpx.Response:
        try:
            got = self._client.request(method, url, **what)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise PushError(f"{url}: {error or type(error).__name__}") from error
        if not got.is_success:
            said = " ".join(got.text.split())[:200]
            raise PushError(f"{url} answered {method} with {got.status_code} {got.reason_phrase}: {said}")
        return got
