"""The loop: everything that happens by itself, then whatever comes next, until the cycle closes."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from evals.recording.recording import Recording
from evals.reliving.names import Names
from evals.reliving.posting import Post, posted_in
from evals.reliving.settling import end_now, is_closed, next_due, settle
from evals.reliving.voting import Voters, said_in, unanswered_in
from gates.errors import Refusal
from gates.playbook import Playbook
from runtime.loading import load_files
from runtime.office import Office
from runtime.opening import open_cycle
from runtime.scratch import TurnedClock, live_on
from store import recorded, recorded_post
from store.naming import case_names

BEFORE = timedelta(hours=1)
"""So long before the cycle opens its company is loaded."""
LONGER = timedelta(days=2)
"""What hasn’t closed by itself so long after its recorded end is ended, as a next month does."""


class NotRelivable(Refusal):
    """This recording holds no company directory, so its cycle can't be lived again."""


@dataclass(slots=True, kw_only=True)
class Life:
    """One cycle in a database of its own."""

    office: Office
    clock: TurnedClock
    company_id: int
    cycle_id: int
    post: Post
    voters: Voters
    until: datetime
    ended_by_us: bool = False

    def live(self) -> None:
        self._settle()
        while not is_closed(self.office, self.company_id, self.cycle_id):
            names = self._names()
            if self.post.send_due(self.office, names) or self._vote(names):
                self._settle()
                continue
            self._turn(names)
            self._settle()

    def _names(self) -> Names:
        """Of what there is by now; and the letters that left are noted."""
        with self.office.sessions(self.company_id) as session:
            cycle = recorded.cycle_row(session, self.cycle_id)
            names = Names(cases=case_names(session, cycle), requests={})
            letters = recorded_post.letters_of(session, self.company_id, cycle.opened_at)
        self.post.note(letters, names)
        return names

    def _vote(self, names: Names) -> bool:
        now = self.office.now()
        due = [one for one in self.voters.next_votes(self.office, names) if one.at <= now]
        for one in sorted(due, key=lambda each: (each.at, each.name, each.seat))[:1]:
            self.voters.give(self.office, one)
        return bool(due)

    def _turn(self, names: Names) -> None:
        """To the next moment at which anything happens."""
        due = next_due(self.office)
        votes = [one.at for one in self.voters.next_votes(self.office, names)]
        moments = [at for at in (due, self.post.next_moment(), *votes) if at is not None]
        nearest = min(moments, default=self.until)
        if nearest >= self.until:
            self.ended_by_us = True
            end_now(self.office, self.company_id, self.cycle_id)
        self.clock.at = max(self.clock.at, min(nearest, self.until))

    def _settle(self) -> None:
        settle(self.office, self.company_id)


def begin(office: Office, clock: TurnedClock, recording: Recording, book: Playbook) -> Life:
    """The company as it was loaded, the playbook active, the cycle opened when it was."""
    if "data" not in recording.cycle:
        raise NotRelivable
    opened = datetime.fromisoformat(recording.cycle["opened"])
    clock.at = opened - BEFORE
    company_id = load_files(office, json.loads(recording.blob(recording.cycle["data"])))
    live_on(office, company_id, book)
    clock.at = opened
    month = date.fromisoformat(f"{recording.cycle['id']}-01")
    cycle_id = open_cycle(office, company_id, month=month)
    return Life(
        office=office,
        clock=clock,
        company_id=company_id,
        cycle_id=cycle_id,
        post=Post(waiting=list(posted_in(recording))),
        voters=Voters(
            company_id=company_id,
            cycle_id=cycle_id,
            said=said_in(recording),
            unanswered=unanswered_in(recording),
        ),
        until=recording.closed_at() + LONGER,
    )
