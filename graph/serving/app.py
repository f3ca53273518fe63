"""The routes of the server. Nothing in it writes."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from graph import __version__
from graph.querypage import asset_files, missing, render_page
from graph.rdf.names import BASE
from graph.serving.description import description
from graph.serving.entities import about, page, statements
from graph.serving.formats import TRIPLES, choose, wants_page
from graph.serving.pool import Pool
from graph.serving.protocol import (
    READ_ONLY,
    RefusedError,
    accept_of,
    decoded,
    etag,
    question_of,
    response_of,
    unchanged,
    values,
)
from graph.serving.worker import Question
from graph.snapshot.addresses import local_name, page_of, path_of, url_path
from graph.snapshot.folder import GRAPH, MANIFEST
from graph.snapshot.questions import load_questions

GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Pages(StaticFiles):
    """The files of a snapshot that its manifest names, and no others."""

    def __init__(self, folder: Path, files: Mapping[str, object]) -> None:
        super().__init__(directory=folder, html=True)
        self._files = {*files, MANIFEST}

    async def get_response(self, path: str, scope: Scope) -> Response:
        whole = "index.html" if path == "." else path
        if whole not in self._files and f"{whole.rstrip('/')}/index.html" not in self._files:
            raise HTTPException(404)
        return await super().get_response(path, scope)


class ReadOnly:
    """Lets nothing through but what reads: GET and HEAD, and POST where queries are asked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowed = ["GET", "HEAD", *(["POST"] if scope.get("path") == "/sparql" else [])]
        if scope["type"] != "http" or scope["method"] in allowed:
            await self._app(scope, receive, send)
            return
        refusal = PlainTextResponse(READ_ONLY, 405, {"Allow": ", ".join(allowed)})
        await refusal(scope, receive, send)


