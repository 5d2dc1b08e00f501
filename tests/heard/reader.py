"""Reads what a desktop tells assistive technology, in the system's Python, which has AT-SPI.

A line asks (`tree`, `said`, `focused` or `written`), a line of JSON answers.
"""

import json
import sys

import pyatspi
from gi.repository import GLib

N_CHILDREN = 20
"""Of a list or a table the first tell what the others are like."""
said, focused, here = [], [], []


def on_event(event):
    """What is listened to keeps fresh what is known; what is announced is kept."""
    if event.type.startswith("object:announcement"):
        said.append(str(event.any_data))
    elif event.type.startswith("object:state-changed:focused") and event.detail1:
        focused[:] = [event.source.getRoleName(), event.source.name]
        here[:] = [event.source]


def windows():
    """What `worldcafe` shows on the screen."""
    for app in pyatspi.Registry.getDesktop(0):
        if app and "worldcafe" in app.name:
            yield from (each for each in app if each and shows(each))


def shows(thing):
    return thing.getState().contains(pyatspi.STATE_SHOWING)


def told(thing):
    """What is told of one thing and, a list, of what is in it."""
    made = {
        "role": thing.getRoleName(),
        "name": thing.name or "",
        "description": thing.description or "",
        "states": [pyatspi.stateToString(each) for each in thing.getState().getStates()],
    }
    if made["role"] == "table":
        table = thing.queryTable()
        made["columns"] = [table.getColumnDescription(n) for n in range(table.nColumns)]
    if made["role"] == "combo box":
        relations = [each.getRelationType() for each in thing.getRelationSet()]
        made["labelled"] = pyatspi.RELATION_LABELLED_BY in relations
    made["within"] = []
    for n in range(min(thing.childCount, N_CHILDREN)):
        child = thing.getChildAtIndex(n)
        if child and shows(child):
            made["within"].append(told(child))
    return made


def on_line(_source, _condition):
    asked = sys.stdin.readline().strip()
    if not asked:
        pyatspi.Registry.stop()
        return False
    if asked == "tree":
        answer = [told(each) for each in windows()]
    elif asked == "focused":
        answer = focused
    elif asked == "written":
        answer = here[0].queryText().getText(0, -1)
    else:
        answer, said[:] = said[:], []
    print(json.dumps(answer), flush=True)
    return True


pyatspi.Registry.registerEventListener(
    on_event, "object:announcement", "object:state-changed", "object:children-changed"
)
GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN, on_line)
print("ready", flush=True)
pyatspi.Registry.start()
