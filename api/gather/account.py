"""One's own account, as read."""

from datetime import timedelta

from babel.dates import get_day_names

from api import formats, tongue
from api.deps import Desk
from api.tongue import LANGUAGES, Say, say
from api.views import words
from api.views.account import (
    AccountView,
    BrowserLine,
    LettersLine,
    PasskeyLine,
    TokenLine,
    browser_name,
)
from gates.access import Scope
from gates.letter_hours import EVERY_DAY, HOURS
from runtime.api_tokens import may_give
from runtime.browsers import browsers_of
from runtime.office import Office
from runtime.signing_in import Way, digest
from store.api_tokens import of_person as tokens_of
from store.passkeys import of_person
from store.people import by_id
from store.tables.accounts import ApiTokenRow, PasskeyRow, WebSessionRow

WAYS = {
    Way.DEMO.value: Say("chosen from the demo’s people"),
    Way.PASSKEY.value: Say("with a passkey"),
    Way.PROVIDER.value: Say("at your company’s sign-in"),
}

WRITTEN = LANGUAGES | {"es": Say("Español"), "fr": Say("Français")}
"""What letters are written in."""
READS = {
    Scope.WORK: Say("the work: requests, plan, actions"),
    Scope.RECORD: Say("the record: decisions"),
}


def account_view(
    desk: Desk, office: Office, token: str, message: str = "", *, made: str = ""
) -> AccountView:
    longest = formats.span(timedelta(hours=office.settings.session_hours))
    idle = formats.span(timedelta(minutes=office.settings.session_idle_minutes))
    return AccountView(
        name=desk.person.name,
        email=by_id(desk.session, desk.person.person_id).email,
        role=words.role(desk.person.role),
        language=desk.person.language,
        languages=tuple(WRITTEN.items()),
        advances=desk.person.advances,
        letters=_letters(desk),
        browsers=tuple(
            _line(row, desk, digest(token)) for row in browsers_of(office, desk.person.person_id)
        ),
        limits=(
            say(
                "A browser is signed out {longest} after you signed in,"
                " or when it is left alone for {idle}.",
                longest=longest,
                idle=idle,
            )
        ),
        passkeys=tuple(
            _passkey(row, desk) for row in of_person(desk.session, desk.person.person_id)
        ),
        tokens=tuple(
            _token(row, desk)
            for row in tokens_of(desk.session, desk.person.person_id, at=desk.viewer.now)
        ),
        gives=tuple((one.value, READS[one]) for one in READS if one in may_give(desk.person)),
        made=made,
        message=message,
    )


def _letters(desk: Desk) -> LettersLine:
    habits = by_id(desk.session, desk.person.person_id).habits
    names = get_day_names("wide", locale=tongue.locale())
    return LettersLine(
        zone=desk.viewer.zone.key,
        hour=habits.digest_hour,
        days=tuple((day, names[day], day in habits.digest_days) for day in sorted(EVERY_DAY)),
        quiet_from=habits.quiet_from,
        quiet_until=habits.quiet_until,
        hours=tuple((hour, f"{hour:02}:00") for hour in HOURS),
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


def _passkey(row: PasskeyRow, desk: Desk) -> PasskeyLine:
    zone = desk.viewer.zone
    return PasskeyLine(
        id=str(row.id),
        name=row.name,
        made=formats.moment(row.made_at.astimezone(zone)),
        used=formats.moment(row.used_at.astimezone(zone)) if row.used_at else say("Never"),
    )


def _token(row: ApiTokenRow, desk: Desk) -> TokenLine:
    zone = desk.viewer.zone
    return TokenLine(
        id=str(row.id),
        name=row.name,
        reads=", ".join(READS[Scope(one)] for one in row.scopes),
        ends=formats.moment(row.expires_at.astimezone(zone)),
        used=formats.moment(row.used_at.astimezone(zone)) if row.used_at else say("Never"),
    )
