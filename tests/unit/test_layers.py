"""What import-linter cannot see: that rules are tested without a window."""

import ast
from pathlib import Path

import pytest

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
