"""Needs and offers about the same are recognised across languages, offline."""

from small_cafe import opportunity
from worldcafe.similarity import Encoder
from worldcafe.similarity.subject import Subjects

FRENCH = opportunity("fr", lang="fr", title="Former les inspecteurs du travail des enfants")
ENGLISH = opportunity("en", lang="en", title="Training for child labour inspectors")
OTHER = opportunity("other", lang="en", title="A covered market for street vendors")


def test_what_is_about_the_same_is_nearer_than_what_is_not():
    subjects = Subjects(Encoder().encode([FRENCH, ENGLISH, OTHER]))
    assert len(subjects) == 3
    assert subjects.alike("fr", "en") > 0.5 > subjects.alike("fr", "other")
    assert subjects.alike("fr", "fr") > 0.99


def test_without_a_vector_nothing_is_said():
    (vector,) = Encoder().encode([FRENCH])
    subjects = Subjects([vector])
    assert subjects.alike("fr", "en") == 0.0
