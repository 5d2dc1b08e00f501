"""`people`: a participant list comes in, with a word on everything doubtful."""

from argparse import Namespace

from worldcafe.cli.console import Console
from worldcafe.document import Document
from worldcafe.domain.commands import ImportParticipants
from worldcafe.domain.forgetting import known_again
from worldcafe.exchange.roster import Column, Roster, read_roster
from worldcafe.wording.doubts import COLUMN_NAMES
from worldcafe.wording.forgetting import left_out


def people(arguments: Namespace, console: Console) -> int:
    """Read a list, report on it, and import the people unless it is a dry run."""
    with Document.open(arguments.file) as document:
        known = document.workshop.participants.values()
        roster = read_roster(arguments.roster, sheet=arguments.sheet, known=known)
        forgotten = known_again(document.workshop, roster.people)
        n_left_out = 0 if arguments.again else len(forgotten)
        imported = 0
        if not arguments.dry_run:
            again = arguments.again
            document.do(ImportParticipants(participants=roster.people, again=again))
            imported = len(roster.people) - n_left_out
    report = roster.as_json()
    for doubt, said in zip(roster.doubts, report["doubts"], strict=True):
        said["sentence"] = console.words.doubt(doubt.code, doubt.params)
    console.report({**report, "imported": imported, "forgotten": n_left_out,
                    "dry_run": arguments.dry_run})  # fmt: skip
    _tell(roster, console, n_left_out, dry_run=arguments.dry_run)
    return 0


def _tell(roster: Roster, console: Console, n_left_out: int, *, dry_run: bool) -> None:
    words, say = console.words, console.say
    if roster.header_row:
        place = words(
            "Sheet “{sheet}”, headings in row {row}:",
            sheet=roster.sheet,
            row=roster.header_row,
        )
    else:
        place = words("Sheet “{sheet}”, without headings:", sheet=roster.sheet)
    say(place)
    for column in roster.columns:
        say(f"  {column.letter}  {_taken_for(column, console)}")
    if roster.doubts:
        say(words("Please look at these rows:"))
    for doubt in roster.doubts:
        sentence = words.doubt(doubt.code, doubt.params)
        fate = words("imported") if doubt.imported else words("not imported")
        say(
            words(
                "  Row {row}: {sentence} ({fate})", row=doubt.row, sentence=sentence, fate=fate
            )
        )
    if n_left_out:
        say(left_out(words, n_left_out))
        say(words("To add them anew on purpose, give --again."))
    n = len(roster.people) - n_left_out
    if dry_run:
        say(words.plural("{n} person would be imported.", "{n} people would be imported.", n))
    else:
        say(words.plural("{n} person imported.", "{n} people imported.", n))


def _taken_for(column: Column, console: Console) -> str:
    words = console.words
    heading = column.heading or words("(no heading)")
    if column.field is None:
        return words("{heading}: not recognised, left out", heading=heading)
    name = words(COLUMN_NAMES[column.field.value])
    if column.why.value == "values":
        return words("{heading}: {name}, told by its values", heading=heading, name=name)
    return words("{heading}: {name}", heading=heading, name=name)
