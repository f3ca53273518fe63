"""The page on which people ask in SPARQL: the same for a server and for a published site that opens from disk.

page.py       the page, with what its editor completes and the queries it offers
assets/       its script and style; bundle.js, the store that answers in the browser, is built by npm from web/
"""

from graph.querypage.page import bundle, query_page, write_static

__all__ = ["bundle", "query_page", "write_static"]
