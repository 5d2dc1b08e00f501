"""What every command's arguments are made of."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from worldcafe.cli import values
from worldcafe.wording.languages import TRANSLATED

Say = Callable[[str], str]
"""Says a text in the language of whoever asks for help."""


class WrongUse(Exception):
    """The arguments make no sense."""

    def __init__(self, command: str, detail: str) -> None:
        super().__init__(detail)
        self.command = command
        self.detail = detail


class Parser(argparse.ArgumentParser):
    """Raises `WrongUse` where argparse would print several lines and exit."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong."""
        raise WrongUse(self.prog, message.rstrip("."))


Add = Callable[[str, str], Parser]
"""Adds a command, by its name and what it does."""


def flag(parser: argparse._ActionsContainer, name: str, help: str) -> None:
    """Something that is so or is not."""
    parser.add_argument(name, action="store_true", help=help)


def a_room(parser: Parser, words: Say) -> None:
    """One of the rooms, where there are several."""
    parser.add_argument(
        "--room", metavar="NAME", type=values.line, default="",
        help=words("of this room only: its tables, and whoever sits there"),
    )  # fmt: skip


def privacy(parser: Parser, words: Say) -> None:
    """One set of choices wherever something leaves the house."""
    parser.add_argument(
        "--names",
        choices=("full", "initials", "none"),
        default="full",
        help=words("how people are named"),
    )
    flag(parser, "--no-personal-data", words("leave out names, contacts and e-mail addresses"))
    in_texts = parser.add_mutually_exclusive_group()
    flag(in_texts, "--mask", words("take out of texts what they give away of people"))
    flag(in_texts, "--keep", words("leave in texts what they give away of people"))


def a_file(parser: Parser, help: str) -> None:
    """The workshop that is worked on."""
    parser.add_argument("file", metavar="FILE", type=values.place, help=help)


def a_number(
    parser: Parser, name: str, help: str, kind: Callable[[str], int], **more: Any
) -> None:
    """A figure."""
    parser.add_argument(name, metavar="N", type=kind, help=help, **more)


def search(parser: Parser, words: Say) -> None:
    """How a plan is looked for."""
    a_number(parser, "--seed", words("the same seed gives the same plan"), int, default=0)
    parser.add_argument(
        "--time-limit",
        metavar="S",
        type=values.seconds,
        help=words("seconds after which the best plan so far is taken"),
    )


def a_language(parser: Parser, words: Say) -> None:
    """The language of what is written."""
    parser.add_argument(
        "--lang", choices=tuple(TRANSLATED), help=words("the language of the workbook")
    )
