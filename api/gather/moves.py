"""What happened around a request, as the pages' facts."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from api.gather.requests import claim_of
from api.tongue import Say, say
from api.views import words
from api.views.decision import Viewer
from api.views.moves import Around
from api.views.own import MARGIN, Kept
from api.views.record import Remark
from gates.brief import Change
from gates.gate import Verb
from runtime.signing_in import SignedIn
from store import own_options, reading_moves, seen
from store.claims import claimed
from store.comments import comments_on
from store.executed import has_begun
from store.tables.gates import RequestRow

WHY_ENDED = {
    "withdrawn": Say("took back"),
    "facts_moved": Say("no longer stands, as the facts moved"),
    "suspended": Say("is suspended"),
}


def around_of(session: Session, row: RequestRow, person: SignedIn, viewer: Viewer) -> Around:
    asleep = reading_moves.asleep(session, person.company_id, person.person_id, at=viewer.now)
    taken = claimed(session, person.company_id, [row.id]).get(row.id)
    return Around(
        closed_at=row.closed_at,
        begun=row.closed_at is not None and has_begun(session, row.id),
        snooze=asleep.get(row.id),
        remarks=tuple(_remarks(session, person.company_id, row.id)),
        claim=claim_of(taken),
        looking=tuple(
            who.name
            for who, _ in seen.looking(session, person.company_id, row.id, viewer.now)
            if who.id != person.person_id
        ),
        added_by=tuple(reading_moves.added_seats(session, person.company_id, row.id)),
        own=kept_of_their_own(session, person.company_id, row.id),
    )


def kept_of_their_own(session: Session, company_id: int, request_id: UUID) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            key=one.row.key,
            name=one.row.name,
            base=one.row.base,
            by=one.by.name,
            role=one.by.role,
            at=one.row.made_at,
            changes=tuple(Change(**change) for change in one.row.changes),
            margin_eur=Decimal(one.row.content["metrics"][MARGIN]),
        )
        for one in own_options.kept_on(session, company_id, request_id)
    )


def _remarks(session: Session, company_id: int, request_id: UUID) -> Iterator[Remark]:
    for comment in comments_on(session, company_id, request_id):
        yield Remark(
            at=comment.row.made_at,
            name=comment.by.name,
            role=comment.by.role,
            did=say("commented on") if comment.row.option else say("commented"),
            text=comment.row.text,
            option=comment.row.option,
        )
    for ended in reading_moves.ended_answers(session, company_id, request_id):
        assert ended.row.ended_at is not None
        said = str(words.ANSWERED[Verb(ended.row.verb)]).lower()
        why = WHY_ENDED[ended.row.ended_why or "withdrawn"]
        yield Remark(
            at=ended.row.ended_at,
            name=ended.by.name,
            role=ended.by.role,
            did=f"{why}: {said}",
            text=ended.row.reason,
            icon="back",
        )
    for step in reading_moves.delegated(session, company_id, request_id):
        yield Remark(
            at=step.at,
            name=step.by.name,
            role=step.by.role,
            did=say(
                "delegated this to {who}", who=step.other.name if step.other else say("somebody")
            ),
            text=step.text,
            icon="next",
        )
