"""When a letter leaves: by itself, after somebody's quiet hours, or in their digest.

A person says at which hour and on which days what can wait comes to them in one letter, and from
when until when nothing comes at all. What asks something of them by a moment never waits beyond
the hours they need for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

WAITS = frozenset(
    {
        "action_assigned",
        "cycle_published",
        "decision_recorded",
        "input_accepted",
        "no_longer_needed",
        "offer_answered",
    }
)
"""Letters that tell, or ask for something that has time. The others come by themselves."""
HOURS = range(24)
EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
"""As `date.weekday()` counts."""
NEEDED = timedelta(hours=24)
"""Between a digest and the moment by which something in it is asked for."""
NEEDED_AWAKE = timedelta(hours=2)
"""Between the end of quiet hours and the moment by which something is asked for."""
DAYS_MOST = 8
"""A digest of one day in the week comes within so many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How somebody wants their letters; hours of the clock in their own zone."""

    timezone: str
    digest_hour: int | None = None
    """None: each letter as it comes."""
    digest_days: frozenset[int] = EVERY_DAY
    quiet_from: int | None = None
    quiet_until: int | None = None
    """None, or the same as `quiet_from`: no quiet hours."""

    def next_digest(self, moment: datetime) -> datetime | None:
        """The first of their digests after the moment.

        >>> from datetime import UTC
        >>> noon = datetime(2026, 11, 6, 12, 0, tzinfo=UTC)
        >>> early = Habits(timezone="Europe/Oslo", digest_hour=8, digest_days=WORKDAYS)
        >>> str(early.next_digest(noon))
        '2026-11-09 08:00:00+01:00'
        """
        if self.digest_hour is None:
            return None
        zone = ZoneInfo(self.timezone)
        today = moment.astimezone(zone).date()
        days = (today + timedelta(days=ahead) for ahead in range(DAYS_MOST))
        hours = (
            datetime.combine(day, time(self.digest_hour), zone)
            for day in days
            if day.weekday() in self.digest_days
        )
        return next((hour for hour in hours if hour > moment), None)

    def after_quiet(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it lies in.

        >>> from datetime import UTC
        >>> night = Habits(timezone="Europe/Oslo", quiet_from=20, quiet_until=7)
        >>> str(night.after_quiet(datetime(2026, 11, 6, 22, 30, tzinfo=UTC)))
        '2026-11-07 07:00:00+01:00'
        """
        begin, end = self.quiet_from, self.quiet_until
        if begin is None or end is None or begin == end:
            return moment
        zone = ZoneInfo(self.timezone)
        local = moment.astimezone(zone)
        over_midnight = begin > end
        if begin <= local.hour < end or (over_midnight and local.hour < end):
            return datetime.combine(local.date(), time(end), zone)
        if over_midnight and local.hour >= begin:
            return datetime.combine(local.date() + timedelta(days=1), time(end), zone)
        return moment


@dataclass(frozen=True, slots=True)
class Leaving:
    """When a letter goes, and whether in a digest."""

    at: datetime
    in_digest: bool = False


def leaving(
    kind: str, *, ready: datetime, habits: Habits, by: Iterable[datetime | None] = ()
) -> Leaving:
    """When a letter that is ready leaves; `by` are the moments its reader is asked for."""
    soonest = min((moment for moment in by if moment is not None), default=None)
    digest = habits.next_digest(ready) if kind in WAITS else None
    if digest is not None and (soonest is None or digest + NEEDED <= soonest):
        return Leaving(digest, in_digest=True)
    awake = habits.after_quiet(ready)
    if soonest is not None and awake + NEEDED_AWAKE > soonest:
        return Leaving(ready)
    return Leaving(awake)
