"""The life of one request: what may happen in it, each compared with the model."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from gates import errors
from gates.brief import Option, Stake
from gates.catalogue import TRADE_OFF
from gates.gate import APPROVING, Rule, Verb
from gates.people import Role
from gates.rules import EXPIRED
from gates.seating import role
from gates.tiers import Assurance, Tier
from runtime.advancing import advance
from runtime.deciding import record_ballot
from runtime.office import Office
from runtime.sweeping import start_case, sweep
from store import asked_requests, proving, requests
from store.driver import driver
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow, SeatRow
from store.tables.people import PersonRow
from tests import stage
from tests.runtime.life_mail import Mails
from tests.runtime.life_model import AUTHOR, Model, Said
from tests.runtime.life_moves import ANYBODY, PEOPLE, SURE

AWAY_HOURS = 60
FREE = ("henrik",) * 3
"""Who neither sits nor took part, until somebody asks them."""
SLATE = (
    role(Role.COO),
    role(Role.OPERATIONS_LEAD, group="plan"),
    role(Role.FINANCE_LEAD, group="plan"),
)
VERBS = (Verb.APPROVE, Verb.APPROVE_WITH_CHANGES, Verb.REQUEST_CHANGES, Verb.REJECT)
AS_DRAFTED, AS_CHANGED = "build_early", "build_early_changed"
ANSWERS = [
    *((Verb.APPROVE, AS_DRAFTED),) * 4,
    *((Verb.APPROVE_WITH_CHANGES, AS_CHANGED),) * 2,
    (Verb.APPROVE, AS_CHANGED),
    (Verb.REQUEST_CHANGES, None),
    (Verb.REJECT, None),
]


def option(key: str, changed_from: str | None = None) -> Option:
    return Option(
        key=key,
        name=key,
        summary="",
        values={},
        choose_by=None,
        breaks_if="",
        changed_from=changed_from,
    )


SAID = """
    select outcome, array(select id from decision),
           array(select id from decision where ended_at is null),
           (select count(*) from effect where key = %(told)s), (select count(*) from seat)
    from request where id = %(request)s
