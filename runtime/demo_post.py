"""The demo people's mail: what reached each of them, and what they send back."""

from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

from sqlalchemy import select

from mail.letter import message_id
from runtime.office import Office
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A letter as its reader finds it. `kind` and `case_id` are what a person sees at a glance."""

    mail_id: int
    person: str
    kind: str
    case_id: str | None
    subject: str
    reply_to: str | None
    message_id: str
    text: str


def arrived_since(office: Office, company_id: int, mail_id: int) -> list[Arrived]:
    """Letters that were delivered after this one, oldest first."""
    with office.sessions(company_id) as session:
        rows = session.scalars(
            select(CapturedMailRow)
            .where(CapturedMailRow.company_id == company_id, CapturedMailRow.id > mail_id)
            .order_by(CapturedMailRow.id)
        ).all()
        known = session.execute(select(PersonRow.email, PersonRow.key)).all()
        people = {row.email: row.key for row in known}
        effects = {
            message_id(effect.key, office.settings.mail_domain): effect
            for effect in session.scalars(select(EffectRow))
        }
    return [_arrived(row, people, effects[row.message_id]) for row in rows]


def _arrived(row: CapturedMailRow, people: dict[str, str], effect: EffectRow) -> Arrived:
    mail = message_from_bytes(row.content, policy=default)
    body = mail.get_body(("plain",))
    return Arrived(
        mail_id=row.id,
        person=people[row.to_address],
        kind=effect.kind,
        case_id=effect.case_id,
        subject=row.subject,
        reply_to=mail["Reply-To"].addresses[0].addr_spec if mail["Reply-To"] else None,
        message_id=row.message_id,
        text=body.get_content() if body is not None else "",
    )
