"""What can't go on, on the board: its error in words, whose it is, and since when."""

from collections.abc import Sequence
from urllib.parse import quote

from api import formats
from api.tongue import Say, say
from api.views.cycle import TroubleLine
from api.views.decision import Viewer
from api.views.frame import State
from gates.people import Role
from runtime.retrying import MAY_RETRY
from store.reading_troubles import StuckCase, StuckEffect
from store.tables.people import PersonRow

FAILED = State(word=Say("Can’t go on"), icon="alert", tone="bad")
TRIES_AGAIN = State(word=Say("Tries again by itself"), icon="clock", tone="warn")
NOT_DELIVERED = State(word=Say("Not delivered"), icon="alert", tone="bad")
PAGES = {"cycle": "", "input_request": "/inputs/{}", "follow_up": "/actions/{}"}
UNSURE = State(word=Say("May not have arrived"), icon="alert", tone="warn")
NOBODY_YET = Say("Nobody needs to act yet; where it doesn’t help, it says so here.")


def troubles(
    cases: Sequence[StuckCase],
    effects: Sequence[StuckEffect],
    menders: Sequence[PersonRow],
    viewer: Viewer,
) -> tuple[TroubleLine, ...]:
    """What stands still first, then what tries again, then mails."""
    stuck = sorted(cases, key=lambda case: not case.failed)
    whose = _whose(menders, viewer)
    return (
        *(_case(case, whose, viewer) for case in stuck),
        *(_effect(effect, viewer) for effect in effects),
    )


def may_retry(viewer: Viewer) -> bool:
    return Role(viewer.role) in MAY_RETRY


def _case(case: StuckCase, whose: str, viewer: Viewer) -> TroubleLine:
    return TroubleLine(
        state=FAILED if case.failed else TRIES_AGAIN,
        what=_what(case),
        href=PAGES[case.kind].format(case.subject_id),
        said=case.problem,
        whose=whose if case.failed else NOBODY_YET,
        since=case.since and case.since.astimezone(viewer.zone),
        retry=f"/cases/{quote(case.case_id)}/retries" if case.failed and may_retry(viewer) else "",
    )


def _what(case: StuckCase) -> str:
    if case.kind == "cycle":
        return say("The {about} cycle itself", about=case.about)
    owner = f", {case.owner}" if case.owner else ""
    return f"{case.about}{owner}"


def _whose(menders: Sequence[PersonRow], viewer: Viewer) -> str:
    """Who can set it going, the reader first and as “you”."""
    mine = [say("You")] if any(person.key == viewer.key for person in menders) else []
    names = [*mine, *(person.name for person in menders if person.key != viewer.key)]
    if not names:
        return say("Nobody here may set it going again; whoever runs the system can.")
    return say("{names} can set it going again once the cause is gone.", names=" or ".join(names))


def _effect(effect: StuckEffect, viewer: Viewer) -> TroubleLine:
    ask = say("Tell them yourself.") if effect.known else say("Ask them whether it came.")
    if effect.is_post:
        ask = say("It can be sent again from the page of other systems.")
    return TroubleLine(
        state=NOT_DELIVERED if effect.known else UNSURE,
        what=f"“{effect.subject}” to {effect.to_name or say('nobody')}",
        href="/hooks" if effect.is_post else "",
        said=effect.problem,
        whose=ask,
        since=effect.tried_at and effect.tried_at.astimezone(viewer.zone),
        retry="",
    )


def summary(cases: Sequence[StuckCase], effects: Sequence[StuckEffect]) -> str:
    posts = sum(effect.is_post for effect in effects)
    counted = ((len(cases), "case"), (len(effects) - posts, "mail"), (posts, "post"))
    return ", ".join(formats.count(number, what) for number, what in counted if number)
