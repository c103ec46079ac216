"""Telling the demo's story from its own ledger, line by line as it happens."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from runtime.halden_people import REGIONS
from runtime.office import Office
from store import ledger
from store.people import everyone

Facts = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Teller:
    """Prints every new event that a reader would want to know of."""

    office: Office
    company_id: int
    zone: ZoneInfo
    say: Callable[[str], None]
    told: int = 0
    names: dict[str, str] = field(default_factory=dict[str, str])

    def tell(self) -> None:
        with self.office.sessions(self.company_id) as session:
            if not self.names:
                people = everyone(session, self.company_id)
                self.names = {region.code: region.name for region in REGIONS}
                self.names |= {who.key: who.name for who in people}
            events = list(ledger.links(session, self.company_id))
        for link in events[self.told :]:
            event = json.loads(link.content)
            words = self._words(event)
            if words:
                at = datetime.fromisoformat(event["at"]).astimezone(self.zone)
                self.say(f"{at:%a %d %b %H:%M}  {words}")
        self.told = len(events)

    def _words(self, event: Facts) -> str:
        facts = event["facts"]
        who = self.names.get(event["actor"]["key"], "Sopwith")
        sentence = SENTENCES.get(event["kind"])
        return sentence(who, facts, self.names) if sentence else ""


def _asked(_who: str, facts: Facts, names: Mapping[str, str]) -> str:
    seats = ", ".join(names[key] for key in facts["seats"])
    return f"◆ {facts['question']} ({seats})"


def _decided(who: str, facts: Facts, _names: Mapping[str, str]) -> str:
    choice = f" “{facts['choice']}”".replace("_", " ") if facts["choice"] else ""
    reason = f": {facts['reason']}" if facts["reason"] else ""
    return f"  {who}: {facts['verb'].replace('_', ' ')}{choice}{reason}"


def _submitted(who: str, facts: Facts, _names: Mapping[str, str]) -> str:
    blocking = sum(found.endswith(":blocking") for found in facts["findings"])
    came = f"{who} sends {facts['file']}, version {facts['version']}: {facts['lines']} numbers"
    return f"{came}, {blocking} to correct" if blocking else came


def _letter(_who: str, facts: Facts, names: Mapping[str, str]) -> str:
    return f"✉ {names[facts['to']]}: {facts['subject']}"


def _drafted(_who: str, facts: Facts, _names: Mapping[str, str]) -> str:
    return f"{len(facts['options'])} options are solved"


def _closed(_who: str, facts: Facts, _names: Mapping[str, str]) -> str:
    done = f"{facts['done']} of {facts['actions']} actions done, {facts['done_on_time']} on time"
    return f"The cycle closes: {done}, {facts['carried']} carried over"


def _scored(facts: Facts) -> str:
    name, came = facts["chosen"]["name"], facts["chosen"]["actual_eur"]
    if came is None:
        return f"  “{name}” could not be replayed on the demand that came"
    return f"  Scored: “{name}” came to €{came}, €{facts['regret_eur']} less than the best"


SENTENCES: Mapping[str, Callable[[str, Facts, Mapping[str, str]], str]] = {
    "cycle_opened": lambda _w, facts, _n: f"The {facts['name']} cycle opens",
    "letter_written": _letter,
    "submitted": _submitted,
    "input_accepted": lambda _w, facts, names: f"{names[facts['region']]} is accepted",
    "asked": _asked,
    "decided": _decided,
    "baseline_frozen": lambda _w, facts, _n: f"The baseline is frozen, version {facts['version']}",
    "options_drafted": _drafted,
    "plan_locked": lambda _w, facts, _n: f"The plan is locked: {facts['commitments']} commitments",
    "actuals_loaded": lambda _w, facts, _n: (
        f"What happened comes in: {facts['file']}"
        + (f"; {', '.join(facts['raised'])} is raised" if facts["raised"] else "")
    ),
    "change_weighed": lambda _w, facts, _n: f"  A change of {facts['because']}: {facts['verdict']}",
    "cycle_scored": lambda _w, facts, _n: _scored(facts),
    "action_done": lambda who, facts, _n: f"{who} closes {facts['action']} with evidence",
    "escalated": lambda _w, facts, names: f"Nobody answered: {names[facts['to']]} is asked",
    "cycle_closed": _closed,
}
