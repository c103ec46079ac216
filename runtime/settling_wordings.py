"""A person takes or leaves what a model offered as wording."""

from typing import Literal

from gates.chain import Channel
from gates.errors import Refusal
from gates.people import Role, person
from runtime.office import Office
from store import ledger, wordings
from store.ledger import Occasion
from store.people import person_by_key

MAY_SETTLE = frozenset({Role.SOP_LEAD})
Verdict = Literal["taken", "left"]


class MayNotSettle(Refusal):
    """Only the S&OP lead takes or leaves a wording."""


class NotOffered(LookupError):
    """There is no such wording in this company."""


def settle_wording(
    office: Office, *, company_id: int, person_key: str, wording_id: int, verdict: Verdict
) -> None:
    """Letters have it from now on, or our own text. Raises a `Refusal` or `NotOffered`.

    Saying the same again changes nothing; it can be turned at any time.
    """
    with office.sessions(company_id) as session:
        who = person_by_key(session, company_id, person_key)
        row = wordings.lock(session, company_id, wording_id)
        if row is None:
            raise NotOffered
        if Role(who.role) not in MAY_SETTLE:
            raise MayNotSettle
        if row.state == verdict:
            return
        was, at = row.state, office.now()
        wordings.settle(row, verdict, person_id=who.id, at=at)
        ledger.append(
            session,
            Occasion(company_id=company_id, channel=Channel.WEB, case_id=None, brief_sha256=None),
            at=at,
            kind=f"wording_{verdict}",
            actor=person(who.key, Role(who.role)),
            subject=f"wording:{row.id}",
            facts={"letter": row.kind, "language": row.language, "tone": row.tone, "was": was},
        )
