"""Where somebody is signed in, and ending that: one browser, the others, or everywhere."""

from collections.abc import Sequence

from gates.chain import Channel
from gates.people import Role, person
from runtime.office import Office
from runtime.signing_in import SignedIn, digest, moment
from store import ledger, web_sessions
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.accounts import WebSessionRow

OTHERS, EVERYWHERE = "others", "everywhere"


def browsers_of(office: Office, person_id: int) -> Sequence[WebSessionRow]:
    with office.unfenced() as session:
        return web_sessions.of_person(session, person_id, moment(office))


def sign_out_of(office: Office, who: SignedIn, token: str, which: str) -> None:
    """End one's own sessions: the one named by its digest, the others, or all of them."""
    only = "" if which in {OTHERS, EVERYWHERE} else which
    but = digest(token) if which == OTHERS else ""
    if not which:
        return
    with office.unfenced() as session:
        web_sessions.end(session, who.person_id, moment(office), only=only, but=but)


def sign_out_everywhere(office: Office, by: SignedIn, key: str) -> int:
    """End every session of somebody in the company, on the record; returns how many there were.

    For a lost phone, or who has left. The route asks whether `by` may.
    """
    when = moment(office)
    nowhere = Occasion(
        company_id=by.company_id, channel=Channel.WEB, case_id=None, brief_sha256=None
    )
    with office.unfenced() as session:
        whose = person_by_key(session, by.company_id, key)
        ended = web_sessions.end(session, whose.id, when)
        ledger.append(
            session,
            nowhere,
            at=when.at,
            kind="signed_out_everywhere",
            actor=person(by.person_key, Role(by.role)),
            subject=f"person:{key}",
            facts={"browsers": len(ended)},
        )
    return len(ended)
