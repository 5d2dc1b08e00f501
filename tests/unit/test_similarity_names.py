"""Places and names across spellings and scripts, and the language of a text."""

import pytest

from similar_notes import labelled
from worldcafe.domain.folding import fold
from worldcafe.similarity import guess_language, other_language
from worldcafe.similarity.names import sound
from worldcafe.similarity.places import city_key, mentions, words_of
from worldcafe.wording.languages import LANGUAGES


def places(text: str) -> list[str]:
    return [mention.key for mention in mentions(words_of(text))]


@pytest.mark.parametrize(
    "names",
    [
        ("Cairo", "Le Caire", "El Cairo", "القاهرة"),
        ("Cape Town", "Le Cap", "Ciudad del Cabo", "Cidade do Cabo", "كيب تاون"),
        ("Dakar", "Dacar", "داكار"),
        ("Seoul", "Séoul", "Seúl", "Seul", "سيول"),
        ("Mexico City", "Mexico", "Ciudad de México", "Cidade do México"),
        ("Kolkata", "Calcutta", "Calcuta"),
    ],
)
def test_a_city_is_one_whatever_language_names_it(names):
    assert len({city_key(name) and city_key(name)[0] for name in names}) == 1
    assert city_key(names[0]) is not None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Marchés de nuit : Hanoï visite Bangkok", ["hanoi", "bangkok"]),
        ("Fishers of Cabo Verde and São Tomé", ["CV", "sao tome"]),
        ("الرباط والخرطوم", ["rabat", "khartoum"]),
        ("تبادل بين داكار وأكرا", ["dakar", "accra"]),
        ("acuerdo de dakar con quito", ["dakar", "quito"]),
        ("La paz social no se firma", []),
        ("A praia está limpa", []),
        ("Nothing is named here", []),
    ],
)
def test_places_are_read_from_a_sentence(text, named):
    assert places(text) == named


def test_namesakes_are_told_apart_by_their_country():
    assert city_key("Tripoli", "LB") != city_key("Tripoli", "LY")
    assert city_key("Tripoli", "FR") is None


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Kathmandu", "كاتماندو"),
        ("Abidjan", "أبيدجان"),
        ("Quelimane", "كيليماني"),
        ("Chefchaouen", "شفشاون"),
        ("Valparaíso", "فالبارايسو"),
        ("Nablus", "نابلس"),
    ],
)
def test_a_name_sounds_alike_in_arabic_and_latin_letters(latin, arabic):
    assert sound(fold(latin)) == sound(fold(arabic), is_arabic=True)


def test_names_of_few_consonants_are_not_confused():
    assert sound("cali") != sound("kiel")


@pytest.mark.parametrize("split", ["tune", "heldout"])
def test_the_language_of_a_short_title_is_guessed(split):
    notes = labelled(split).contributions
    right = [guess_language(note.title) == note.lang for note in notes]
    assert sum(right) / len(right) >= 0.97
    for lang in LANGUAGES:
        titles = [note.title for note in notes if note.lang == lang]
        assert sum(guess_language(title) == lang for title in titles) / len(titles) >= 0.85


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 %",
        "Lima",
        "…",
        "Guten Tag zusammen, wie geht es euch heute",
        "Il mercato della città",
    ],
)
def test_no_language_is_proposed_where_none_of_ours_is_likely(text):
    assert guess_language(text) is None


@pytest.mark.parametrize("split", ["tune", "heldout"])
def test_what_somebody_said_of_a_title_is_contradicted_only_where_it_is_wrong(split):
    notes = labelled(split).contributions
    contradicted = [note for note in notes if other_language(note.title, note.lang)]
    assert len(contradicted) / len(notes) <= 0.01
    wrong = [(note, said) for note in notes for said in LANGUAGES if said != note.lang]
    found = [other_language(note.title, said) == note.lang for note, said in wrong]
    assert sum(found) / len(found) >= 0.9


@pytest.mark.parametrize(
    ("text", "said", "seen"),
    [
        ("سوق", "fr", "ar"),  # the script tells, however short it is
        ("سوق مشتركة UCLG", "ar", None),
        ("بازار مشترک برای همه شهرها", "ar", None),  # Persian is none of ours
        ("Un marché", "en", None),  # too little to speak against somebody
        ("Un marché pour tous", "ar", "fr"),
        ("Dakar, Lima", "ar", None),
    ],
)
def test_the_script_is_looked_at_before_the_words(text, said, seen):
    assert other_language(text, said) == seen
