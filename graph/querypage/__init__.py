"""The query page: SPARQL for readers, over the snapshot itself from disk, or over a server.

library.py     the questions it offers
vocabulary.py  the ontology's words, for completion
data.py        a graph as a script file
assets.py      the scripts and styles, bundled from web/ when the package is built (graph/bundles)
page.py        all of it as query.html, for a site or for a server
"""

from graph.querypage.assets import asset_files, missing
from graph.querypage.library import Parameter, Question
from graph.querypage.page import QueryPage, render_page, write_query_page

__all__ = [
    "Parameter",
    "QueryPage",
    "Question",
    "asset_files",
    "missing",
    "render_page",
    "write_query_page",
]
