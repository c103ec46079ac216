"""One's own account, as read."""

from api import formats
from api.deps import Desk
from api.views import words
from api.views.account import AccountView, BrowserLine, browser_name
from runtime.browsers import browsers_of
from runtime.office import Office
from runtime.signing_in import Way, digest
from store.people import by_id
from store.tables.accounts import WebSessionRow

WAYS = {
    Way.DEMO.value: "chosen from the demo’s people",
    Way.PASSKEY.value: "with a passkey",
    Way.PROVIDER.value: "at your company’s sign-in",
}


def account_view(desk: Desk, office: Office, token: str, message: str = "") -> AccountView:
    hours, minutes = office.settings.session_hours, office.settings.session_idle_minutes
    return AccountView(
        name=desk.person.name,
        email=by_id(desk.session, desk.person.person_id).email,
        role=words.role(desk.person.role),
        browsers=tuple(
            _line(row, desk, digest(token)) for row in browsers_of(office, desk.person.person_id)
        ),
        limits=(
            f"A browser is signed out {formats.count(hours, 'hour', 'hours')} after you signed in,"
            f" or when it is left alone for {formats.count(minutes, 'minute', 'minutes')}."
        ),
        message=message,
    )


def _line(row: WebSessionRow, desk: Desk, here: str) -> BrowserLine:
    zone = desk.viewer.zone
    return BrowserLine(
        which=row.token_sha256,
        name=browser_name(row.browser),
        way=WAYS.get(row.way, ""),
        since=formats.moment(row.opened_at.astimezone(zone)),
        seen=formats.moment(row.seen_at.astimezone(zone)),
        here=row.token_sha256 == here,
    )
