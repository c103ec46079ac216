"""What a message that came in was understood as, for whoever wants to check the reader."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from api import formats
from api.gather.words import plain
from api.tongue import Say, say
from store.tables.effects import MessageRow

INTENTS = {
    "provides_value": Say("gives numbers"),
    "confirms_done": Say("says it is done"),
    "partial": Say("is done in part"),
    "declines": Say("declines"),
    "delegates": Say("hands it to a colleague"),
    "asks_question": Say("asks a question"),
    "out_of_office": Say("is away"),
    "unrelated": Say("speaks of something else"),
    "suspicious": Say("looks like a fraud"),
}


def understood(row: MessageRow) -> tuple[str, ...]:
    """Line by line, the gist first; the reason stands last where a person has to look."""
    if row.reading is None:
        return (formats.headline(row.why),) if row.why else ()
    return tuple(lines_of(row.reading))


def lines_of(reading: Mapping[str, Any]) -> Iterator[str]:
    """The same of a reading by itself."""
    if reading.get("file"):
        yield say("the file {name}", name=reading["file"])
    if reading.get("intent") == "declines" and reading.get("date"):
        yield say("not then, but on another day")
    elif reading.get("intent"):
        yield str(INTENTS.get(reading["intent"], plain(reading["intent"]).lower()))
    if reading.get("unchanged"):
        yield say("the same as last month")
    yield from (_change(change) for change in reading.get("changes") or ())
    if reading.get("quantity") is not None:
        given = formats.as_given(Decimal(str(reading["quantity"])))
        yield say("quantity {number}", number=given)
    if reading.get("date"):
        yield say("day {day}", day=formats.day(date.fromisoformat(reading["date"])))
    if reading.get("leads", "taken") != "taken" and reading.get("why"):
        yield say("not taken as it stands: {why}", why=reading["why"])


def _change(change: Mapping[str, Any]) -> str:
    """A change as its author would say it."""
    amount = Decimal(str(change["amount"]))
    sign = "+" if amount > 0 else ""
    said = {
        "percent": f"{sign}{formats.as_given(amount)} %",
        "delta": f"{sign}{formats.as_given(amount)} units",
        "absolute": f"{formats.as_given(amount)} units",
    }[change["kind"]]
    month = change.get("month")
    when = f" in {formats.month(date.fromisoformat(month))}" if month else ""
    return f"{change['scope'] or 'everything'} {said}{when}"
