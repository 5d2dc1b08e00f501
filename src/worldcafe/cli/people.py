"""`people`: a participant list comes in, with a word on everything doubtful."""

from argparse import Namespace

from worldcafe.cli.console import Console
from worldcafe.domain.commands import ImportParticipants
from worldcafe.domain.forgetting import known_again
from worldcafe.domain.refusal import RuleBroken
from worldcafe.exchange.roster import Field, ListColumn, Roster, read_roster
from worldcafe.wording.doubts import COLUMN_NAMES
from worldcafe.wording.forgetting import left_out
from worldcafe.wording.rows import LEFT_OUT, remark, row_numbers


def people(arguments: Namespace, console: Console) -> int:
    """Read a list, report on it, and import the people unless it is a dry run.

    Raises `RuleBroken` where people would be lost or mixed up, once the report is out, in a dry
    run as well: `roster_loses_people`, `roster_names_guessed`, `roster_mixes_people`.
    """
    with console.opened(arguments.file) as document:
        roster = read_roster(
            arguments.roster,
            sheet=arguments.sheet,
            columns={index: Field(field) for index, field in arguments.columns},
            known=document.workshop.participants.values(),
        )
        broken = None if arguments.anyway else _objection(roster, console)
        again = arguments.again
        n_forgotten = 0 if again else len(known_again(document.workshop, roster.people))
        n_coming = len(roster.people) - n_forgotten
        imported = 0
        if not arguments.dry_run and not broken:
            document.do(ImportParticipants(participants=roster.people, again=again))
            imported = n_coming
    report = roster.as_json()
    for doubt, said in zip(roster.doubts, report["doubts"], strict=True):
        said["sentence"] = console.words.doubt(doubt.code, doubt.params)
    for each, said in zip(roster.remarks, report["remarks"], strict=True):
        said["sentence"] = remark(console.words, each.code, each.params, each.rows)
    report["objection"] = broken.code if broken else None
    console.report({**report, "imported": imported, "forgotten": n_forgotten,
                    "dry_run": arguments.dry_run})  # fmt: skip
    _tell(roster, console)
    if n_forgotten:
        console.say(left_out(console.words, n_forgotten))
        console.say(console.words("To add them anew on purpose, give --again."))
    if broken:
        raise broken
    _tell_outcome(n_coming, console, dry_run=arguments.dry_run)
    return 0


def _objection(roster: Roster, console: Console) -> RuleBroken | None:
    """Why a person should say first that the list is to be imported as it is."""
    if roster.loses_many:
        n_rows = len(roster.people) + sum(not doubt.imported for doubt in roster.doubts)
        rows = row_numbers(roster.losses)
        return RuleBroken("roster_loses_people", n=len(roster.losses), total=n_rows, rows=rows)
    guessed = roster.layout.guessed_names
    if guessed:
        return RuleBroken(
            "roster_names_guessed",
            columns=", ".join(column.letter for column in guessed),
            column=f"{guessed[0].letter}={guessed[0].field}",
        )
    lacking = roster.layout.lacks_half
    if lacking and roster.mixes_up:
        likely = roster.layout.likely_half
        return RuleBroken(
            "roster_mixes_people",
            lacking=console.words(COLUMN_NAMES[lacking.value]),
            column=f"{likely.letter if likely else 'C'}={lacking.value}",
        )
    return None


def _tell(roster: Roster, console: Console) -> None:
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
    for each in roster.remarks:
        say(remark(words, each.code, each.params, each.rows))
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
    if roster.left_out:
        say(words("Rows that bring nobody:"))
    for code, rows in roster.left_out.items():
        what = words(LEFT_OUT[code])
        numbers = row_numbers(rows)
        say(
            words.plural(
                "  {what}: {n} (row {rows})",
                "  {what}: {n} (rows {rows})",
                len(rows),
                what=what,
                rows=numbers,
            )
        )
    lacking, likely = roster.layout.lacks_half, roster.layout.likely_half
    if lacking and likely:
        say(
            words(
                "No column was taken for “{lacking}”. Column {letter}, “{heading}”, may be it:"
                " --column {letter}={field}",
                lacking=words(COLUMN_NAMES[lacking.value]),
                letter=likely.letter,
                heading=likely.heading,
                field=lacking.value,
            )
        )


def _tell_outcome(n: int, console: Console, *, dry_run: bool) -> None:
    words = console.words
    if dry_run:
        said = words.plural("{n} person would be imported.", "{n} people would be imported.", n)
    else:
        said = words.plural("{n} person imported.", "{n} people imported.", n)
    console.say(said)


def _taken_for(column: ListColumn, console: Console) -> str:
    words = console.words
    heading = column.heading or words("(no heading)")
    if column.maybe:
        return words(
            "{heading}: left out; perhaps {name}: --column {letter}={field}",
            heading=heading,
            name=words(COLUMN_NAMES[column.maybe.value]),
            letter=column.letter,
            field=column.maybe.value,
        )
    if column.field is None:
        return words("{heading}: not recognised, left out", heading=heading)
    name = words(COLUMN_NAMES[column.field.value])
    if column.why.value == "values":
        return words("{heading}: {name}, told by its values", heading=heading, name=name)
    return words("{heading}: {name}", heading=heading, name=name)
