"""People from the store: what each owns and may approve, and who stands in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from api import formats
from api.gather.delegations import STANDS, lines, may_give_for, stands, state_of
from api.tongue import Say, say
from api.views import words
from api.views.decision import Viewer
from api.views.people import (
    Choice,
    DelegationFormView,
    LimitLine,
    PeopleView,
    PersonLine,
    PersonView,
)
from gates.access import Scope, scopes_of
from gates.authority import ANY, Limit, Purse
from gates.catalogue import GATES
from gates.delegating import DelegationKind
from gates.people import Role
from gates.seating import Directory
from store.authorities import purse_shown
from store.directory import directory_of
from store.reading_cycles import present_cycle
from store.reading_delegations import DelegationRecord, delegation_records
from store.reading_people import people
from store.tables.people import PersonRow

OWNED = {
    "family": Say("Family"),
    "region": Say("Region"),
    "component": Say("Component"),
    "resource": Say("Line"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the address proposes for a form, or says was done."""

    receiver: str = ""
    ends: str = ""
    invited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everything about a company's people, as read."""

    rows: Sequence[PersonRow]
    directory: Directory
    purse: Purse
    cycle: str
    records: Sequence[DelegationRecord]

    def person(self, key: str) -> PersonRow | None:
        return next((row for row in self.rows if row.key == key), None)

    def owns(self, key: str) -> tuple[str, ...]:
        return tuple(
            f"{OWNED.get(kind, kind)} {_said(kind, code)}"
            for kind, code in (
                thing.split(":", 1) for thing, who in self.directory.owners.items() if who == key
            )
        )

    def manager(self, row: PersonRow) -> str:
        above = self.person(row.manager_key) if row.manager_key else None
        return above.name if above else ""


def _said(kind: str, code: str) -> str:
    """A family's code as a name; other codes are what people write."""
    return formats.headline(code.replace("_", " ")) if kind == "family" else code


def cast_of(session: Session, company_id: int) -> Cast:
    cycle = present_cycle(session, company_id)
    return Cast(
        rows=people(session, company_id),
        directory=directory_of(session, company_id),
        purse=purse_shown(session, company_id, cycle.id if cycle else None),
        cycle=cycle.name if cycle else "",
        records=delegation_records(session, company_id),
    )


def people_view(cast: Cast, viewer: Viewer) -> PeopleView:
    standing = [record for record in cast.records if stands(record, viewer)]
    past = [record for record in cast.records if not stands(record, viewer)]
    now = [record for record in standing if state_of(record.one, viewer) == STANDS]
    return PeopleView(
        summary=_summary(cast, len(now)),
        lines=tuple(_person_line(cast, row, now, viewer) for row in cast.rows),
        own_href=f"/people/{viewer.key}",
        standing=lines(standing, cast.purse, viewer),
        past=lines(past, cast.purse, viewer),
    )


def _summary(cast: Cast, now: int) -> str:
    counted = formats.count(len(cast.rows), "person", "people")
    standing = formats.count(now, "delegation stands", "delegations stand")
    return (
        f"{counted}, {standing}"
        if now
        else say("{counted}, nobody stands in for anybody", counted=counted)
    )


def _person_line(
    cast: Cast, row: PersonRow, now: Sequence[DelegationRecord], viewer: Viewer
) -> PersonLine:
    given = (record for record in now if record.one.giver == row.key)
    received = (record for record in now if record.one.receiver == row.key)
    return PersonLine(
        href=f"/people/{row.key}",
        name=row.name,
        you=row.key == viewer.key,
        role=words.role(row.role),
        title=row.title,
        manager=cast.manager(row),
        owns=cast.owns(row.key),
        limits=tuple(
            say(
                "{limit} {gate}, {used} used",
                limit=line.limit,
                gate=_in_sentence(line.gate),
                used=line.used,
            )
            for line in limits_of(cast, row)
        ),
        stands_in=(
            *(
                say(
                    "{receiver} stands in, {_until}",
                    receiver=one.receiver.name,
                    _until=_until(one, viewer),
                )
                for one in given
            ),
            *(
                say("For {giver}, {_until}", giver=one.giver.name, _until=_until(one, viewer))
                for one in received
            ),
        ),
    )


