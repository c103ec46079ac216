"""Names in place of ids: what is said of a cycle in one database, comparable with another's."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.recording.recording import Recording

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID = re.compile(rf"(?:[a-z_]+:)?{_UUID}|[a-z_]+:\d+(?:/read)?|\b[0-9a-f]{{64}}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Of cases by their ids, of requests by theirs; every other id is one like any other."""

    cases: Mapping[str, str]
    requests: Mapping[str, str]

    def said(self, value: Any) -> Any:
        """A value with names for its ids.

        >>> names = Names(cases={"input:7": "input/dach"}, requests={})
        >>> names.said("case:input:7"), names.said("input:7/asked/erik"), names.said("message:6")
        ('case:input/dach', 'input/dach/asked/erik', 'message')
        """
        if isinstance(value, str):
            return _ID.sub(self._name, value)
        if isinstance(value, Mapping):
            return {key: self.said(inner) for key, inner in value.items()}
        return [self.said(inner) for inner in value] if isinstance(value, list | tuple) else value

    def _name(self, found: "re.Match[str]") -> str:
        words = found.group()
        kind, _, number = words.rpartition(":")
        known = self.cases.get(words) or self.requests.get(number)
        return known or kind or "–"


def names_of(recording: Recording) -> Names:
    """A request is its gate, its case, and which of them it was."""
    cases: dict[str, str] = recording.cycle["names"]
    counted: Counter[str] = Counter()
    requests: dict[str, str] = {}
    for asked in recording.requests:
        name = f"{asked.gate} of {cases.get(asked.opened.data['case'], '–')}"
        counted[name] += 1
        requests[asked.id] = f"{name} #{counted[name]}"
    return Names(cases=cases, requests=requests)
