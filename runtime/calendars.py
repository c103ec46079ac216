"""The secret address of a person's calendar: who has it reads their deadlines and nothing else."""

import hmac
from hashlib import sha256

from runtime.office import Office
from runtime.secrets import reply_secret
from runtime.settings import Settings
from runtime.signing_in import SignedIn, looking
from store import calendars

KEY_CHARS = 40


def token_of(settings: Settings, person_id: int, number: int) -> str:
    """The person and a proof that we gave this address: nothing to steal lies in the database."""
    said = f"calendar/{person_id}/{number}".encode()
    return f"{person_id}-{hmac.new(reply_secret(settings), said, sha256).hexdigest()[:KEY_CHARS]}"


def address_of(office: Office, company_id: int, person_id: int) -> str:
    """Where their calendar is; empty where they have none."""
    with office.sessions(company_id) as session:
        number = calendars.number_of(session, person_id)
    if number is None:
        return ""
    token = token_of(office.settings, person_id, number)
    return f"{office.settings.base_url}/calendars/{token}.ics"


def renew(office: Office, company_id: int, person_id: int) -> None:
    """Give them an address; the one they had no longer opens."""
    with office.sessions(company_id) as session:
        calendars.renew(session, company_id, person_id, at=office.now())


def end(office: Office, company_id: int, person_id: int) -> None:
    with office.sessions(company_id) as session:
        calendars.end(session, person_id, at=office.now())


def whose(office: Office, token: str) -> SignedIn | None:
    """Whose calendar this address opens. It signs nobody in: it is for reading one list."""
    number = token.partition("-")[0]
    if not number.isascii() or not number.isdigit() or len(number) > len(str(2**31)):
        return None
    with office.unfenced() as session:
        found = calendars.owner(session, int(number))
    if found is None:
        return None
    person, current = found
    if not hmac.compare_digest(token_of(office.settings, person.id, current), token):
        return None
    return looking(person, office.now())
