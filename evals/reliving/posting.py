"""Recorded mails, sent again: each after the letter it answers, as long after it as it came."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evals.recording.recording import POST, Recording
from evals.reliving.names import Names, names_of
from mail.tokens import reply_address
from runtime.office import Office
from runtime.receiving import receive
from store.recorded_post import Letter

_ADDRESS = re.compile(rb"reply\+[a-zA-Z2-7]{32}@[\w.-]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ][^/]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A mail of the record. Without a letter it answers nothing we know of."""

    file: str
    received: datetime
    sender: str | None
    case: str | None
    letter: str | None
    after: timedelta
    raw: bytes

    def due(self, sent: Mapping[str, datetime]) -> datetime | None:
        """Never sooner than it came: its sender may not have had the numbers. None: not asked."""
        if self.letter is None:
            return self.received
        asked = sent.get(self.letter)
        return None if asked is None else max(self.received, asked + self.after)


def posted_in(recording: Recording) -> Iterator[Posted]:
    """Not those that answered a request: what they said is among the decisions."""
    path = recording.folder / POST
    names = names_of(recording)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for said in map(json.loads, lines):
        if said["request"] is not None:
            continue
        received = datetime.fromisoformat(said["received"])
        asked = datetime.fromisoformat(said["asked"]) if said["asked"] else received
        yield Posted(
            file=said["mail"],
            received=received,
            sender=said["from"],
            case=names.cases.get(said["case"]) if said["case"] else None,
            letter=letter_name(names, said["letter"], said["from"]) if said["letter"] else None,
            after=received - asked,
            raw=(recording.folder / "mail" / said["mail"]).read_bytes(),
        )


def letter_name(names: Names, key: str, to: str) -> str:
    """A letter by what it is for, to whom; when it was due is no part of it."""
    return f"{_MOMENT.sub('@', str(names.said(key)))} to {to}"


@dataclass(slots=True, kw_only=True)
class Post:
    """What is still to be sent."""

    waiting: list[Posted] = field(default_factory=list[Posted])
    sent: dict[str, datetime] = field(default_factory=dict[str, datetime])
    """Letters of this life by name, when they left first."""

    def note(self, letters: list[Letter], names: Names) -> None:
        for at, key, to, _case in letters:
            self.sent.setdefault(letter_name(names, key, to), at)

    def next_moment(self) -> datetime | None:
        return min((at for one in self.waiting if (at := one.due(self.sent))), default=None)

    def send_due(self, office: Office, names: Names) -> bool:
        """Whether anything came."""
        now, cases = office.now(), {name: case for case, name in names.cases.items()}
        due = [one for one in self.waiting if (at := one.due(self.sent)) and at <= now]
        for one in sorted(due, key=lambda each: (each.received, each.file)):
            self.waiting.remove(one)
            receive(office, _addressed(office, one, cases))
        return bool(due)


def _addressed(office: Office, one: Posted, cases: Mapping[str, str]) -> bytes:
    """To the address this life's letter gave."""
    case = cases.get(one.case or "")
    if case is None or one.sender is None:
        return one.raw
    token = office.reply_token(case, one.sender)
    return _ADDRESS.sub(reply_address(token, office.settings.mail_domain).encode(), one.raw)
