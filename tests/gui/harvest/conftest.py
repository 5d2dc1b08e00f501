"""The harvest page on the small café, and on one with twins, clusters and partners."""

import pytest
from PySide6.QtCore import Qt

from small_cafe import build, record
from worldcafe.domain.model import NextStep, Partner
from worldcafe.domain.vocabulary import Kind, Modality
from worldcafe.ui.pages.harvest.page import HarvestPage

WAIT = 30_000
"""Milliseconds that the encoder may take to be loaded on a busy computer."""
DAKAR = Partner(name="Ville de Dakar", city="Dakar", country="SN", role="beneficiary")
LIMA = Partner(name="Municipalidad de Lima", city="Lima", country="PE", role="provider")
TURIN = Partner(name="Città di Torino", city="Turin", country="IT", role="facilitating")


def say(document):
    """Two that are the same in two languages, one that is not, and three others."""
    for command in (
        record(
            "lessons", lang="en", title="Evening schools for working children in Dakar",
            description="Lima would share its evening schools for working children with Dakar.",
            themes=("child_labour",), modality=Modality.SOUTH_SOUTH, author_id="awa",
            partners=(DAKAR, LIMA), next_step=NextStep(text="Write to Lima", owner="Awa Diop"),
        ),
        record(
            "cours", "t2", "r2", lang="fr",
            title="Des écoles du soir pour les enfants qui travaillent à Dakar",
            description="Lima partagerait ses écoles du soir avec Dakar, pour les enfants qui"
            " travaillent.",
            themes=("child_labour",), partners=(LIMA, DAKAR, TURIN), author_id="dina",
        ),
        record("market", title="A covered market for street vendors", lang="en",
               themes=("job_creation",)),
        record("bus", "t2", title="A bus pass for apprentices", lang="en",
               themes=("job_creation",), modality=Modality.TRIANGULAR,
               partners=(TURIN, DAKAR, LIMA)),
        record("idea", kind=Kind.IDEA, title="Invite the unions", lang="en"),
        record("meals", "t2", "r2", kind=Kind.EXPERIENCE, title="School meals", lang="en"),
    ):  # fmt: skip
        document.do(command)


@pytest.fixture
def harvest(bridge, show):
    """The harvest of the small café."""
    build(bridge.document)
    say(bridge.document)
    return show(HarvestPage(bridge))


@pytest.fixture
def shown(harvest, qtbot):
    """Go to a view, and wait until it knows what it shows."""

    def go(key):
        qtbot.mouseClick(harvest.bar.buttons[key], Qt.MouseButton.LeftButton)
        view = harvest.view
        if key == "similar":
            qtbot.waitUntil(lambda: view.likeness.is_known, timeout=WAIT)
        elif hasattr(view, "is_known"):
            qtbot.waitUntil(lambda: view.is_known, timeout=WAIT)
        return view

    return go
