"""`import`: an edited synthesis comes back, with a word on every difference."""

from argparse import Namespace

from worldcafe.cli.console import Console
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import Difference, EditedWorkbook, Question, read_edited

_MOST = 100
"""Characters of a value that a line shows."""


def import_(arguments: Namespace, console: Console) -> int:
    """Compare a workbook with the workshop, and take over what was changed in it.

    What was changed on both sides needs a word from the person first: without it the report is
    all, and `workbook_conflicts` is refused, in a dry run as well.
    """
    with console.opened(arguments.file) as document:
        place = _place(document.workshop, arguments)
        edited = read_edited(arguments.workbook, document.workshop, place=place)
        edited = edited.remembering(document.states())
        is_settled = not edited.conflicts or arguments.take is not None
        taken = None
        if is_settled and not arguments.dry_run:
            command = edited.command(
                lambda each: not each.is_conflict or arguments.take == "workbook"
            )
            document.do(command)
            taken = len(command.changes)
    report = edited.as_json()
    for remark, said in zip(edited.remarks, report["remarks"], strict=True):
        said["sentence"] = console.words.doubt(remark.code, remark.params)
    console.report({**report, "taken": taken or 0, "dry_run": arguments.dry_run})
    _tell(edited, console, taken=taken)
    if not is_settled:
        refuse("workbook_conflicts", n=len(edited.conflicts))
    return 0


def _place(workshop: Workshop, arguments: Namespace) -> tuple[str, str] | None:
    """Where rows go that name no table or round, as it was typed."""
    if arguments.table is None and arguments.round is None:
        return None
    tables = {table.number: table.id for table in workshop.tables.values()}
    rounds = {round_.number: round_.id for round_ in workshop.rounds.values()}
    table, round_ = tables.get(arguments.table), rounds.get(arguments.round)
    if table is None:
        refuse("table_unknown")
    if round_ is None:
        refuse("round_unknown")
    return table, round_


def _tell(edited: EditedWorkbook, console: Console, *, taken: int | None) -> None:
    """Say every difference, and how many cells were taken over; None where nothing was."""
    words, say = console.words, console.say
    for difference in edited.differences:
        say(f"  {_line(difference, console)}")
    for new in edited.new:
        say(
            words(
                "  {sheet}, row {row}: new, “{title}”",
                sheet=new.sheet,
                row=new.row,
                title=new.contribution.title[:_MOST],
            )
        )
    if edited.remarks:
        say(words("Not taken over, or worth a look:"))
    for remark in edited.remarks:
        sentence = words.doubt(remark.code, remark.params)
        if remark.row:
            say(
                words(
                    "  {sheet}, row {row}: {sentence}",
                    sheet=remark.sheet,
                    row=remark.row,
                    sentence=sentence,
                )
            )
        else:
            say(words("  {sheet}: {sentence}", sheet=remark.sheet, sentence=sentence))
    n, n_new = len(edited.differences), len(edited.new)
    if taken is None:
        say(words.plural("{n} cell differs.", "{n} cells differ.", n))
        say(words.plural("{n} row is new.", "{n} rows are new.", n_new))
    else:
        say(words.plural("{n} cell taken over.", "{n} cells taken over.", taken))
        say(words.plural("{n} row added.", "{n} rows added.", n_new))


def _line(difference: Difference, console: Console) -> str:
    words = console.words
    before, after = difference.sides(words)
    told = {
        "sheet": difference.sheet,
        "row": difference.row,
        "heading": difference.heading,
        "before": before[:_MOST],
        "after": after[:_MOST],
    }
    if difference.question:
        told["why"] = {
            Question.BOTH_CHANGED: words("changed on both sides"),
            Question.FORGOTTEN: words("nothing tells which is newer"),
            Question.MOVED: words("was the column sorted alone?"),
        }[difference.question]
        return words(
            "{sheet}, row {row}, {heading}: “{before}” in the workshop, “{after}” in the"
            " workbook ({why})",
            **told,
        )
    return words("{sheet}, row {row}, {heading}: “{before}” becomes “{after}”", **told)
