"""A query's text, before it is run: prefixes that need no declaration, its data set, where it is wrong."""

import re

from graph.errors import UserError
from graph.snapshot.quads import PREFIXES
from graph.snapshot.terminal import printable, shortened, width_of

PLACE = re.compile(r"^error at (?P<line>\d+):(?P<column>\d+): (?:expected )?(?P<reason>.*)$", re.DOTALL)
PROLOGUE = re.compile(r"^(?:\s+|#[^\n]*|(?i:PREFIX)\s+[\w-]*:\s*<[^>]*>|(?i:BASE)\s*<[^>]*>)+")
FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
ANY = "[_]"  # any character, in the parser's list of what it expected
MEANING = "variable that is unbound"
LONGEST_REASON = 100
LONGEST_LINE = 100  # of the query, as shown with a mistake
# What is no keyword: addresses, texts, comments (SPARQL 1.1, 19.8: IRIREF, String, and 19.4)
OPAQUE = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|'''(?:[^\\]|\\.)*?'''|\"""(?:[^\\]|\\.)*?\"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\#[^\n]*""",
    re.DOTALL,
)
FROM = re.compile(r"(?<![\w?$:.-])FROM\b(?!:)", re.IGNORECASE)
# Where the word SERVICE is surely no keyword: in a variable, a prefixed name, an address without brackets or quotes
HARMLESS = re.compile(r"""[?$]\w+|[A-Za-z][\w-]*:[\w-]+|<[A-Za-z][\w+.-]*:[^<>"'{}|^`\\\s()]*>""")


class QueryError(UserError):
    """There is no such view or query, or it cannot be answered as asked."""


def with_prefixes(query: str) -> str:
    """The query with the prefixes it uses and does not declare, on its first line, so that its lines keep their numbers.

    >>> with_prefixes("SELECT ?s { ?s a pg:Task }").startswith("PREFIX pg: <https://policy-graph.example/ontology#> SELECT")
    True
    """
    declared = set(re.findall(r"(?i)prefix\s+([\w-]*):", query))
    used = [p for p in PREFIXES if p not in declared and re.search(rf"(?<![\w-]){p}:", query)]
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in used) + query


def names_its_graphs(query: str) -> bool:
    """Whether a query says with FROM over which graphs it runs; without, it runs over all of them.

    >>> names_its_graphs("SELECT * FROM <https://example.org/g> { ?s ?p ?o }"), names_its_graphs("ASK { ?from ?p 'from <x>' }")
    (True, False)
    """
    return bool(FROM.search(OPAQUE.sub(" ", query)))


def refuse_service(query: str) -> None:
    """Raises QueryError for a query that would send a part of itself to another server.

    The store would do so, and no query may use the network. The word is looked for everywhere but where it
    surely is a part of a name: rather one text too many refused than one call let through.

    >>> refuse_service("SELECT ?service { ?service a pg:Task }")
    """
    if "service" in HARMLESS.sub(" ", query).lower():
        raise QueryError(
            "SERVICE is not answered: a query here never asks another server (nor may it hold the word)"
        )


def mistake(message: str, query: str, added: int) -> QueryError:
    """The error for a query that is no SPARQL, with the place in it.

    `message` is the store's; `added` characters stand before the query's first line.
    """
    begins = re.sub(PROLOGUE, "", query).split(maxsplit=1)
    if not begins or begins[0].upper().partition("{")[0].partition("*")[0] not in FORMS:
        seen = f", not with “{shortened(begins[0], 20)}”" if begins else "; this one is empty"
        return QueryError(f"a query begins with {', '.join(FORMS[:-1])} or {FORMS[-1]}{seen}")
    match = PLACE.match(message)
    if not match:
        return QueryError(f"the query is no SPARQL: {printable(message)}")
    line, column = int(match["line"]), int(match["column"])
    column = max(1, column - (added if line == 1 else 0))
    lines = [*query.splitlines(), ""]
    line = min(line, len(lines))
    unsure = ANY in match["reason"] and MEANING not in match["reason"]
    if unsure and (found := _second_reading(query)):
        line, column = found
    before = lines[line - 1][: column - 1]
    if "Prefix not found" in message and (name := re.search(r"[\w-]*:[^\s:]*$", before)):
        column = name.start() + 1
    rest = " ".join(lines[line - 1 : line + 1])[column - 1 :]
    there = f", before “{shortened(rest, 40)}”" if rest.strip() else ", at its end"
    reason = _reason(match["reason"], "\n".join([*lines[: line - 1], before]))
    said = f"the query is no SPARQL at line {line}, column {column}{there}: {reason}"
    return QueryError(said, _shown(lines, line, column))


def _second_reading(query: str) -> tuple[int, int] | None:
    """Where another parser finds the first word that does not fit.

    Oxigraph's looks ahead for any character, and then says that the mistake is at the query's end.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    whole = with_prefixes(query)
    try:
        parseQuery(whole)
    except ParseException as error:
        at = error.loc - len(whole) + len(query)
        before = query[: max(0, at)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    except Exception:  # it has limits of its own; the first parser's word stands
        return None
    return None


def _shown(lines: list[str], line: int, column: int) -> list[str]:
    """The line of the mistake with its number and a mark under the place; a long line around the place only."""
    if not lines[line - 1].strip() and line > 1:  # the query ended too early: show where
        line -= 1
        column = len(lines[line - 1].rstrip()) + 1
    text, start = lines[line - 1], max(0, column - 1 - LONGEST_LINE // 2)
    head = f"  {line} | " + ("…" if start else "")
    before = printable(text[start : column - 1])
    cut = printable(text[start : start + LONGEST_LINE]) + ("…" if len(text) > start + LONGEST_LINE else "")
    return [head + cut, " " * (width_of(head) + width_of(before)) + "^"]


def _reason(reason: str, before: str) -> str:
    """What the parser expected, without its tables of characters. `before` is the query up to the place."""
    if "Prefix not found" in reason:
        name = re.findall(r"[\w-]*:", before)[-1:]
        return f"no prefix {''.join(name)} is declared (known without: {', '.join(PREFIXES)})"
    if "IRI parsing failed" in reason:
        return "this IRI holds a character that no IRI may"
    if MEANING in reason:
        return "a variable of the SELECT is neither grouped by nor counted, summed or the like"
    if ANY in reason:
        return "something else is expected"
    words = [word for word in reason.removeprefix("one of ").split(", ") if not word.startswith("[")]
    listed = ", ".join(words)
    cut = listed if len(listed) <= LONGEST_REASON else listed[:LONGEST_REASON].rpartition(",")[0] + " …"
    return f"expected {'one of ' if len(words) > 1 else ''}{cut}" if words else "something else is expected"
