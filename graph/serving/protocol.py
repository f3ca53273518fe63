"""SPARQL 1.1 Protocol: what a request asks for, and what an answer becomes.

Source: https://www.w3.org/TR/sparql11-protocol/, 2.1 (query), 3 (policy); no update is answered by any way.
"""

import hashlib
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graph.serving.worker import Answer, Question

FORM, DIRECT, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
LONGEST_QUERY = 200_000  # bytes
STATUS = {
    "ok": 200,
    "malformed": 400,
    "not_acceptable": 406,
    "too_large": 413,
    "busy": 429,
    "failed": 500,
    "too_long": 503,
    "too_much": 503,
}
READ_ONLY = "This endpoint answers queries only; nothing can be changed through it.\n"
Fields = list[tuple[str, str]]


class RefusedError(Exception):
    """A request that is not answered: its status and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status

    def response(self) -> Response:
        return PlainTextResponse(str(self), self.status)


async def question_of(request: Request) -> Question:
    """The question of a request, by any of the protocol's three ways.

    Raises RefusedError with 400, 403, 413 or 415.
    """
    fields = decoded(request.url.query)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request)
        if kind == FORM:
            fields = [*fields, *decoded(body.decode("ascii", "replace"))]
        elif kind == DIRECT:
            fields = [*fields, ("query", _utf8(body))]
        elif kind == UPDATE:
            raise RefusedError(403, READ_ONLY)
        else:
            raise RefusedError(
                415, f"A POST is {FORM} with a field query, or the query itself as {DIRECT}.\n"
            )
    if values(fields, "update"):
        raise RefusedError(403, READ_ONLY)
    queries = values(fields, "query")
    if len(queries) != 1:
        raise RefusedError(400, f"One query is asked for; this request has {len(queries)}.\n")
    graphs = [values(fields, name) for name in ("default-graph-uri", "named-graph-uri")]
    default, named = (tuple(found) for found in graphs) if any(graphs) else (None, None)
    form = (values(fields, "format") or [""])[-1]
    return Question(queries[0], default, named, accept_of(request), form)


def decoded(query: str) -> Fields:
    """The fields of a query string or a form.

    Raises RefusedError where they are not UTF-8.
    """
    try:
        return parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise RefusedError(400, "The request is not UTF-8.\n") from error


def values(fields: Fields, name: str) -> list[str]:
    return [value for key, value in fields if key == name]


def accept_of(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))


async def _body(request: Request) -> bytes:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > LONGEST_QUERY:
            raise RefusedError(413, f"A query may have {LONGEST_QUERY:,} bytes.\n")
    return bytes(found)


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "The query is not UTF-8.\n") from error


def etag(graph: str, parts: Sequence[object]) -> str:
    """A weak validator: the same question about the same graph has the same answer."""
    text = "\x1f".join(map(repr, (graph, *parts)))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client holds the answer already."""
    held = [value.strip() for value in request.headers.get("if-none-match", "").split(",")]
    return tag in held or "*" in held


def response_of(answer: Answer, tag: str) -> Response:
    """An answer as a response. What is no answer says why, as plain text."""
    status = STATUS[answer.status]
    if status != 200:
        return PlainTextResponse(answer.data, status, {"Retry-After": "1"} if status == 429 else {})
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(answer.data, status, {**headers, "Content-Type": answer.content_type})
