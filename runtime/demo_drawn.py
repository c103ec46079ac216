"""People as they are, drawn from a seed: prompt, late, partly, wrong, or silent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from planning.company import Company
from runtime.demo_cast import Concerned
from runtime.demo_people import EVIDENCE, HOUR, SOON, VOTES, Reply, Vote
from runtime.demo_post import Arrived
from runtime.halden_files import DemoFile


class Temper(StrEnum):
    """How somebody deals with one thing they are asked for."""

    PROMPT = "prompt"
    LATE = "late"
    """Answers the last reminder."""
    PARTLY = "partly"
    """A part of it first, the rest when told what is missing."""
    WRONG = "wrong"
    """Something else first, what was asked for when told so."""
    SILENT = "silent"


SHARES = (
    (Temper.PROMPT, 45),
    (Temper.LATE, 20),
    (Temper.PARTLY, 15),
    (Temper.WRONG, 12),
    (Temper.SILENT, 8),
)
"""Percent of everything that people are asked for."""

ASKED = {"input_request", "action_assigned"}
REMINDED = {"input_reminder", "action_reminder"}
CORRECTED = {"input_findings", "answer_unclear"}
INSTEAD = "Noted, thank you.\n\nBest regards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The same seed, the same people. `company` is what they know of their numbers."""

    seed: str
    company: Callable[[], Company]

    def temper(self, about: str) -> Temper:
        """By the case it is about, so that somebody may be prompt here and late there."""
        at = Random(f"{self.seed} {about}").random() * 100  # noqa: S311
        for temper, share in SHARES:
            at -= share
            if at < 0:
                return temper
        return Temper.PROMPT

    def vote(self, gate: str, person: str) -> Vote | None:
        """Whoever sits answers; where a way on is picked, the agents' proposal is taken."""
        if gate == "missing_input":
            return Vote(after=3 * HOUR, choice="substitute", reason="We can't wait any longer.")
        if gate == "late_action":
            return Vote(
                after=2 * HOUR, choice="more_time", reason="Two more days, then it is done."
            )
        return Vote(after=VOTES.get((gate, person), Vote(after=4 * HOUR)).after)

    def on_input(self, letter: Arrived, *, letters_of_kind: int) -> Reply | None:
        """Who owns no region has nothing to send."""
        company, temper = self.company(), self.temper(f"{letter.case_id}")
        if all(region.owner != letter.person for region in company.regions):
            return None
        whole = Reply(after=20 * HOUR, text="Attached.", files=(forecast_file(company, letter),))
        first = _first(temper, letter.kind, letters_of_kind)
        if temper is Temper.PARTLY and first:
            half = forecast_file(company, letter, every_other=True)
            return replace(whole, text="What I have so far.", files=(half,))
        if temper is Temper.WRONG and first:
            return Reply(after=9 * HOUR, text="Who needs this?")
        return whole if first or _corrects(temper, letter.kind) else None

    def on_action(self, letter: Arrived, action: Concerned) -> Reply | None:
        temper = self.temper(f"{letter.case_id}")
        whole = EVIDENCE[action.wanted.kind](action.wanted)
        if letter.kind == "action_assigned" and action.due_in > SOON:
            return None
        if temper is Temper.SILENT and action.escalations > 1:
            return whole if letter.kind in REMINDED else None
        first = _first(temper, letter.kind, 2 if letter.kind in REMINDED else 1)
        if temper in {Temper.PARTLY, Temper.WRONG} and first:
            return Reply(after=16 * HOUR, text=INSTEAD)
        return whole if first or _corrects(temper, letter.kind) else None


def _first(temper: Temper, kind: str, letters_of_kind: int) -> bool:
    """Whether this is the letter they answer first."""
    if temper is Temper.SILENT:
        return False
    if temper is Temper.LATE:
        return kind in REMINDED and letters_of_kind > 1
    return kind in ASKED or (kind in REMINDED and temper is Temper.PROMPT)


def _corrects(temper: Temper, kind: str) -> bool:
    """Whether it tells somebody who fell short what is wanted."""
    return temper in {Temper.PARTLY, Temper.WRONG} and kind in CORRECTED | REMINDED


def forecast_file(company: Company, letter: Arrived, *, every_other: bool = False) -> DemoFile:
    """The region's own table, a row per number."""
    region = next(one.code for one in company.regions if one.owner == letter.person)
    skus = [item.sku for item in company.items]
    kept = set(skus[::2] if every_other else skus)
    rows = [
        f"{line.sku};{line.tier};{line.month:%Y-%m};{line.units}"
        for line in company.forecast
        if line.region == region and line.sku in kept
    ]
    table = "\n".join(("sku;tier;month;units", *rows)) + "\n"
    return DemoFile(name=f"{region}_forecast.csv", content=table.encode())
