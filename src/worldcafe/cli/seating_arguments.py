"""What can be asked of a plan: rules for one run, a repair, a rotation from numbers alone."""

from worldcafe.cli import values
from worldcafe.cli.parsing import Add, Parser, Say, a_file, a_number, flag, search


def add_seating(command: Add, words: Say) -> None:
    """`plan` and `rotate`."""
    plan = command("plan", words("seats everyone for every round"))
    a_file(plan, words("the workshop"))
    _rules(plan, words)
    _repair(plan, words)
    search(plan, words)

    rotate = command("rotate", words("makes a rotation from numbers alone, without a file"))
    a_number(rotate, "--people", words("how many people there are"), int, required=True)
    a_number(rotate, "--tables", words("how many tables there are"), int, required=True)
    a_number(rotate, "--rounds", words("how many rounds there are"), int, required=True)
    _hosts(rotate, words, default="stay")
    a_number(
        rotate,
        "--themes",
        words("how many themes the tables share; nobody meets one twice while others are left"),
        int,
        default=0,
    )
    rotate.add_argument(
        "--seats",
        metavar="N[,N…]",
        type=values.numbers,
        default=(),
        help=words("chairs at every table, or at each of them"),
    )
    flag(rotate, "--blocks", words("those who sat together move on together"))
    rotate.add_argument(
        "--objective",
        choices=("fair", "contacts"),
        default="fair",
        help=words("fair: nobody meets anybody often; contacts: fewest repeated encounters"),
    )
    search(rotate, words)


def _rules(plan: Parser, words: Say) -> None:
    """Rules for one run, where they are to differ from those of the workshop."""
    _hosts(plan, words, default=None)
    for name, help in (
        ("--languages", words("whether people share a language with their table")),
        ("--regions", words("whether regions are mixed at every table")),
        ("--access", words("whether those who need an accessible table sit at one")),
    ):
        plan.add_argument(name, choices=values.STRENGTHS, help=help)
    plan.add_argument(
        "--apart",
        metavar="WHAT=STRENGTH",
        type=values.apart,
        action="append",
        default=[],
        help=words("what keeps people apart: organisation, delegation or country; off, wish"
                   " or hard"),
    )  # fmt: skip
    plan.add_argument(
        "--movement",
        choices=("scatter", "blocks"),
        help=words("scatter: people part after each round; blocks: they move on together"),
    )
    plan.add_argument(
        "--rooms",
        choices=("stay", "move"),
        help=words("stay: people stay in one room all day; move: they move between rooms"),
    )
    plan.add_argument(
        "--objective",
        choices=("fair", "contacts"),
        help=words("fair: nobody meets anybody often; contacts: fewest repeated encounters"),
    )
    flag(
        plan,
        "--propose-languages",
        words("first give the tables without languages those that people need"),
    )


def _repair(plan: Parser, words: Say) -> None:
    """Planning anew in the middle of the day."""
    a_number(
        plan,
        "--from-round",
        words("plan anew from this round on; the earlier ones stay as they were"),
        values.within(1, 50),
    )
    plan.add_argument(
        "--absent",
        metavar="PERSON",
        action="append",
        default=[],
        help=words("somebody who is not there any more, by name or id"),
    )
    plan.add_argument(
        "--option",
        choices=("changes", "mixing"),
        default="changes",
        help=words("changes: as few new seats as can be; mixing: the best plan for the rest"),
    )


def _hosts(parser: Parser, words: Say, default: str | None) -> None:
    parser.add_argument(
        "--hosts",
        choices=("stay", "rotate", "extra", "none"),
        default=default,
        help=words(
            "stay: hosts are among the people; rotate: another host in every round; extra:"
            " they come on top; none: nobody hosts"
        ),
    )
