"""`plan`: everyone gets a seat in every round."""

import datetime as dt
from argparse import Namespace
from typing import Any
from uuid import uuid4

from worldcafe.cli.console import Console
from worldcafe.cli.search import report_on, stop_after
from worldcafe.document import Document
from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import AppointHosts
from worldcafe.domain.rotation import plan as plan_seating
from worldcafe.domain.rotation import report as report_of
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.workshop import Workshop


def plan(arguments: Namespace, console: Console) -> int:
    """Appoint hosts where roles say so, plan, and take the plan."""
    with Document.open(arguments.file) as document:
        appoint = AppointHosts()
        # Planned on the snapshot first, so that a refusal leaves the file as it was.
        appointed = document.workshop.after(appoint.plan(document.workshop, _stamp()))
        request = plan_request(appointed, arguments.seed)
        seating = plan_seating(request, should_stop=stop_after(arguments.time_limit))
        command = adopt(appointed, seating)
        document.do(appoint)
        document.do(command)
        workshop = document.workshop
    themes = {table.theme for table in request.tables} - {None}
    quality = report_on(report_of(request, seating), console, has_themes=len(themes) > 1)
    console.report({**_seats(workshop), "report": quality})
    return 0


def _seats(workshop: Workshop) -> dict[str, Any]:
    """Hosts and routes by name and table number, for scripts."""
    return {
        "hosts": [
            {"table": table.number, "participant": table.host_id}
            for table in workshop.tables_in_order
        ],
        "routes": [
            {
                "participant": person.id,
                "name": person.name,
                "tables": [table and table.number for table in workshop.route_of(person.id)],
            }
            for person in workshop.participants_in_order
        ],
    }


def _stamp() -> Stamp:
    return Stamp(dt.datetime.now(dt.UTC), lambda: str(uuid4()))