def _in_sentence(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


def _until(record: DelegationRecord, viewer: Viewer) -> str:
    return say("until {until}", until=formats.until(record.one.ends_at.astimezone(viewer.zone)))


def limits_of(cast: Cast, row: PersonRow) -> tuple[LimitLine, ...]:
    return tuple(
        _limit(cast.purse, row.key, limit) for limit in cast.purse.held(row.key, Role(row.role))
    )


def _limit(purse: Purse, key: str, limit: Limit) -> LimitLine:
    used = purse.used(key, limit.gate)
    left = max(limit.limit_eur - used, Decimal(0))
    return LimitLine(
        gate=say("At every gate")
        if limit.gate == ANY
        else say("For “{title}”", title=say(GATES[limit.gate].title)),
        limit=formats.eur(limit.limit_eur),
        used=formats.eur(used),
        left=formats.eur(left),
    )


def person_view(
    cast: Cast,
    row: PersonRow,
    viewer: Viewer,
    *,
    typed: DelegationFormView | None = None,
    message: str = "",
    wanted: Wanted | None = None,
) -> PersonView:
    """`typed` is the form as it came, where it has to be corrected."""
    theirs = [r for r in cast.records if row.key in {r.one.giver, r.one.receiver}]
    above = cast.person(row.manager_key) if row.manager_key else None
    forms = blank_forms(cast, row, viewer, wanted) if may_give_for(viewer, row.key) else ()
    may_end = row.key != viewer.key and Scope.OPERATE in scopes_of(Role(viewer.role))
    return PersonView(
        key=row.key,
        name=row.name,
        you=row.key == viewer.key,
        role=words.role(row.role),
        title=row.title,
        manager=above.name if above else "",
        manager_href=f"/people/{above.key}" if above else "",
        email=row.email,
        owns=cast.owns(row.key),
        cycle=cast.cycle,
        limits=limits_of(cast, row),
        limited=bool(cast.purse.limits),
        standing=lines([r for r in theirs if stands(r, viewer)], cast.purse, viewer),
        past=lines([r for r in theirs if not stands(r, viewer)], cast.purse, viewer),
        forms=tuple(typed if typed and typed.kind == form.kind else form for form in forms),
        invite_href=f"/people/{row.key}/invitation" if may_end else "",
        invited=row.email if wanted and wanted.invited and may_end else "",
        sign_out_href=f"/people/{row.key}/sign-out" if may_end else "",
        message=message,
    )


def blank_forms(
    cast: Cast, row: PersonRow, viewer: Viewer, wanted: Wanted | None = None
) -> tuple[DelegationFormView, ...]:
    asked = wanted or Wanted()
    whom = "you" if row.key == viewer.key else row.name
    common = DelegationFormView(
        action=f"/people/{row.key}/delegations",
        kind=DelegationKind.OUT_OF_OFFICE.value,
        title=say("Out of office"),
        says=say(
            "While {whom} can’t answer, a substitute may, at every gate. Both get the mails.",
            whom=whom,
        ),
        button=say("Set the substitute"),
        absence=True,
        people=tuple(
            Choice(key=one.key, label=f"{one.name}, {one.title}", chosen=one.key == asked.receiver)
            for one in cast.rows
            if one.key != row.key
        ),
        gates=(),
        starts=viewer.now.date().isoformat(),
        ends=asked.ends,
    )
    gates = tuple(Choice(key=g.name, label=g.title, chosen=False) for g in GATES.values())
    return (
        common,
        replace(
            common,
            kind=DelegationKind.DELEGATION.value,
            title=say("Delegate some decisions"),
            says=say(
                "Somebody may answer for {whom} at the gates you choose, up to a limit."
                " What was received can’t be passed on.",
                whom=whom,
            ),
            button=say("Delegate"),
            absence=False,
            gates=gates,
        ),
    )
