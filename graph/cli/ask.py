"""policy-graph ask"""

from pathlib import Path

import click

from graph.cli.group import SNAPSHOT, TIMEOUT, cli, formats, stdout


@cli.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("question", required=False)
@SNAPSHOT
@formats("table", "csv", "tsv", "json", "jsonl", "xml")
@TIMEOUT
@click.pass_context
def ask(ctx: click.Context, question: str | None, snapshot: Path, form: str, timeout: float) -> None:
    """List the questions that a snapshot answers, or answer one: QUESTION with its parameters as options.

    \b
    Example:
      policy-graph ask outcomes --year 2023 --verdict missed --snapshot out
    """
    from graph.snapshot.index import prepare
    from graph.snapshot.query import print_question
    from graph.snapshot.questions import filled, list_questions, parameters_of, question_of

    if question is None:
        list_questions(stdout())
    else:
        given = parameters_of(ctx.args)
        filled(question_of(question), given)  # a mistake is told before an index is made
        prepare(snapshot, lambda line: click.echo(line, err=True))
        for remark in print_question(question, given, snapshot, form, stdout(), timeout):
            click.echo(remark, err=True)