@dataclass
class Server:
    """A snapshot and the workers that answer for it."""

    folder: Path
    pool: Pool
    manifest: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.manifest = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        self.base: str = self.manifest["base"]
        self.graph: str = self.manifest["files"][GRAPH]["sha256"]

    # -- SPARQL

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol. Without a query, what the service is."""
        if request.method != "POST" and not values(decoded(request.url.query), "query"):
            if values(decoded(request.url.query), "update"):
                await question_of(request)  # refused
            return await self._describe(request)
        return await self._asked(request, await question_of(request))

    async def query(self, request: Request) -> Response:
        """The page on which people ask."""
        if any(missing()):
            raise RefusedError(501, f"{missing()[1]}\n")
        questions = load_questions().values()
        shown = render_page(
            "/sparql", questions=questions, base=self.base, links={"page": path_of(self.base)}
        )
        return HTMLResponse(shown)

    async def _asked(self, request: Request, question: Question) -> Response:
        tag = etag(self.graph, [question])
        if unchanged(request, tag):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        return response_of(await self.pool.answer(question), tag)

    async def _describe(self, request: Request) -> Response:
        form = choose(TRIPLES, accept_of(request), request.query_params.get("format", ""))
        if form is None:
            raise RefusedError(
                406, "The service's description can be had as Turtle, N-Triples, RDF/XML or JSON-LD.\n"
            )
        counted = await self._rows(Question(GRAPHS))
        graphs = [(row["g"]["value"], int(row["n"]["value"])) for row in counted]
        counts = {"triples": self.manifest["statements"], "classes": len(self.manifest["classes"])}
        data = description(str(request.url.replace(query="")), counts, graphs, form)
        return Response(data, headers={"Content-Type": form.content_type, "Vary": "Accept"})

    async def _rows(self, question: Question) -> list[dict[str, Any]]:
        """The bindings of a SELECT of ours."""
        answer = await self.pool.answer(
            Question(question.query, question.default_graphs, question.named_graphs, format="json")
        )
        if answer.status != "ok":
            raise RefusedError(response_of(answer, "").status_code, answer.data.decode())
        found: list[dict[str, Any]] = json.loads(answer.data)["results"]["bindings"]
        return found

    # -- Graph Store Protocol, reading

    async def graph_store(self, request: Request) -> Response:
        """One graph: ?default, the union of all; or ?graph=IRI. Source: https://www.w3.org/TR/sparql11-http-rdf-update/"""
        fields = decoded(request.url.query)
        named, form = values(fields, "graph"), (values(fields, "format") or [""])[-1]
        if len(named) + bool(values(fields, "default")) != 1:
            raise RefusedError(400, "Name one graph: ?default, or ?graph=IRI.\n")
        if not named:
            return await self._asked(request, Question(WHOLE, accept=accept_of(request), format=form))
        graphs = (named[0],)
        there = await self.pool.answer(Question("ASK { ?s ?p ?o }", graphs, (), format="json"))
        if there.status == "ok" and not json.loads(there.data)["boolean"]:
            raise RefusedError(404, f"There is no graph {named[0]}.\n")
        return await self._asked(request, Question(WHOLE, graphs, (), accept_of(request), form))

    # -- entities

    def _iri(self, request: Request, start: str) -> str:
        """The IRI that a path names, behind `start`."""
        raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
        try:
            name = local_name(raw.partition(b"?")[0][len(start) :])
        except ValueError as error:
            raise RefusedError(400, "The address is not UTF-8.\n") from error
        iri = self.base + name
        if not BASE.match(f"{iri}/"):
            raise RefusedError(404, f"There is nothing at {name}.\n")
        return iri

    async def thing(self, request: Request) -> Response:
        """An entity's own address: on to its page, or to its data, as the client likes (303)."""
        iri = self._iri(request, path_of(self.base))
        there = await self.pool.answer(
            Question(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}", format="json")
        )
        if there.status != "ok":
            return response_of(there, "")
        if not json.loads(there.data)["boolean"]:
            raise RefusedError(404, f"There is nothing at {iri}.\n")
        path = url_path(iri, self.base).removeprefix(path_of(self.base))
        headers = {"Vary": "Accept"}
        if wants_page(accept_of(request)):
            shown = page_of(iri, self.base, self.manifest["files"])
            return RedirectResponse(f"/{shown}" if shown else f"/page/{path}", 303, headers)
        form = choose(TRIPLES, accept_of(request), request.query_params.get("format", ""))
        if form is None:
            raise RefusedError(406, "It can be had as HTML, Turtle, N-Triples, RDF/XML or JSON-LD.\n")
        return RedirectResponse(f"/entity/{form.suffix}/{path}", 303, headers)

    async def data(self, request: Request) -> Response:
        """What is stated of an entity, in the format that the address says."""
        suffix = request.path_params["suffix"]
        form = next((form for form in TRIPLES if form.suffix == suffix), None)
        if form is None:
            raise RefusedError(404, f"There is no format {suffix}.\n")
        iri = self._iri(request, f"/entity/{suffix}/")
        return await self._asked(request, Question(about(iri), format=form.name))

    async def page(self, request: Request) -> Response:
        """What is stated of an entity, for people."""
        iri = self._iri(request, "/page/")
        rows = await self._rows(Question(statements(iri)))
        if not rows:
            raise RefusedError(404, f"There is nothing at {iri}.\n")
        path = url_path(iri, self.base).removeprefix(path_of(self.base))
        links = {form.media_type: f"/entity/{form.suffix}/{path}" for form in reversed(TRIPLES)}
        if shown := page_of(iri, self.base, self.manifest["files"]):
            links["page"] = f"/{shown}"
        return HTMLResponse(page(iri, rows, links, self._path))

    def _path(self, iri: str) -> str:
        """Where a link to an IRI leads: here, if it is ours."""
        if iri.startswith(self.base):
            return url_path(iri, self.base).partition("#")[0].replace(path_of(self.base), "/page/", 1)
        return iri if iri.startswith(("http://", "https://")) else ""

    # -- health

    async def health(self, request: Request) -> Response:
        """Whether queries are answered, and what of."""
        answer = await self.pool.answer(Question("ASK {}", format="json"))
        body = {
            "status": "ok" if answer.status == "ok" else answer.status,
            "version": __version__,
            "ontology": self.manifest["ontology"],
            "rules": self.manifest["rules"],
            "graph": self.graph,
            "statements": self.manifest["statements"],
            "workers": self.pool.limits.workers,
            "busy": self.pool.busy,
            "stopped": self.pool.ended,
        }
        return JSONResponse(body, 200 if answer.status == "ok" else 503, {"Cache-Control": "no-store"})


def application(folder: Path, pool: Pool) -> Starlette:
    """The server of a snapshot; its pool is started by whoever runs it, and stopped with it."""
    server = Server(folder, pool)
    things = path_of(server.base)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pool.stop()

    routes = [
        Route("/sparql", server.sparql, methods=["GET", "POST"]),
        Route("/query", server.query, methods=["GET"]),
        Route("/query-assets/{name}", query_asset, methods=["GET"]),
        Route("/graph", server.graph_store, methods=["GET"]),
        Route("/health", server.health, methods=["GET"]),
        Route("/entity/{suffix}/{path:path}", server.data, methods=["GET"]),
        Route("/page/{path:path}", server.page, methods=["GET"]),
        Route(things + "{path:path}", server.thing, methods=["GET"]),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["*"],
                expose_headers=["ETag"],
            ),
            Middleware(ReadOnly),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        exception_handlers={RefusedError: _refused, HTTPException: _failed},
    )
    app.mount("/", Pages(folder, server.manifest["files"]))
    return app


async def query_asset(request: Request) -> Response:
    """A script or style of the query page."""
    files = {} if any(missing()) else asset_files(engine=False)
    name = request.path_params["name"]
    if name not in files:
        raise RefusedError(404, f"There is no {name}.\n")
    return FileResponse(files[name])


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return error.response()


async def _failed(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
