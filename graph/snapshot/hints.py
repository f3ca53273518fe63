"""What a reader may have meant, where a question found nothing for the name that was given."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, QuerySolutions, Store

from graph.snapshot.questions import Question

MOST = 8  # names in one line
LABELS = "?thing skos:prefLabel|skos:altLabel|rdfs:label ?label"
PREFIXES = {"skos": "http://www.w3.org/2004/02/skos/core#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}


def names_given(question: Question, given: Mapping[str, str]) -> list[str]:
    """The texts among the values that were given, in the order of their parameters' names."""
    texts = {one.name for one in question.parameters if one.type == "text"}
    return [value for name, value in sorted(given.items()) if name in texts and value]


def hints(store: Store, values: Iterable[str]) -> list[str]:
    """For each text that names nothing in the graph, the shortest names that hold it."""
    found = []
    for value in values:
        names = _names_with(store, value)
        if value in names:
            continue
        if names:
            shown = "、".join(names[:MOST]) + (" …" if len(names) > MOST else "")
            found.append(f"nothing is called {value}; names that hold it: {shown}")
        else:
            found.append(f"nothing is called {value}, and no name holds it")
    return found


def _names_with(store: Store, value: str) -> list[str]:
    """The names that hold some characters, the shortest first."""
    words = str(Literal(value))
    query = f"SELECT DISTINCT (STR(?label) AS ?name) {{ {LABELS} . FILTER(CONTAINS(STR(?label), {words})) }}"
    solutions = store.query(query, use_default_graph_as_union=True, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    return sorted((row["name"].value for row in solutions), key=lambda name: (len(name), name))
