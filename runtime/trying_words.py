"""A version's words tried on recorded mails and letters, beside the active version's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agents.ask import Language
from agents.reading_values import Provenance, ReplyContext
from agents.wording import DraftRequest, filled
from gates.letter_kinds import Kind
from gates.playbook import Playbook
from graphs.input_facts import InputFacts, input_facts
from graphs.input_words import forecast_context
from graphs.phrases import moment
from mail.incoming import read_mail
from planning.directory import read_company
from runtime.office import Office
from store import people
from store.tables.cycles import CaseRow
from store.tables.effects import MessageRow

LETTERS = (
    (Kind.INPUT_REQUEST, 0),
    (Kind.INPUT_REMINDER, 0),
    (Kind.INPUT_REMINDER, 1),
    (Kind.INPUT_REMINDER, 3),
)
"""Of the letters about an input, those whose facts the input alone gives; with days of lateness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one version makes of it, and what that took."""

    says: str
    by: Provenance

    @property
    def plain(self) -> dict[str, Any]:
        by = self.by
        return {
            "says": self.says,
            "by": by.model or by.provider,
            "tokens": by.tokens,
            "latency_s": round(by.latency_s, 3),
            "fallback": by.fallback,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One recorded case on the version that is active and on the other."""

    case: str
    active: Said
    draft: Said

    @property
    def is_same(self) -> bool:
        return self.active.says == self.draft.says


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorded:
    """A mail to an input, or the input whose letters are worded anew."""

    label: str
    reply: ReplyContext | None = None
    letter: DraftRequest | None = None


def tried(
    office: Office, company_id: int, active: Playbook, draft: Playbook, *, most: int
) -> Iterator[Tried]:
    """The newest mails to inputs, then the letters of the newest input. Nothing is kept."""
    with office.sessions(company_id) as session:
        cases = [*_mails(session, company_id, most), *_letters(session, company_id)]
    was, now = (office.speaking_as(book.language) for book in (active, draft))
    for one in cases:
        yield Tried(case=one.label, active=_said(was, one), draft=_said(now, one))


def _said(language: Language, one: _Recorded) -> Said:
    if one.letter is not None:
        worded, offer = language.draft(one.letter), language.offer(one.letter)
        if offer is not None:
            text = offer.text or offer.template
            worded = filled(text, one.letter, offer.provenance)
        return Said(says=worded.text, by=worded.provenance)
    assert one.reply is not None
    reading = language.read_reply(one.reply)
    parts = [reading.intent.value, reading.verdict.value]
    parts += [f"{c.scope} {c.month:%Y-%m} {c.kind.value} {c.amount}" for c in reading.changes]
    parts += [str(x) for x in (reading.quantity, reading.date, reading.person_key) if x is not None]
    return Said(says=", ".join(parts), by=reading.provenance)


def _mails(session: Session, company_id: int, most: int) -> Iterator[_Recorded]:
    found = (
        select(MessageRow)
        .join(CaseRow, CaseRow.id == MessageRow.case_id)
        .where(MessageRow.company_id == company_id, CaseRow.kind == "input_request")
        .order_by(MessageRow.id.desc())
        .limit(most)
    )
    for message in session.scalars(found):
        mail = read_mail(message.content)
        if mail.attachments:
            continue
        facts = _facts(session, str(message.case_id))
        yield _Recorded(
            label=f"mail {message.id}",
            reply=forecast_context(
                read_company(facts.files),
                facts,
                people.everyone(session, company_id),
                mail.text,
                message.received_at.astimezone(ZoneInfo(facts.owner.timezone)),
                mail.subject,
            ),
        )


def _facts(session: Session, case_id: str) -> InputFacts:
    case = session.get_one(CaseRow, case_id)
    return input_facts(
        session,
        {"company_id": case.company_id, "case_id": case.id, "subject_id": case.subject_id},
    )


def _letters(session: Session, company_id: int) -> Iterator[_Recorded]:
    newest = session.scalar(
        select(CaseRow.id)
        .where(CaseRow.company_id == company_id, CaseRow.kind == "input_request")
        .order_by(CaseRow.subject_id.desc())
        .limit(1)
    )
    if newest is None:
        return
    facts = _facts(session, newest)
    owner = facts.owner
    plain = DraftRequest(
        kind=Kind.INPUT_REQUEST,
        to_name=owner.name,
        locale=owner.language,
        facts={
            "what": facts.what,
            "due": moment(facts.due_at, owner.timezone, owner.language),
            "holds_up": facts.holds_up,
            "escalates_to": facts.lead.name,
        },
    )
    for kind, late in LETTERS:
        label = f"{kind.value.replace('_', ' ')}, {late} days late" if late else kind.value
        yield _Recorded(
            label=label.replace("_", " "), letter=replace(plain, kind=kind, days_late=late)
        )
