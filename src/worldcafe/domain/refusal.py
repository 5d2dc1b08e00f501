"""How the program says no.

A refusal carries a code and what the sentence needs; the sentence itself, in the
person's language, is in `worldcafe.wording.refusals`. Anything else that is raised is a
defect of ours.
"""

from typing import NoReturn


class Refusal(Exception):
    """Something was not done, for a reason that a person can act on."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})"


class RuleBroken(Refusal):
    """A rule of the café forbids it; nothing was changed."""


class FileRefused(Refusal):
    """A file cannot be read or written; it was left as it was."""


def refuse(code: str, **params: object) -> NoReturn:
    """Raise `RuleBroken`; reads well at the end of a condition."""
    raise RuleBroken(code, **params)
