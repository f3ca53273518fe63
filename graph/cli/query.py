"""policy-graph query"""

import sys
from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, TIMEOUT, cli, formats, stdout


@cli.command()
@click.argument("query", required=False, metavar="[FILE | NAME | -]")
@click.option("-e", "text", metavar="TEXT", help="The query itself.")
@SNAPSHOT
@formats("table", "csv", "tsv", "json", "jsonl", "xml", "turtle", "ntriples", "jsonld")
@TIMEOUT
@click.option("--inferred", is_flag=True, help="Also over what follows from the ontology.")
def query(
    query: str | None, text: str | None, snapshot: Path, form: str, timeout: float, inferred: bool
) -> None:
    """Run SPARQL over a snapshot: a FILE, the NAME of a view or question, - for standard input, or text with -e.

    The prefixes pg, dcterms, org, skos, prov, oa, schema, foaf, rdf, rdfs, xsd need no declaration. Without
    FROM, a query runs over all graphs at once.

    \b
    Example:
      policy-graph query -e "SELECT ?t WHERE { ?d a pg:TaskBreakdown ; dcterms:title ?t }" --snapshot out
    """
    from graph.snapshot.index import prepare
    from graph.snapshot.query import print_query

    if (query is None) == (text is None):
        raise click.UsageError("name a query (FILE, view or -), or give its text with -e")
    if not inferred:
        prepare(snapshot, lambda line: click.echo(line, err=True))
    print_query(query, text, snapshot, form, sys.stdin, stdout(), timeout, inferred)
