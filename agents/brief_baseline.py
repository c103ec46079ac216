"""The brief of the gate `baseline`: what would be frozen, what moved, whose numbers they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from agents.briefs.consolidated import told
from gates.brief import Brief, Evidence, Section, SetsOff, Silence, Stake, WhyNow
from planning import figures, written
from planning.changes import Change
from planning.company_streams import Weight
from planning.demand_bridge import DemandBridge
from planning.weighing_streams import Overridden

CHANGES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedFile:
    """One accepted submission. `where` is the file and sheet, or the mail that said it."""

    region: str
    where: str
    sha256: str
    sender: str
    sender_key: str
    at: datetime
    numbers: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A finding somebody accepted as it is."""

    says: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Substituted:
    """A region that sent nothing: last month's numbers stand, because somebody decided so."""

    region: str
    owner: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineSnapshot:
    """Everything the brief says. Names are of record; moments carry the decider's zone."""

    cycle: str
    at: datetime
    due: datetime
    escalates_to: str
    numbers: int
    units: int
    worth_eur: Decimal
    """The baseline at list price."""
    changes: tuple[Change, ...]
    files: tuple[AcceptedFile, ...]
    about: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Families and regions, by code."""
    waived: tuple[Waived, ...] = ()
    substituted: tuple[Substituted, ...] = ()
    bridge: DemandBridge | None = None
    """From last cycle's forecast at last cycle's prices to this one."""
    weights: tuple[Weight, ...] = ()
    overridden: tuple[Overridden, ...] = ()
    """Their authors may not sign it."""
    names: dict[str, str] = field(default_factory=dict[str, str])
    """Of people, by key."""
    kept_numbers: int = 0
    """Single numbers that an accepted file lacked and last month's stand for."""


def baseline_brief(snapshot: BaselineSnapshot) -> Brief:
    """What the demand manager freezes, on one page."""
    return Brief(
        gate="baseline",
        subject=f"Demand baseline, {snapshot.cycle}",
        question=f"Freeze the demand baseline of {snapshot.cycle}?",
        why_now=_why_now(snapshot),
        stake=_stake(snapshot),
        silence=Silence(
            headline=f"Goes to {snapshot.escalates_to}",
            detail=f"{snapshot.escalates_to} is asked {written.moment(snapshot.due)}. Supply "
            "planning waits until somebody answers; nothing is frozen by silence.",
        ),
        authors=(),
        submitters=tuple(
            dict.fromkeys(
                [
                    *(file.sender_key for file in snapshot.files),
                    *(one.override.author for one in snapshot.overridden if one.numbers),
                ]
            )
        ),
        about=snapshot.about,
        commits_none=True,
        sections=tuple(section for section in _sections(snapshot) if section.lines),
        evidence=tuple(_evidence(file) for file in snapshot.files),
        sets_off=(
            SetsOff(
                kind="lock",
                text=f"The baseline, {figures.count(snapshot.numbers, 'number')}; later changes "
                "go through a gate of their own",
                who="",
                when="at once",
            ),
            SetsOff(kind="next", text="Supply is planned for it", who="", when="at once"),
            SetsOff(
                kind="next",
                text="The options are put to review, or the plan to be locked",
                who="",
                when="once planned",
            ),
        ),
    )


def _why_now(snapshot: BaselineSnapshot) -> WhyNow:
    heard, stood_in = len(snapshot.files), len(snapshot.substituted)
    observed = f"{figures.count(heard, 'forecast')} accepted"
    observed += f", {stood_in} on last month's numbers" if stood_in else ""
    return WhyNow(
        rule="every region is settled",
        observed=observed,
        threshold=f"all {figures.count(heard + stood_in, 'region')}",
        at=snapshot.at,
    )


def _stake(snapshot: BaselineSnapshot) -> Stake:
    moved = sum((abs(change.moved_eur) for change in snapshot.changes), Decimal(0))
    worth = f"{written.eur(snapshot.worth_eur)} of demand at list price"
    headline = f"{written.eur(moved)} moved since last month" if moved else worth
    return Stake(
        amount_eur=moved.quantize(Decimal(1), ROUND_HALF_UP),
        headline=headline,
        detail=f"{worth}, {figures.count(snapshot.units, 'unit')}"
        if moved
        else f"{figures.count(snapshot.units, 'unit')}, as last month",
    )


def _sections(snapshot: BaselineSnapshot) -> tuple[Section, ...]:
    kept = figures.count(snapshot.kept_numbers, "number")
    stand = "stands" if snapshot.kept_numbers == 1 else "stand"
    missing = (f"{kept} the accepted files lack: last month's {stand}",)
    return (
        Section(key="since", title="Since last month", lines=_changes(snapshot.changes)),
        *told(snapshot.bridge, snapshot.weights, snapshot.overridden, snapshot.names),
        Section(
            key="waived",
            title="Waived findings",
            lines=tuple(f"{one.says} “{one.reason}” ({one.by})" for one in snapshot.waived),
        ),
        Section(
            key="substituted",
            title="Last month's numbers used",
            lines=(
                *(f"{one.region}, {one.owner}: {one.why}" for one in snapshot.substituted),
                *(missing if snapshot.kept_numbers else ()),
            ),
        ),
    )


def _changes(changes: Sequence[Change]) -> tuple[str, ...]:
    """The dearest, then one line for all the others; and a word where nothing moved."""
    if not changes:
        return ("Nothing moved.",)
    others = changes[CHANGES_SHOWN:]
    lines = [change.words for change in changes[:CHANGES_SHOWN]]
    if others:
        net = sum((change.moved_eur for change in others), Decimal(0))
        sign = "+" if net > 0 else ""
        counted = figures.count(len(others), "smaller change")
        lines.append(f"{counted}, together {sign}{figures.eur(net)}")
    return tuple(lines)


def _evidence(file: AcceptedFile) -> Evidence:
    numbers, units = figures.count(file.numbers, "number"), figures.count(file.units, "unit")
    return Evidence(
        says=f"{file.region}: {numbers}, {units}",
        where=file.where,
        sender=file.sender,
        at=file.at,
        sha256=file.sha256,
    )
