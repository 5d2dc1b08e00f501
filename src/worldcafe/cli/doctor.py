"""`doctor`: whether this computer and a file are ready for the day."""

from argparse import Namespace

from worldcafe.cli.console import Console
from worldcafe.domain.laptop import Laptop, State, looked_at
from worldcafe.domain.vocabulary import Severity
from worldcafe.laptop import this_laptop
from worldcafe.wording.laptop import remedy_sentence, state_sentence

FIT, UNFIT = 0, 3
_MARKS = {Severity.GOOD: "✓", Severity.ATTENTION: "·", Severity.PROBLEM: "✗"}


def doctor(arguments: Namespace, console: Console) -> int:
    """Look at the computer and, if one is named, at the file; say what helps."""
    laptop = _examined(arguments, console)
    found = looked_at(laptop)
    words = console.words
    console.report({"findings": [_reported(each, laptop, console) for each in found]})
    for each in found:
        console.say(f"{_MARKS[each.severity]} {state_sentence(each, laptop, words)}")
        remedy = remedy_sentence(each, laptop, words)
        if remedy:
            console.say(f"    {remedy}")
    console.say(words("Screens, sound and printers are looked at in the window."))
    return UNFIT if any(each.severity is Severity.PROBLEM for each in found) else FIT


def _examined(arguments: Namespace, console: Console) -> Laptop:
    if arguments.file is None:
        return this_laptop()
    with console.opened(arguments.file) as document:
        return this_laptop(document)


def _reported(state: State, laptop: Laptop, console: Console) -> dict[str, str]:
    return {
        "code": state.value,
        "severity": state.severity.value,
        "text": state_sentence(state, laptop, console.words),
        "remedy": remedy_sentence(state, laptop, console.words),
    }
