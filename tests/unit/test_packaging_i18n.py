"""The translation checks find what they promise to find, and nothing in a good catalogue."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def load(name):
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


sys.path.insert(0, str(PACKAGING))
i18n, glossary = load("i18n"), load("glossary")
sys.path.remove(str(PACKAGING))


def texts(tmp_path, source):
    """What is found in a source file with this text, and what is wrong there."""
    (tmp_path / "src").mkdir(exist_ok=True)
    (tmp_path / "src" / "page.py").write_text(source, encoding="utf-8")
    return i18n.texts_in(tmp_path / "src")


def problems(tmp_path, source, translations, language="fr", header=""):
    """What the check says about a catalogue with these entries."""
    po = tmp_path / f"{language}.po"
    header = header or i18n.HEADER.format(language=language, plural=i18n.plural_rule(language))
    po.write_text(header + "\n" + translations, encoding="utf-8")
    return i18n.problems_of_file(po, texts(tmp_path, source)[0])


def entry(msgid, msgstr):
    return f'msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def plural(one, many, *forms):
    lines = [f'msgstr[{n}] "{form}"' for n, form in enumerate(forms)]
    return "\n".join([f'msgid "{one}"', f'msgid_plural "{many}"', *lines, ""])


def test_every_kind_of_mark_is_found_in_the_order_of_the_file(tmp_path):
    source = (
        'words("a", n=1); self._words("b" " c"); self.words("d")\n'
        'LABELS = {1: N_("e")}\n'
        'words.plural("one", "{n} many", n)\n'
        'words(N_in("verb", "open")); N_n("a day", "{n} days")\n'
    )
    found, wrong = texts(tmp_path, source)
    assert [(text.one, text.many, text.context) for text in found] == [
        ("a", None, None),
        ("b c", None, None),
        ("d", None, None),
        ("e", None, None),
        ("one", "{n} many", None),
        ("open", None, "verb"),
        ("a day", "{n} days", None),
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "passing_on", ["words(LABELS[code])", "words(self.title)", "words(title(n))", "words(text)"]
)
def test_a_text_marked_elsewhere_may_be_passed_on(tmp_path, passing_on):
    assert texts(tmp_path, passing_on) == ([], [])


@pytest.mark.parametrize(
    "call",
    [
        'words(f"Table {n}")',
        'words("Table " + name)',
        'words("Table %s" % name)',
        'words("Table {n}".format(n=n))',
        'words("a" if n else "b")',
        'words("")',
        "N_(name)",
        'words.plural("one", f"{n} many", n)',
        'N_in("verb", open_)',
    ],
)
def test_what_cannot_be_extracted_is_said_with_its_place(tmp_path, call):
    found, (problem,) = texts(tmp_path, f"\n{call}\n")
    assert found == []
    assert problem.startswith("src/page.py:2: ")


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Round {n}", "Tour {n}"),
        ("Loading…", "Chargement…"),
        ("Name:", "Nom\u00a0:"),
        ("Who?", "Qui\u202f?"),
        ("“{name}” is full.", "«\u00a0{name}\u00a0» est complet."),
        ("At {time:%H:%M}", "À {time:%H:%M}"),
        ("See http://a.org/?b=c", "Voir http://a.org/?b=c"),
        ("?", "?"),
    ],
)
def test_a_good_translation_passes(tmp_path, msgid, msgstr):
    assert problems(tmp_path, f'words("{msgid}")', entry(msgid, msgstr)) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "problem"),
    [
        ("Open", "", "not translated"),
        ("Round {n}", "Tour", "other placeholders"),
        ("Round {n}", "Tour {numero}", "other placeholders"),
        ("Round {n}", "Tour {n", "braces that do not close"),
        ("Loading…", "Chargement", "another mark at an end"),
        ("Name:", "Nom", "another mark at an end"),
        ("Name ", "Nom", "other white space"),
        ("The hall", "L'accueil", "straight apostrophe"),
        ("Who?", "Qui ?", "high mark"),
        ("Who?", "Qui?", "high mark"),
        ("a; b", "a ; b", "high mark"),
        ("“a”", "« a »", "inside «»"),
    ],
)
def test_a_wrong_translation_is_refused(tmp_path, msgid, msgstr, problem):
    (found,) = problems(tmp_path, f'words("{msgid}")', entry(msgid, msgstr))
    assert problem in found
    assert "src/page.py:1" in found


def test_a_missing_text_and_a_fuzzy_one_are_refused(tmp_path):
    source = 'words("old"); words("new")'
    found = problems(tmp_path, source, "#, fuzzy\n" + entry("old", "vieux"))
    assert [line.partition(":")[2].strip().partition(":")[0] for line in found] == [
        "marked as fuzzy",
        "not in the catalogue, run `dev.py i18n`",
    ]


def test_a_missing_or_malformed_catalogue_is_refused(tmp_path):
    assert "no such catalogue" in i18n.problems_of_file(tmp_path / "fr.po", [])[0]
    conflict = "<<<<<<< ours\n" + entry("a", "b")
    assert problems(tmp_path, 'words("a")', conflict)[0].startswith("fr.po: ")


def test_typography_is_checked_in_french_only(tmp_path):
    assert problems(tmp_path, 'words("Who?")', entry("Who?", "¿Quién?"), "es") == []


class TestPlurals:
    SOURCE = 'words.plural("one table", "{n} tables", n)'

    def test_only_the_last_form_must_say_the_number(self, tmp_path):
        good = plural("one table", "{n} tables", "une table", "{n} tables")
        assert problems(tmp_path, self.SOURCE, good) == []
        bad = plural("one table", "{n} tables", "{n} table", "des tables")
        assert "other placeholders" in problems(tmp_path, self.SOURCE, bad)[0]

    def test_a_form_that_serves_one_number_need_not_say_it(self, tmp_path):
        source = 'words.plural("{n} table", "{n} tables", n)'
        counted = ["لا طاولات", "طاولة", "طاولتان", "{n} طاولات", "{n} طاولة", "{n} طاولة"]
        good = plural("{n} table", "{n} tables", *counted)
        assert problems(tmp_path, source, good, "ar") == []
        counted[3] = "طاولات"  # three to ten
        bad = plural("{n} table", "{n} tables", *counted)
        assert "other placeholders" in problems(tmp_path, source, bad, "ar")[0]

    def test_every_form_must_be_there(self, tmp_path):
        one = plural("one table", "{n} tables", "une table")
        assert "not translated" in problems(tmp_path, self.SOURCE, one)[0]
        three = plural("one table", "{n} tables", "une table", "{n} tables", "{n} tables")
        assert "more translations than" in problems(tmp_path, self.SOURCE, three)[0]

    def test_the_header_must_have_the_forms_of_the_language(self, tmp_path):
        header = i18n.HEADER.format(language="fr", plural="nplurals=3; plural=0;")
        found = problems(tmp_path, "", "", header=header)
        assert found == ["fr.po: the header has 3 plural forms instead of 2"]

    def test_a_text_that_became_plural_is_missing(self, tmp_path):
        found = problems(tmp_path, self.SOURCE, entry("one table", "une table"))
        assert "not in the catalogue" in found[0]

    def test_its_singular_may_also_stand_alone(self, tmp_path):
        good = plural("one table", "{n} tables", "une table", "{n} tables")
        assert problems(tmp_path, f'words("one table"); {self.SOURCE}', good) == []


class TestExtract:
    @pytest.fixture
    def tree(self, tmp_path, monkeypatch):
        monkeypatch.setattr(i18n, "SOURCE", tmp_path / "src")
        monkeypatch.setattr(i18n, "CATALOGUES", tmp_path)
        texts(tmp_path, 'words("b {n}", n=1); words("a"); words.plural("one", "{n}", n)')
        assert i18n.extract(["fr"]) == 0
        return tmp_path

    def test_a_second_run_changes_no_byte(self, tree):
        first = (tree / "fr.po").read_bytes()
        assert i18n.extract(["fr"]) == 0
        assert (tree / "fr.po").read_bytes() == first
        assert b"page.py" not in first

    def test_translations_stay_and_what_is_gone_goes(self, tree):
        po = tree / "fr.po"
        po.write_text(po.read_text().replace('"a"\nmsgstr ""', '"a"\nmsgstr "A"'))
        texts(tree, 'words("c"); words("a")')
        assert i18n.extract(["fr"]) == 0
        kept = [(message.id, message.string) for message in i18n.read(po) if message.id]
        assert kept == [("c", ""), ("a", "A")]
        assert "#~" not in po.read_text()

    def test_the_standard_library_reads_what_is_compiled(self, tree):
        import gettext

        po = tree / "fr.po"
        po.write_text(po.read_text().replace('"a"\nmsgstr ""', '"a"\nmsgstr "é"'))
        assert i18n.compile_all(["fr"]) == 0
        with (tree / "fr.mo").open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
        assert catalogue.gettext("a") == "é"
        assert catalogue.gettext("b {n}") == "b {n}"


GLOSSARY = """
| English | Here | source |
|---|---|---|
| table | mesa / mesas | (own) |
| next step | próximo paso | (own) |
| step | paso | (own) |
| city | ciudad | UN |
| round | الجولة / جولات | (own) |
"""


def departed(tmp_path, original, translation):
    page = tmp_path / "es.md"
    page.write_text(GLOSSARY, encoding="utf-8")
    terms = glossary.terms_of(page)
    return [term.english for term in glossary.departures(original, translation, terms)]


@pytest.mark.parametrize(
    ("original", "translation", "terms"),
    [
        ("Tables and cities", "Mesas y ciudades", []),
        ("Table {n}", "Tavola {n}", ["table"]),
        ("The next steps", "Los próximos pasos", []),
        ("The next steps", "Los pasos", ["next step"]),  # the shorter term is no excuse
        ("A timetable", "Un horario", []),
        ("Say `--table`, {table}", "Diga `--table`, {table}", []),
        ("The second round", "والجَولة الثانية", []),
        ("The second round", "المرحلة الثانية", ["round"]),
    ],
)
def test_a_translation_uses_the_words_of_its_glossary(tmp_path, original, translation, terms):
    assert departed(tmp_path, original, translation) == terms


def test_a_term_stands_once_in_a_glossary(tmp_path):
    page = tmp_path / "es.md"
    page.write_text(GLOSSARY + "| Table | tabla | (own) |\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Table"):
        glossary.terms_of(page)


@pytest.mark.parametrize(
    "page", sorted(i18n.GLOSSARIES.glob("*.md")), ids=lambda page: page.stem
)
def test_every_term_of_a_glossary_says_where_it_comes_from(page):
    assert [term.english for term in glossary.terms_of(page) if not term.source] == []


def test_what_is_counted_has_a_plural():
    found, _ = i18n.texts_in(i18n.SOURCE)
    counting = re.compile(r"(?<!the )\{n\} (?!of |or |was )[a-z]")
    told = {text.one for text in found if text.many}
    lone = {text.one for text in found if not text.many and counting.search(text.one)}
    assert lone - told == set()
