"""Answers by mail in a request's life: what a reply to which letter decides, by the model."""

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from gates.gate import Verb
from gates.tiers import Tier
from mail.tokens import reply_address, reply_token
from runtime.receiving import receive
from store.people import person_by_key
from store.tables.effects import MessageRow
from store.tickets import Decides, open_ticket, ticket_id
from tests import post
from tests.runtime.life_model import Said
from tests.runtime.life_moves import ANYBODY, Moves
from tests.runtime.life_stage import SERVER

LINES = st.sampled_from(
    [
        ("APPROVE 1", Verb.APPROVE),
        ("APPROVE 1", Verb.APPROVE),
        ("approve  1\nGo ahead.", Verb.APPROVE),
        ("REQUEST CHANGES: dearer than it says", Verb.REQUEST_CHANGES),
        ("REJECT: no", Verb.REJECT),
        ("APPROVE 2", None),
        ("APPROVE 1: but only if Nora agrees", None),
        ("I am out of office until Monday.", None),
        ("", None),
    ]
)


class Mails(Moves):
    """Somebody answers a letter, the last one or an older."""

    shown: list[str]

    @rule(
        by=ANYBODY,
        said=LINES,
        old=st.sampled_from([False, False, True]),
        sure=st.sampled_from([True, True, True, False]),
        twice=st.booleans(),
    )
    def mails(
        self, by: str, said: tuple[str, Verb | None], *, old: bool, sure: bool, twice: bool
    ) -> None:
        line, verb = said
        sha256 = self.shown[0] if old else self.shown[-1]
        whose = self.model.may(by, by, self.world.at)
        low = self.model.gate.tier is Tier.LOW
        allowed = whose is not None and low and sure and sha256 == self.shown[-1] and verb
        raw = self._mail(by, line, sha256, sure=sure)
        decided = self._decided(raw)
        assert bool(decided) == bool(allowed), f"{by} mailed {line!r}: {decided}"
        if decided is None or whose is None or verb is None:
            return
        choice = "build_early" if verb is Verb.APPROVE else None
        self.model.answers[whose] = Said(by, verb, choice, decided)
        self.model.acknowledged.add(decided)
        self.world.happened["by mail"] += 1
        self._closed_by(self.world.at)
        if twice:
            assert self._decided(raw) == decided

    def _decided(self, raw: bytes) -> UUID | None:
        """The decision that the message made when it was received, now or before."""
        received = receive(self.world.office, raw)
        with self.world.office.sessions(self.company) as session:
            reading = session.get_one(MessageRow, received.id).reading or {}
        return UUID(reading["decision"]) if reading.get("intent") == "decided" else None

    def _mail(self, by: str, text: str, sha256: str, *, sure: bool) -> bytes:
        decides = Decides(request_id=self.request.id, brief_sha256=sha256)
        token = reply_token(post.SECRET, ticket_id(decides.subject, by))
        with self.world.office.sessions(self.company) as session:
            who = person_by_key(session, self.company, by)
            open_ticket(
                session,
                token=token,
                company_id=self.company,
                person_id=who.id,
                case_id=self.request.case_id,
                decides=decides,
            )
        self.world.happened["mailed"] += 1
        domain = who.email.partition("@")[2]
        verdict = "pass" if sure else "fail"
        asked = post.Asked(
            company_id=self.company,
            case_id=f"{self.request.case_id}, mail {self.world.happened['mailed']}",
            address=who.email,
            reply_to=reply_address(token, post.DOMAIN),
        )
        return post.answer(
            asked,
            text,
            from_=f"{who.name} <{who.email}>",
            authentication_results=f"{SERVER}; dmarc={verdict} header.from={domain}",
        )
