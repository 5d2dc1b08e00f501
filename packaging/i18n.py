"""The translations: found in the source, kept in `resources/i18n/LANGUAGE.po`, checked.

`extract` brings the catalogues up to the source, `compile` makes the `.mo` files that the
program reads, `check` says what is missing or wrong in them.

A text is marked by the name of the call it stands in: `words("…")`, `N_("…")`,
`words.plural("one", "many", n)`, `N_n("one", "many")`, `N_in("context", "…")`.
"""

from __future__ import annotations

import argparse
import ast
import gettext
import io
import re
import string
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

from glossary import Term, departures, terms_of
from worldcafe.wording.languages import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
CATALOGUES = ROOT / "resources" / "i18n"
GLOSSARIES = ROOT / "docs" / "glossary"

HEADER = r"""# The words of worldcafe in the language "{language}". MIT licence, as the program.
msgid ""
msgstr ""
"Project-Id-Version: worldcafe\n"
"Language: {language}\n"
"Plural-Forms: {plural}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"""


def plural_rule(language: str) -> Any:
    """How the language counts."""
    return get_plural(LANGUAGES[language].locales[0])


def forms_of_one_number(language: str) -> set[int]:
    """The plural forms that serve a single number, as the dual does: they need not show it."""
    rule = plural_rule(language)
    form_of = gettext.c2py(rule.plural_expr)
    served = Counter(form_of(number) for number in range(1000))
    return {form for form, numbers in served.items() if numbers == 1}


# Finding the texts


@dataclass(frozen=True)
class Text:
    """A text that the source marks for translation."""

    place: str
    one: str
    many: str | None = None
    context: str | None = None

    @property
    def key(self) -> tuple[str, str] | str:
        """As Babel wants it."""
        return self.one if self.many is None else (self.one, self.many)


class CannotExtract(Exception):
    """A call marks something for translation that is no plain text."""


def texts_in(source: Path) -> tuple[list[Text], list[str]]:
    """The marked texts of all Python files in a folder, in order, and what is wrong there."""
    texts, problems = [], []
    for file in sorted(source.rglob("*.py")):
        name = file.relative_to(source.parent).as_posix()
        calls = [node for node in ast.walk(parsed(file)) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            try:
                text = marked_text(call, f"{name}:{call.lineno}")
            except CannotExtract as problem:
                problems.append(f"{name}:{call.lineno}: {problem}")
            else:
                texts += [text] if text else []
    return texts, problems


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), file)


def marked_text(call: ast.Call, place: str) -> Text | None:
    """The text a call marks; None where it marks none or passes on a text marked elsewhere."""
    match name_of(call.func), call.args:
        case "N_", [message]:
            return Text(place, literal(message))
        case "words" | "_words", [message, *_]:
            return None if passes_on(message) else Text(place, literal(message))
        case "plural", [one, many, *_]:
            return None if passes_on(one) else Text(place, literal(one), literal(many))
        case "N_n", [one, many, *_]:
            return Text(place, literal(one), literal(many))
        case "N_in", [context, message]:
            return Text(place, literal(message), context=literal(context))
    return None


def name_of(function: ast.expr) -> str:
    """The last name of what is called."""
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def passes_on(node: ast.expr) -> bool:
    """Whether this leads to a text marked elsewhere with `N_`."""
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            return passes_on(body) and passes_on(orelse)
        case ast.Call(func=ast.Attribute(value=ast.Constant() | ast.JoinedStr())):
            return False  # "…".format(…)
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call)


def literal(node: ast.expr) -> str:
    """The text that stands here, word for word."""
    match node:
        case ast.Constant(str(value)) if value:
            return value
        case ast.JoinedStr():
            raise CannotExtract("an f-string; use {name} and pass name=…")
        case ast.BinOp():
            raise CannotExtract("texts joined by an operator; put literals side by side")
    raise CannotExtract(f"no plain text: {ast.unparse(node)}")


def template_of(texts: list[Text]) -> Catalog:
    """A catalogue with the texts and no translation."""
    template = Catalog()
    for text in texts:
        template.add(text.key, context=text.context)
    return template


# Keeping the catalogues


def read(po: Path) -> Catalog:
    """A catalogue. Raises `PoFileError` where it is malformed."""
    with po.open("rb") as file:
        return read_po(file, locale=po.stem, abort_invalid=True)


def write(po: Path, catalogue: Catalog) -> None:
    """Write a catalogue. No dates, versions or line numbers: the same texts, the same bytes."""
    body = io.BytesIO()
    write_po(
        body, catalogue, width=96, no_location=True, omit_header=True, ignore_obsolete=True
    )
    header = HEADER.format(language=po.stem, plural=plural_rule(po.stem))
    po.write_bytes(header.encode() + b"\n" + body.getvalue().strip() + b"\n")


def extract(languages: list[str]) -> int:
    """Add new texts to the catalogues, drop those that are gone, keep the translations."""
    texts, problems = texts_in(SOURCE)
    if problems:
        return report(problems)
    for language in languages:
        po = CATALOGUES / f"{language}.po"
        catalogue = read(po) if po.exists() else Catalog(language)
        catalogue.update(template_of(texts), no_fuzzy_matching=True)
        write(po, catalogue)
        left = sum(1 for message in catalogue if message.id and not is_translated(message))
        print(f"{language}: {len(catalogue)} texts, {left} to translate")
    return 0


