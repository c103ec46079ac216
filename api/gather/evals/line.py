"""What a change would have done, in one line whose parts open what they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from api import formats
from api.gather.evals import words
from api.tongue import say
from api.views.evals_line import LinePart
from store.tables.evals import EvalRunRow

LOST_SHOWN = 3
"""So many lost corrections have a link of their own."""


def line_of(run: EvalRunRow) -> tuple[LinePart, ...]:
    """Nothing where the run has no results."""
    if run.results is None:
        return ()
    return tuple(_parts(run.results, f"/evals/runs/{run.id}", run.briefs or {}))


def _parts(found: Mapping[str, Any], at: str, briefs: Mapping[str, Any]) -> Iterator[LinePart]:
    was, now = (round(count) for count in found["gates"])
    gates = say("{was} → {now} gates", was=was, now=now)
    if was == now:
        gates = say("{count}, as before", count=formats.count(was, "gate"))
    yield LinePart(text=gates, href=f"{at}?sort=gates#cycles")
    by_kind = {kind: [g for g in found["gone"] if g["lost"] == kind] for kind in words.LOST}
    if saved := by_kind["saved touch"]:
        hours = formats.number(Decimal(str(sum(one["waited_h"] for one in saved))), 1)
        text = say(
            "{count} approved unchanged, waits of {hours} h saved", count=len(saved), hours=hours
        )
        yield LinePart(text=text, href=f"{at}#h-gone")
    if lost := by_kind["lost correction"]:
        yield from _lost(lost, at, briefs)
    if passed := by_kind["passed on"]:
        text = say("{count} decided by somebody never asked", count=len(passed))
        yield LinePart(text=text, href=f"{at}#h-gone")
    before, after = (round(count) for count in found["missed"])
    text = say("missed issues {before} → {after}", before=before, after=after)
    yield LinePart(text=text, href=f"{at}?sort=missed_issues#cycles")
    levels: Mapping[str, int] = found["levels"]
    known, asked = levels["L0"] + levels.get("L1", 0), sum(levels.values())
    yield LinePart(
        text=say("coverage {known}/{asked}", known=known, asked=asked), href=f"{at}#main"
    )


def _lost(
    lost: Sequence[Mapping[str, Any]], at: str, briefs: Mapping[str, Any]
) -> Iterator[LinePart]:
    """How many, and of the first few what their author saw."""
    yield LinePart(text=formats.count(len(lost), "lost correction"), href=f"{at}#h-gone", bad=True)
    for one in lost[:LOST_SHOWN]:
        if one["brief"] in briefs:
            gate = words.gate(one["gate"])
            text = say(
                "here is what {who} saw at “{gate}”", who=formats.headline(one["by"]), gate=gate
            )
            saw = f"{at}/briefs/{one['brief']}?{urlencode({'by': one['by']})}"
            yield LinePart(text=text, href=saw)
