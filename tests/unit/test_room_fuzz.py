"""Whatever is sent to the interface that the program describes, it answers as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from open_room import OpenRoom
from worldcafe.lan import Role, Scope, guards
from worldcafe.lan.description import described

N_EXAMPLES = 10
SCHEMA = schemathesis.openapi.from_dict(described())
OPERATIONS = {
    f"{operation.method.upper()} {operation.path}": operation
    for operation in (each.ok() for each in SCHEMA.get_all_operations())
}


@pytest.fixture
def room(document, monkeypatch, qapp):
    monkeypatch.setattr(guards.WrongCodes, "WAIT_SECONDS", 0.0)
    opened = OpenRoom(document)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", OPERATIONS)
def test_nothing_that_is_sent_finds_a_mistake_of_ours(room, name):
    operation = OPERATIONS[name]
    codes = [
        room.room.code_of(scope)
        for scope in (Scope(Role.TABLE, "t1"), Scope(Role.PERSON, "awa"),
                      Scope(Role.FACILITATOR), Scope(Role.ROOM))
    ]  # fmt: skip

    @settings(
        max_examples=N_EXAMPLES, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def fuzzed(case):
        for code in codes:
            case.headers["X-Cafe-Code"] = code
            answer = case.call(base_url=f"{room.room.url}api/1")
            assert answer.status_code < 500, answer.text
            case.validate_response(answer)

    room.while_running(fuzzed)