"""
"""What the tables of a company say, in one question: it is asked after every step."""


class Life(Mails):
    """One request from its opening to its end."""

    @initialize(
        drawn=st.sampled_from(list(Rule)),
        needed=st.integers(1, 3),
        undo=st.sampled_from([0, 9, 9]),
        tier=st.sampled_from([Tier.LOW, Tier.LOW, Tier.MEDIUM, Tier.HIGH]),
        stand_in=st.sampled_from([None, AUTHOR, AUTHOR, *FREE]),
    )
    def opens(self, drawn: Rule, needed: int, undo: int, tier: Tier, stand_in: str | None) -> None:
        self.world.at = stage.NOW
        self.world.gate = replace(
            TRADE_OFF,
            slate=SLATE,
            rule=drawn,
            needed=needed,
            verbs=VERBS,
            tier=tier,
            holds_effects=timedelta(hours=undo),
        )
        self.model = Model(self.world.gate)
        self.offered = {AS_DRAFTED}
        self.shown: list[str] = []
        self.company = stage.set_up_company(self.office)
        self.case = stage.case_row(self.office, self.company)
        start_case(self.office, self.case)
        advance(self.office, self.case.id, self.company)
        self.request = stage.request_of(self.office, self.company, self.case.id)
        self.shown.append(self.request.brief_sha256)
        if stand_in is not None:
            self._delegate_everything("ines", stand_in, AWAY_HOURS)

    @property
    def office(self) -> Office:
        return self.world.office

    @rule(
        by=ANYBODY,
        seat=st.sampled_from([*(None,) * len(PEOPLE), *PEOPLE]),
        what=st.sampled_from(ANSWERS),
        stale=st.sampled_from([False, False, False, True]),
        sure=SURE,
        twice=st.booleans(),
    )
    def answers(
        self,
        by: str,
        seat: str | None,
        what: tuple[Verb, str | None],
        *,
        stale: bool,
        sure: Assurance,
        twice: bool,
    ) -> None:
        self._answer(by, seat, what, stale=stale, sure=sure, twice=twice)

    def _answer(
        self,
        by: str,
        seat: str | None,
        what: tuple[Verb, str | None],
        *,
        stale: bool = False,
        sure: Assurance = Assurance.STEPPED_UP,
        twice: bool = False,
    ) -> None:
        verb, choice = what
        sha256 = self.shown[0] if stale else self.shown[-1]
        ballot = stage.ballot(
            self.request,
            brief_sha256=sha256,
            verb=verb,
            choice=choice,
            reason="because",
            seat=seat,
            assurance=sure,
        )
        whose = self.model.may(by, seat, self.world.at)
        known = sure is Assurance.STEPPED_UP or self.world.gate.tier is not Tier.HIGH
        if sha256 != self.shown[-1] or not known or not self._is_offered(verb, choice):
            whose = None
        try:
            receipt = record_ballot(self.office, self._as(by), ballot)
        except errors.Refusal:
            assert whose is None, f"{by} was refused for {whose}"
            return
        assert whose is not None, f"{by} was let in"
        assert whose == receipt.decision.seat
        assert receipt.decision.by == by
        self.model.answers[whose] = Said(by, verb, choice, ballot.decision_id)
        self.model.acknowledged.add(ballot.decision_id)
        self.world.happened[verb.value] += 1
        self.world.happened["for another"] += by != whose
        self._closed_by(self.world.at)
        if twice:
            again = record_ballot(self.office, self._as(by), ballot)
            assert again.repeated
            assert again.decision == receipt.decision

    @rule(by=st.sampled_from([*FREE, *PEOPLE]), changed=st.booleans())
    def approves(self, by: str, *, changed: bool) -> None:
        """As most people do it, on what stands."""
        verb = Verb.APPROVE_WITH_CHANGES if changed else Verb.APPROVE
        self._answer(by, None, (verb, AS_CHANGED if changed else AS_DRAFTED))

    @rule()
    def the_author_approves(self) -> None:
        """Refused, for whomever the author stands in."""
        self._answer(AUTHOR, None, (Verb.APPROVE, AS_DRAFTED))

    @rule(by=ANYBODY, verb=st.sampled_from([Verb.REQUEST_CHANGES, Verb.REJECT]))
    def objects(self, by: str, verb: Verb) -> None:
        self._answer(by, None, (verb, None))

    def _is_offered(self, verb: Verb, choice: str | None) -> bool:
        """An option that an approver changed is approved with changes, any other without."""
        if verb not in APPROVING:
            return True
        return choice in self.offered and (choice == AS_CHANGED) == (
            verb is Verb.APPROVE_WITH_CHANGES
        )

    @rule(eur=st.integers(1, 5), changed=st.booleans(), late=st.sampled_from([False] * 3 + [True]))
    def redraws(self, eur: int, *, changed: bool, late: bool) -> None:
        """There is no number to compare in these briefs, so whoever answered is asked again.

        Seldom between two answers, or few requests would come to their end.
        """
        if self.model.answers and not late:
            return
        stake = Stake(amount_eur=Decimal(eur * 1000), headline=f"€{eur}k", detail="")
        more = [option(AS_CHANGED, AS_DRAFTED)] if changed else []
        brief = stage.brief(stake=stake, options=(option(AS_DRAFTED), *more))
        with self.office.sessions(self.company) as session:
            row = requests.lock_request(session, self.request.id)
            assert row is not None
            before = row.brief_sha256
            moved = stage.redraft(session, row, brief, self.world.at)
            assert not (moved and self.model.closed)
            if row.brief_sha256 != before:
                self.world.happened["asked again by a redraft"] += bool(self.model.answers)
                self.model.answers.clear()
                self.shown.append(row.brief_sha256)
                self.offered = {one.key for one in brief.options}

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.world.at += timedelta(hours=hours)
        sweep(self.office)
        self._who_came()

    def _who_came(self) -> None:
        """Lateness brings people, never an answer, and never the author."""
        with self.office.sessions(self.company) as session:
            row = session.get_one(RequestRow, self.request.id)
            query = select(PersonRow.key, SeatRow.grouping).join(
                SeatRow, SeatRow.person_id == PersonRow.id
            )
            came = [one for one in session.execute(query) if one.key not in self.model.chairs]
        self.world.happened["brought by lateness"] += len(came)
        for key, group in came:
            assert key != AUTHOR
            assert self.model.closed is None
            assert row.due_at <= self.world.at
            if self.world.gate.rule is Rule.ONE:
                self.model.asked.append(key)
            else:
                assert row.expired_at is not None
                assert group == EXPIRED
                self.model.over.append(key)

    @rule()
    def the_worker_looks(self) -> None:
        advance(self.office, self.case.id, self.company)

    @invariant()
    def the_tables_say_the_same(self) -> None:
        with self.office.sessions(self.company) as session:
            asked = {"request": self.request.id, "told": f"{self.case.id}/told"}
            found = driver(session).execute(SAID, asked).fetchone()
        assert found is not None
        outcome, ids, stand, acted, seats = found
        assert outcome == self.model.closed
        assert set(ids) == self.model.acknowledged
        assert set(stand) == {said.id for said in self.model.answers.values()}
        assert seats == len(self.model.chairs)
        assert acted == 0 or self.model.closed is not None

    def teardown(self) -> None:
        self.world.happened[str(self.model.closed)] += 1
        self.world.at += self.world.gate.undo_window
        sweep(self.office)
        advance(self.office, self.case.id, self.company)
        advance(self.office, self.case.id, self.company)
        with self.office.sessions(self.company) as session:
            acted = session.query(EffectRow).filter_by(key=f"{self.case.id}/told").count()
            held = {one.key: one.state for one in session.query(EffectRow) if "/held/" in one.key}
            broken = [one for one in proving.prove(session, self.company) if not one.holds]
            self._leave(session)
        assert acted == (self.model.closed is not None)
        assert broken == [], broken
        stands = self.model.closed_at.isoformat() if self.model.closed_at else "nothing"
        for key, state in held.items():
            assert (state == "withdrawn") == (not key.endswith(stands)), key

    def _leave(self, session: Session) -> None:
        """What is left of this sequence doesn't weigh on the sweeps of the next ones."""
        session.query(EffectRow).update({"state": "withdrawn"})
        asked_requests.withdraw(session.get_one(RequestRow, self.request.id), at=self.world.at)
