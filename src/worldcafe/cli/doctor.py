"""`doctor`: whether this computer and a file are ready for the day."""

from argparse import Namespace

from worldcafe.cli.console import Console
from worldcafe.document import Document
from worldcafe.domain.laptop import Finding, Laptop, Weight, findings
from worldcafe.laptop import this_laptop
from worldcafe.wording.laptop import finding_sentence, remedy_sentence

FIT, UNFIT = 0, 3
_MARKS = {Weight.GOOD: "✓", Weight.LOOK: "·", Weight.BAD: "✗"}


def doctor(arguments: Namespace, console: Console) -> int:
    """Look at the computer and, if one is named, at the file; say what helps."""
    laptop = _examined(arguments)
    found = findings(laptop)
    words = console.words
    console.report({"findings": [_reported(each, laptop, console) for each in found]})
    for each in found:
        console.say(f"{_MARKS[each.weight]} {finding_sentence(each, laptop, words)}")
        remedy = remedy_sentence(each, laptop, words)
        if remedy:
            console.say(f"    {remedy}")
    console.say(words("Screens, sound and printers are looked at in the window."))
    return UNFIT if any(each.weight is Weight.BAD for each in found) else FIT


def _examined(arguments: Namespace) -> Laptop:
    if arguments.file is None:
        return this_laptop()
    with Document.open(arguments.file) as document:
        return this_laptop(document)


def _reported(finding: Finding, laptop: Laptop, console: Console) -> dict[str, str]:
    return {
        "code": finding.state.value,
        "weight": finding.weight.name.lower(),
        "text": finding_sentence(finding, laptop, console.words),
        "remedy": remedy_sentence(finding, laptop, console.words),
    }
