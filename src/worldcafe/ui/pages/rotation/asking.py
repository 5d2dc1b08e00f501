"""What needs an answer before it can be done with the people who were chosen."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from worldcafe.domain.commands import PutSeatWish
from worldcafe.domain.model import SeatWish
from worldcafe.domain.vocabulary import WishType
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.by_hand import ByHand
from worldcafe.ui.pages.rotation.picker import Choice, ChoiceDialog
from worldcafe.ui.pages.rotation.repair import RepairDialog
from worldcafe.ui.pages.rotation.wish_dialog import WishDialog
from worldcafe.ui.painting.room_drag import Target
from worldcafe.wording.wishes import wish_sentence


class Asking(QObject):
    """Opens the small windows in which a table, a person or a wish is chosen."""

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._words = bridge.words
        self._page = page

    def ask(self, what: str, people: tuple[str, ...], round_id: str, by_hand: ByHand) -> None:
        """Do with these people what was asked for; see `FoundCard.asked`."""
        if what == "move" and len(people) == 1:
            self._ask_move(people[0], round_id, by_hand)
        elif what == "swap" and len(people) == 1:
            self._ask_swap(people[0], round_id, by_hand)
        elif what == "swap" and len(people) == 2:
            by_hand.seat(people[0], Target(person_id=people[1]), round_id)
        elif what == "pin":
            by_hand.pin(people, round_id)
        elif what in ("pin_all", "unpin_all"):
            by_hand.pin_all(people, pinned=what == "pin_all")
        elif what in ("together", "apart") and len(people) > 1:
            self._wish(WishType(what), people)
        elif what in ("together", "apart"):
            self._ask_other(WishType(what), people[0])
        elif what in ("at_table", "at_theme"):
            self.ask_wish(WishType(what), people)

    def ask_wish(self, type: WishType, people: Sequence[str] = ()) -> None:
        """Ask who is wished where, or with whom."""
        dialog = WishDialog(
            self._page, self._words, self._bridge.workshop, type=type, people=people
        )
        dialog.given.connect(self._give)
        dialog.open()

    def ask_repair(self) -> None:
        """Ask from which round on, and how, the rest of the day is to be planned again."""
        RepairDialog(self._page, self._bridge).open()

    def _ask_move(self, person_id: str, round_id: str, by_hand: ByHand) -> None:
        words = self._words
        name = self._bridge.workshop.participants[person_id].name
        dialog = ChoiceDialog(
            self._page,
            words,
            title=words("Move {name} to…", name=name),
            action=words("Move"),
            choices=by_hand.tables_to_move_to(person_id, round_id),
            effect=lambda to: by_hand.effect(person_id, Target(table_id=to), round_id),
            none=words("Every other table is full in this round. Swap two people instead."),
        )
        dialog.chosen.connect(lambda to: by_hand.seat(person_id, Target(table_id=to), round_id))
        dialog.open()

    def _ask_swap(self, person_id: str, round_id: str, by_hand: ByHand) -> None:
        words = self._words
        name = self._bridge.workshop.participants[person_id].name
        dialog = ChoiceDialog(
            self._page,
            words,
            title=words("Swap {name} with…", name=name),
            action=words("Swap"),
            choices=by_hand.people_to_swap_with(person_id, round_id),
            effect=lambda to: by_hand.effect(person_id, Target(person_id=to), round_id),
        )
        dialog.chosen.connect(
            lambda to: by_hand.seat(person_id, Target(person_id=to), round_id)
        )
        dialog.open()

    def _ask_other(self, type: WishType, person_id: str) -> None:
        words, workshop = self._words, self._bridge.workshop
        name = workshop.participants[person_id].name
        together = type is WishType.TOGETHER
        dialog = ChoiceDialog(
            self._page,
            words,
            title=words("{name} always sits with…", name=name)
            if together
            else words("{name} never sits with…", name=name),
            action=words("Wish for it"),
            choices=[
                Choice(person.id, _described(person.name, person.organisation))
                for person in workshop.participants_in_order
                if person.id != person_id
            ],
        )
        dialog.chosen.connect(lambda other: self._wish(type, (person_id, other)))
        dialog.open()

    def _wish(self, type: WishType, people: Sequence[str]) -> None:
        self._give(SeatWish(id=str(uuid4()), type=type, participant_ids=tuple(people)))

    def _give(self, wish: SeatWish) -> None:
        text = wish_sentence(self._bridge.workshop, wish, self._words)
        self._bridge.do(PutSeatWish(wish=wish), told=self._words("Wished: {wish}", wish=text))


def _described(name: str, organisation: str) -> str:
    return f"{name} · {organisation}" if organisation else name
