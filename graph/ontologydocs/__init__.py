"""The ontology's documentation: static pages in Chinese and English, offline, without scripts.

triples.py   a Turtle file → a small graph
terms.py     policy.ttl → the ontology's head and terms
shapes.py    shapes.ttl → rules to be put into words
queries.py   views, questions and checks → the terms that each uses
samples.py   a graph of real data → examples
diagram.py   columns of classes with an arrow a property, as SVG
pages.py     all of it → index.html (Chinese) and en.html (English), with policy.ttl and shapes.ttl beside them
"""

from graph.ontologydocs.pages import DocumentationError, write_ontology_pages

__all__ = ["DocumentationError", "write_ontology_pages"]
