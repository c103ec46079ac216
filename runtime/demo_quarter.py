"""A quarter of Halden Foods: one cycle after another, on what the world made of the last plan."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from planning.baseline import restore_baseline
from planning.calendar_weeks import WEEK
from planning.company import Company
from planning.directory import read_company, write_company
from planning.options import restore_option
from planning.plan import Plan
from planning.sheets.actuals import written_actuals
from runtime.demo import BEGINS, MONTH, ZONE, Happening, Story
from runtime.demo_drawn import Drawn
from runtime.halden_next import month_later
from runtime.halden_products import OAT_SYRUP
from runtime.halden_weeks import Fate, World
from runtime.loading import load_files
from runtime.loading_actuals import load_actuals
from store import baselines, cycles, plans
from store.tables.plans import ScenarioRow

SEED = "7"
OPENS_AT = time(8)
REPORTS_AT = time(7)
PLANS_FROM = timedelta(weeks=1)
"""A cycle's plan begins the Monday after it opens."""
SLIPS = timedelta(days=16, hours=3)
"""After the first cycle opens, the syrup's supplier says that it will be late."""
SLIP_WEEKS = 2

DRIFTS: tuple[dict[str, int], ...] = ({}, {"Granola": 108}, {"Seed Bars": 112})
"""By cycle, what customers ask for of what was planned, in percent; others as planned."""


@dataclass(slots=True, kw_only=True)
class Quarter:
    """Cycles of one company, lived one after the other by people drawn from a seed.

    The first is the story as it is told; then people are as they are.
    """

    story: Story
    seed: str
    number: int = field(default=0, init=False)
    world: World | None = field(default=None, init=False)

    def live(self, count: int) -> None:
        """Live so many cycles; the last one to its end."""
        for self.number in range(count):
            begins, ends = opens(self.number), opens(self.number + 1)
            if self.number:
                self._month_later((begins + PLANS_FROM).date())
            self.story.happenings = self._happenings(begins, ends)
            last = self.number + 1 == count
            self.story.live(
                until="closed",
                begins=begins,
                month=month(self.number),
                ends=None if last else ends,
            )

    def _happenings(self, begins: datetime, ends: datetime) -> list[Happening]:
        """Actuals of every week on the Monday after it; in the first cycle a supplier slips."""
        first = (begins + PLANS_FROM + WEEK).date()
        mondays = (first + WEEK * week for week in range((ends.date() - first).days // 7 + 1))
        reports = [
            Happening(at=datetime.combine(monday, REPORTS_AT, ZONE), does=self._report)
            for monday in mondays
        ]
        slip = [] if self.number else [Happening(at=begins + SLIPS, does=self._slip)]
        return sorted([*reports, *slip], key=lambda one: one.at)

    def _report(self) -> None:
        """The plant's own system says what last week came to."""
        world, today = self._lived(), self.story.office.now().astimezone(ZONE).date()
        if world is None:
            return
        while world.today + WEEK <= today:
            monday = world.today
            found = written_actuals(world.live_week())
            name = f"actuals_{monday.isoformat()}.csv"
            story = self.story
            load_actuals(story.office, story.company_id, name=name, content=found)

    def _slip(self) -> None:
        """What is still to come of the syrup comes later."""
        now = self._company()
        today = self.story.office.now().date()
        later = tuple(
            replace(one, arrives=one.arrives + WEEK * SLIP_WEEKS)
            if one.code == OAT_SYRUP.code and one.arrives > today
            else one
            for one in now.open_supply
        )
        load_files(self.story.office, write_company(replace(now, open_supply=later)))

    def _lived(self) -> World | None:
        """The world under the plan in force; None while nothing is locked."""
        found = self._last()
        if found is None:
            return None
        agreed, plan = found
        if self.world is None:
            fate = Fate(seed=self.seed, drift_pct=DRIFTS[self.number % len(DRIFTS)])
            self.world = World(agreed, plan, fate)
        self.world.plan, self.world.company = plan, agreed
        return self.world

    def _month_later(self, starts: date) -> None:
        """What the company's systems say now, and who answers from now on."""
        number, story = self.number, self.story
        self.number -= 1
        world = self._lived()
        self.number, self.world = number, None
        assert world is not None
        while world.today < starts:
            world.live_week()
        later = month_later(world.company, world, starts, seed=self.seed)
        load_files(story.office, write_company(later))
        story.people.cast = Drawn(seed=f"{self.seed}/{number}", company=self._company)

    def _company(self) -> Company:
        story = self.story
        with story.office.sessions(story.company_id) as session:
            return read_company(cycles.company_files(session, story.company_id))

    def _last(self) -> tuple[Company, Plan] | None:
        """The company with the forecast its newest cycle froze, and the plan that counts."""
        story = self.story
        with story.office.sessions(story.company_id) as session:
            cycle = cycles.newest(session, story.company_id)
            frozen = baselines.frozen(session, cycle.id) if cycle else None
            if cycle is None or frozen is None:
                return None
            company = read_company(cycles.company_files(session, story.company_id))
            version = plans.version_of(session, cycle.id)
            drafted = plans.scenarios_of(session, cycle.id, plans.latest_round(session, cycle.id))
            if version is None and not drafted:
                return None
            kept = session.get_one(ScenarioRow, version.scenario_id) if version else drafted[0]
            agreed = restore_baseline(company, frozen.content)
            return agreed, restore_option(company, kept.result).plan


def month(number: int) -> date:
    months = MONTH.month - 1 + number
    return date(MONTH.year + months // 12, months % 12 + 1, 1)


def opens(number: int) -> datetime:
    """The first Monday of the month."""
    first = month(number)
    monday = first + timedelta(days=-first.weekday() % 7)
    return max(datetime.combine(monday, OPENS_AT, ZONE), BEGINS)
