"""Which of our people somebody is whom the provider vouches for."""

from gates.chain import Channel
from gates.errors import Refusal
from gates.people import Role, person
from runtime.office import Office
from runtime.provider.id_token import Known
from store import identities, ledger
from store.ledger import Occasion


class NobodyOfOurs(Refusal):
    """Your company's sign-in knows you, but no company directory here has your address."""


class KnownOtherwise(Refusal):
    """Your address belongs to somebody else there now. Ask whoever runs this installation."""


def recognise(office: Office, known: Known) -> int:
    """Their number with us: by the provider's own name for them, at first by their address.

    An address can be given to another person later; the provider's name for somebody can't. So
    who was bound to one name isn't found by address any more.
    """
    at = office.now()
    with office.unfenced() as session:
        bound = identities.bound_to(session, known.issuer, known.subject)
        if bound is not None:
            return bound.id
        found = identities.by_address(session, known.email) if known.email else None
        if found is None:
            raise NobodyOfOurs
        if identities.is_bound(session, found.id, known.issuer):
            raise KnownOtherwise
        identities.bind(session, found, known.issuer, known.subject, at=at)
        ledger.append(
            session,
            Occasion(
                company_id=found.company_id, channel=Channel.WEB, case_id=None, brief_sha256=None
            ),
            at=at,
            kind="identity_bound",
            actor=person(found.key, Role(found.role)),
            subject=f"person:{found.key}",
            facts={"issuer": known.issuer},
        )
        return found.id
