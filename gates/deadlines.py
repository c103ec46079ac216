"""Days by which things must be done: counted back from need, never before the next working day."""

from dataclasses import dataclass
from datetime import date

from planning.calendar_weeks import DAY, WEEK, working_day_after, working_day_by
from planning.company import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Counts the working days of one company from the day of a decision."""

    company: Company
    decided_on: date

    def by(self, day: date, *, after: date | None = None) -> date:
        """The last working day up to `day`, but later than the decision and than `after`."""
        earliest = self.next(after or self.decided_on)
        return max(working_day_by(day, self.company.closed_days), earliest)

    def week_before(self, monday: date, *, weeks: int = 1, after: date | None = None) -> date:
        """The Friday before a week, or some weeks earlier."""
        return self.by(monday - (weeks - 1) * WEEK - 3 * DAY, after=after)

    def sooner(self, day: date, *, days: int, after: date | None = None) -> date:
        """Some working days before a deadline, later than the decision and than `after`."""
        earlier = day
        for _ in range(days):
            earlier = working_day_by(earlier - DAY, self.company.closed_days)
        return self.by(earlier, after=after) if days else day

    def next(self, day: date, *, days: int = 1) -> date:
        """Some working days later."""
        return working_day_after(max(day, self.decided_on), days, self.company.closed_days)
