"""What of an action is done the moment it is said on a page: begun, split, taken over or not."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gates.action import OPEN, ActionState
from gates.chain import Channel
from gates.people import Actor, Role, person
from graphs.action_offers import answer_offer
from graphs.action_splitting import Splitting, split
from runtime.acted import Acted, ActionIsOver, Doing, NotOfferedToYou
from runtime.office import Office
from store import actions, cases, cycles, offers
from store.actions import NewUpdate
from store.ledger import Occasion
from store.tables.actions import ActionRow
from store.tables.offers import OfferRow
from store.tables.people import PersonRow

SETTLED = {Doing.TAKE: offers.TAKEN, Doing.DECLINE: offers.REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Somebody at an action, which is locked for them, and how they came."""

    office: Office
    session: Session
    action: ActionRow
    who: PersonRow
    channel: Channel

    @property
    def occasion(self) -> Occasion:
        return Occasion(
            company_id=self.action.company_id,
            channel=self.channel,
            case_id=cycles.action_case(self.action.id),
            brief_sha256=None,
        )

    @property
    def actor(self) -> Actor:
        return person(self.who.key, Role(self.who.role))

    def begin(self) -> None:
        actions.set_state(self.action, ActionState.IN_PROGRESS)
        said = NewUpdate(
            kind="accepted",
            text=f"{self.who.name} is at work on it.",
            at=self.office.now(),
            person_id=self.who.id,
        )
        actions.note(self.session, self.action, said)

    def split(self, said: Acted, today: date) -> None:
        """Raises a `Refusal` where the parts don't make the whole."""
        self.ring()
        splitting = Splitting(
            parts=said.parts, today=today, at=self.office.now(), occasion=self.occasion
        )
        split(self.office.tools, self.session, self.action, splitting)

    def answer_offer(self, said: Acted) -> None:
        """The same answer again is the same; raises NotOfferedToYou, ActionIsOver."""
        row = self._offered()
        if row.state == SETTLED[said.doing]:
            return
        if row.state != offers.ASKED:
            raise NotOfferedToYou
        if ActionState(self.action.state) not in OPEN:
            raise ActionIsOver
        self.ring()
        answer_offer(
            self.session,
            self.action,
            row,
            takes=said.doing is Doing.TAKE,
            said=said.reason,
            at=self.office.now(),
            occasion=self.occasion,
        )

    def ring(self) -> None:
        case_id = cycles.action_case(self.action.id)
        cases.ring(self.session, case_id)
        self.office.defer(self.session, case_id, self.action.company_id)

    def _offered(self) -> OfferRow:
        """The last that was offered to them."""
        mine = [
            row
            for row in offers.offers_of(self.session, self.action.id)
            if row.receiver_id == self.who.id
        ]
        if not mine:
            raise NotOfferedToYou
        return mine[-1]
