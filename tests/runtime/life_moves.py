"""The moves of a request's life besides answering it: who may make them, by the model."""

from datetime import datetime, timedelta
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from gates import errors
from gates.delegating import Delegation, DelegationKind
from gates.snoozing import Until
from gates.tiers import Assurance, Tier
from runtime.adding_approvers import add_approver, take_back_approver
from runtime.commenting import comment
from runtime.deciding import Answer
from runtime.delegating import delegate, revoke
from runtime.delegating_one import AS_LONG_AS_IT_WAITS, delegate_one
from runtime.snoozing import snooze
from runtime.withdrawing import withdraw
from store.tables.gates import RequestRow
from tests import stage
from tests.runtime.life_model import AUTHOR, Given, Model
from tests.runtime.life_stage import World

PEOPLE = [key for key, _, _ in stage.CAST]
ANYBODY = st.sampled_from(PEOPLE)
SURE = st.sampled_from([Assurance.SESSION, Assurance.STEPPED_UP])


class Moves(RuleBasedStateMachine):
    """What people do in one request."""

    world: World
    model: Model
    company: int
    request: RequestRow

    def _as(self, who: str) -> Answer:
        return Answer(company_id=self.company, person_key=who, request_id=self.request.id)

    def _closed_by(self, at: datetime) -> None:
        self.model.closed = self.model.closes()
        self.model.closed_at = at if self.model.closed else None

    @rule(giver=ANYBODY, receiver=ANYBODY, hours=st.none() | st.integers(1, 30))
    def delegates(self, giver: str, receiver: str, hours: int | None) -> None:
        """Everything for some hours, or this one request."""
        if hours is None:
            self._delegate_this_one(giver, receiver)
        else:
            self._delegate_everything(giver, receiver, hours)

    def _delegate_everything(self, giver: str, receiver: str, hours: int) -> None:
        ends = self.world.at + timedelta(hours=hours)
        wanted = Delegation(
            id=0,
            kind=DelegationKind.DELEGATION,
            giver=giver,
            receiver=receiver,
            gates=frozenset(),
            request=None,
            starts_at=self.world.at,
            ends_at=ends,
            limit_eur=None,
        )
        try:
            made = delegate(self.world.office, self.company, giver, wanted)
        except errors.DelegationToSelf:
            assert giver == receiver
            return
        self.model.given.append(Given(giver, receiver, ends, made.id))

    def _delegate_this_one(self, giver: str, receiver: str) -> None:
        model, at = self.model, self.world.at
        allowed = self._has_open_seat(giver) and self._could_decide(receiver)
        try:
            made = delegate_one(self.world.office, self._as(giver), receiver)
        except errors.Refusal:
            assert not allowed, f"{giver} was refused to delegate to {receiver}"
            return
        assert allowed, f"{giver} was let delegate to {receiver}"
        if made.id not in {one.id for one in model.given}:
            ends = at + AS_LONG_AS_IT_WAITS
            model.given.append(Given(giver, receiver, ends, made.id, whole=False))

    @precondition(lambda self: any(not one.revoked for one in self.model.given))
    @rule(data=st.data())
    def revokes(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from([g for g in self.model.given if not g.revoked]))
        try:
            revoke(self.world.office, self.company, one.giver, one.id)
        except errors.DelegationIsOver:
            assert one.ends_at <= self.world.at
            return
        one.revoked = True

    @rule(by=ANYBODY, person=ANYBODY)
    def adds_an_approver(self, by: str, person: str) -> None:
        model = self.model
        allowed = model.closed is None and by in model.chairs and self._could_decide(person)
        try:
            add_approver(self.world.office, self._as(by), person, why="two pairs of eyes")
        except errors.Refusal:
            assert not allowed, f"{by} was refused to add {person}"
            return
        assert allowed, f"{by} was let add {person}"
        model.added[person] = by

    @precondition(lambda self: self.model.added)
    @rule(by=ANYBODY, data=st.data(), sure=SURE)
    def takes_an_approver_back(self, by: str, data: st.DataObject, sure: Assurance) -> None:
        model = self.model
        person = data.draw(st.sampled_from(sorted(model.added)))
        adder = model.added[person] == by and by in model.chairs
        known = sure is Assurance.STEPPED_UP or model.gate.tier is not Tier.HIGH
        allowed = model.closed is None and adder and person not in model.answers and known
        try:
            take_back_approver(self.world.office, self._as(by), person, sure=sure)
        except errors.Refusal:
            assert not allowed, f"{by} was refused to do without {person}"
            return
        assert allowed, f"{by} was let do without {person}"
        del model.added[person]
        self._closed_by(self.world.at)

    @precondition(lambda self: self.model.answers)
    @rule(data=st.data())
    def takes_back_the_answer(self, data: st.DataObject) -> None:
        by = data.draw(st.sampled_from([*sorted(self.model.spoke) * 5, *PEOPLE]))
        model, at = self.model, self.world.at
        theirs = [seat for seat, said in model.answers.items() if said.by == by]
        window = model.gate.undo_window
        held = model.closed_at is None or (
            model.closed == "approved" and bool(window) and at < model.closed_at + window
        )
        allowed = bool(theirs) and held
        try:
            withdraw(self.world.office, self._as(by))
        except errors.Refusal:
            assert not allowed, f"{by} was refused to take it back"
            return
        assert allowed, f"{by} was let take it back"
        self.world.happened["opened again" if model.closed else "taken back"] += 1
        del model.answers[theirs[0]]
        model.closed = model.closed_at = None
        self.world.at += timedelta(seconds=1)

    @rule(by=ANYBODY, aside=st.booleans())
    def decides_nothing(self, by: str, *, aside: bool) -> None:
        if aside:
            self._put_it_aside(by)
        else:
            self._comment(by)

    def _comment(self, by: str) -> None:
        said = uuid4()
        try:
            new = comment(self.world.office, self._as(by), "Seen.", comment_id=said)
        except errors.Refusal:
            assert self.model.closed is not None
            return
        assert new
        assert self.model.closed is None
        assert not comment(self.world.office, self._as(by), "Seen.", comment_id=said)

    def _put_it_aside(self, by: str) -> None:
        allowed = self._has_open_seat(by) and self.world.at < self._due_at()
        try:
            snooze(self.world.office, self._as(by), Until.BRIEF)
        except errors.Refusal:
            assert not allowed, f"{by} was refused to put it aside"
            return
        assert allowed, f"{by} was let put it aside"

    def _due_at(self) -> datetime:
        with self.world.office.sessions(self.company) as session:
            return session.get_one(RequestRow, self.request.id).due_at

    def _has_open_seat(self, who: str) -> bool:
        model = self.model
        return model.closed is None and who in model.chairs and who not in model.answers

    def _could_decide(self, who: str) -> bool:
        """Neither the author, nor somebody who has a say here already."""
        return who != AUTHOR and who not in {*self.model.chairs} | self.model.spoke