def compile_all(languages: list[str]) -> int:
    """Write the `.mo` file of each catalogue that has changed."""
    for language in languages:
        po = CATALOGUES / f"{language}.po"
        mo = po.with_suffix(".mo")
        if po.exists() and (not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime):
            compiled = io.BytesIO()
            write_mo(compiled, read(po))
            mo.write_bytes(compiled.getvalue())
    return 0


# Checking them


def check(languages: list[str]) -> int:
    """Say all that is wrong with the marked texts and the catalogues."""
    texts, problems = texts_in(SOURCE)
    for language in languages:
        problems += problems_of_file(CATALOGUES / f"{language}.po", texts)
    if not problems:
        print(f"{len(texts)} texts, complete in: {', '.join(languages)}")
    return report(problems)


def problems_of_file(po: Path, texts: list[Text]) -> list[str]:
    """What is wrong with one catalogue, each line beginning with its name."""
    try:
        catalogue = read(po)
        page = GLOSSARIES / f"{po.stem}.md"
        terms = terms_of(page) if page.exists() else []
    except FileNotFoundError:
        return [f"{po.name}: there is no such catalogue; run `dev.py i18n`"]
    except (PoFileError, ValueError) as error:
        return [f"{po.name}: {error}"]
    found = [*problems_of(catalogue, po.stem, texts), *departures_of(catalogue, terms)]
    return [f"{po.name}: {problem}" for problem in found]


def departures_of(catalogue: Catalog, terms: list[Term]) -> Iterator[str]:
    """Where a catalogue does not use the words its language has settled on."""
    for message in catalogue:
        if message.id and is_translated(message):
            original, form = as_tuple(message.id)[-1], as_tuple(message.string)[-1]
            for term in departures(original, form, terms):
                wanted = " / ".join(term.accepted)
                yield f"“{term.english}” without “{wanted}”: {original!r} -> {form!r}"


def problems_of(catalogue: Catalog, language: str, texts: list[Text]) -> Iterator[str]:
    """What is wrong with a catalogue in this language for these texts."""
    if language not in LANGUAGES:
        yield "no language of the program; give it an entry in wording/languages.py"
        return
    n_forms = plural_rule(language).num_plurals
    if catalogue.num_plurals != n_forms:
        yield f"the header has {catalogue.num_plurals} plural forms instead of {n_forms}"
    for text in {(text.key, text.context): text for text in texts}.values():
        message = catalogue.get(text.key, text.context)
        if message is None or not has(message, text):
            yield f"not in the catalogue, run `dev.py i18n`: {text.one!r} ({text.place})"
        elif not is_translated(message):
            yield f"not translated: {text.one!r} ({text.place})"
        elif message.fuzzy:
            yield f"marked as fuzzy: {text.one!r} ({text.place})"
        else:
            for problem in problems_of_message(message, n_forms, language):
                yield f"{problem}: {text.one!r} -> {message.string!r} ({text.place})"


def has(message: Message, text: Text) -> bool:
    """Whether a message serves a text; one with a plural also serves its singular alone."""
    wanted = as_tuple(text.key)
    return as_tuple(message.id)[: len(wanted)] == wanted


def problems_of_message(message: Message, n_forms: int, language: str) -> Iterator[str]:
    """What is wrong with one translated message."""
    originals, forms = as_tuple(message.id), as_tuple(message.string)
    if len(originals) > 1 and len(forms) != n_forms:
        yield f"{len(forms)} plural forms instead of {n_forms}"
    try:
        *less, whole = (placeholders(original) for original in originals)
        unsaid = forms_of_one_number(language) if less else set()
        for number, form in enumerate(forms):
            # all but the last may leave the number out, as in "one table", "{n} tables"
            allowed = [*less, whole] if number + 1 < len(forms) else [whole]
            allowed += [whole - {"n"}] if number in unsaid else []
            if placeholders(form) not in allowed:
                yield "other placeholders"
    except ValueError as error:
        yield f"braces that do not close ({error})"
    for form in forms:
        if edges(form) != edges(originals[-1]):
            yield "other white space or another mark at an end"
        yield from slips(form, language)


def is_translated(message: Message) -> bool:
    """Whether every form has a text."""
    return all(as_tuple(message.string))


def as_tuple(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of a message, of which there is one where it has no plural."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    """The names in braces. Raises ValueError for braces that do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def edges(text: str) -> tuple[str, str, str]:
    """The white space around a text, and its closing `…` or `:`."""
    bare = text.strip()
    lead, trail = text.partition(bare)[::2] if bare else (text, "")
    return lead, trail, bare[-1:] if bare.endswith(("…", ":")) else ""


def slips(text: str, language: str) -> Iterator[str]:
    """Offences of a text against the typography of its language."""
    bare = re.sub(r"\{[^{}]*\}", "x", text).strip()
    for pattern, problem in LANGUAGES[language].slips:
        if re.search(pattern, bare):
            yield problem


# The command


def report(problems: list[str]) -> int:
    """Print what is wrong. Gives the exit code."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problems in the translations")
    return 1 if problems else 0


def main(arguments: list[str]) -> int:
    """Run one of the commands."""
    commands = {"extract": extract, "compile": compile_all, "check": check}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands)
    parser.add_argument("--lang", action="append", help="only this language (default: all)")
    options = parser.parse_args(arguments)
    languages = options.lang or sorted(po.stem for po in CATALOGUES.glob("*.po"))
    return commands[options.command](languages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
