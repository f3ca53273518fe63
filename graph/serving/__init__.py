"""A snapshot on the web: SPARQL 1.1 Protocol, Graph Store Protocol (reading), its pages, its entities.

preload.py      the process that workers are made of
worker.py       the process that answers queries
pool.py         the workers: each is ended when a query takes too long
formats.py      media types, and which of them a client wants
protocol.py     what a request asks for, what an answer becomes
description.py  what the service says of itself
entities.py     addresses of entities: page, Turtle, JSON-LD
app.py          the routes
"""
