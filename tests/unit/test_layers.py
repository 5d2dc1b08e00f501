"""What import-linter cannot see: what comes late, and rules tested without a window."""

import ast
from pathlib import Path

import pytest

import any_command
from worldcafe import document
from worldcafe.domain import commands

UNIT_TESTS = sorted(Path(__file__).parent.glob("test_*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


@pytest.mark.parametrize("path", UNIT_TESTS, ids=lambda path: path.stem)
def test_a_rule_is_tested_without_the_desktop(path):
    assert not [name for name in imported(path) if name.startswith("worldcafe.ui")]


@pytest.mark.parametrize("package", [commands, document], ids=lambda package: package.__name__)
def test_what_comes_late_stands_where_it_is_offered(package):
    for module, names in package.OFFERED.items():
        for name in names.split():
            assert getattr(package, name).__module__ == f"{package.__name__}.{module}"
    with pytest.raises(AttributeError, match="nothing"):
        _ = package.nothing


def test_every_command_is_offered():
    offered = {name for names in commands.OFFERED.values() for name in names.split()}
    assert offered == {
        name
        for name, command in any_command.commands().items()
        if command.__module__.startswith(f"{commands.__name__}.")
    }
