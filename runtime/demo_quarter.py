"""A quarter of Halden Foods: one cycle after another, on what the world made of the last plan."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from planning.baseline import restore_baseline
from planning.company import Company
from planning.directory import read_company, write_company
from planning.options import restore_option
from planning.plan import Plan
from runtime.demo import BEGINS, MONTH, ZONE, Story
from runtime.demo_drawn import Drawn
from runtime.halden_next import month_later
from runtime.halden_weeks import Fate, World
from runtime.loading import load_files
from store import baselines, cycles, plans
from store.tables.plans import ScenarioRow

SEED = "7"
OPENS_AT = time(8)
PLANS_FROM = timedelta(weeks=1)
"""A cycle's plan begins the Monday after it opens."""

DRIFTS: tuple[dict[str, int], ...] = ({}, {"Granola": 106}, {"Seed Bars": 112})
"""By cycle, what customers ask for of what was planned, in percent; others as planned."""


@dataclass(slots=True, kw_only=True)
class Quarter:
    """Cycles of one company, lived one after the other by people drawn from a seed.

    The first is the story as it is told; then people are as they are.
    """

    story: Story
    seed: str
    world: World | None = field(default=None, init=False)

    def live(self, count: int) -> None:
        """Live so many cycles; the last one to its end."""
        for number in range(count):
            if number:
                self._month_later(number)
            begins, ends = _opens(number), _opens(number + 1)
            last = number + 1 == count
            self.story.live(
                until="closed", begins=begins, month=_month(number), ends=None if last else ends
            )

    def _month_later(self, number: int) -> None:
        """What the company's systems say now, and who answers from now on."""
        story, starts = self.story, (_opens(number) + PLANS_FROM).date()
        agreed, plan = self._last()
        drift = DRIFTS[(number - 1) % len(DRIFTS)]
        world = World(agreed, plan, Fate(seed=self.seed, drift_pct=drift))
        while world.today < starts:
            world.live_week()
        later = month_later(agreed, world, starts, seed=self.seed)
        load_files(story.office, write_company(later))
        story.people.cast = Drawn(seed=f"{self.seed}/{number}", company=self._company)

    def _company(self) -> Company:
        story = self.story
        with story.office.sessions(story.company_id) as session:
            return read_company(cycles.company_files(session, story.company_id))

    def _last(self) -> tuple[Company, Plan]:
        """The company with the forecast its last cycle froze, and the plan that was locked."""
        story = self.story
        with story.office.sessions(story.company_id) as session:
            cycle = cycles.newest(session, story.company_id)
            assert cycle is not None
            company = read_company(cycles.company_files(session, story.company_id))
            frozen, version = (
                baselines.frozen(session, cycle.id),
                plans.version_of(session, cycle.id),
            )
            if frozen is not None:
                company = restore_baseline(company, frozen.content)
            locked = session.get_one(ScenarioRow, version.scenario_id) if version else None
            kept = locked or plans.scenarios_of(session, cycle.id, 1)[0]
            return company, restore_option(company, kept.result).plan


def _month(number: int) -> date:
    months = MONTH.month - 1 + number
    return date(MONTH.year + months // 12, months % 12 + 1, 1)


def _opens(number: int) -> datetime:
    """The first Monday of the month."""
    first = _month(number)
    monday = first + timedelta(days=-first.weekday() % 7)
    opens = datetime.combine(monday, OPENS_AT, ZONE)
    return max(opens, BEGINS)
