"""How replays and comparisons are said on the command line."""

from collections.abc import Iterator, Sequence
from typing import Any

from evals.oracle.levels import KNOWN, Lost
from evals.replay.same import Same
from evals.replaying import OnAnother


def same_told(results: Sequence[tuple[str, Same]]) -> Iterator[str]:
    for name, one in results:
        yield f"{name}: {one.events} events, {'equal' if one.equal else one.first}"
    equal = sum(one.equal for _, one in results)
    yield f"T0: {equal} of {len(results)} give their own events."


def lived_told(lives: Sequence[OnAnother]) -> Iterator[str]:
    for one in lives:
        known = sum(level in KNOWN for level in one.lived.levels)
        yield f"{one.name}: answers known {known} of {len(one.lived.levels)}"
        if one.apart:
            first = one.apart[0]
            why = f", by {', '.join(first.blame)}" if first.blame else ""
            yield f"  {len(one.apart)} events differ; first {first.type} {first.kind.value}{why}"
            yield f"    was {first.was}"
            yield f"    now {first.now}"
        yield from (f"  {gone.says}" for gone in one.lived.gone)


def one_line(found: dict[str, Any]) -> str:
    """What the change would have done, in one line."""
    was, now = (round(count) for count in found["gates"])
    kinds = [gone["lost"] for gone in found["gone"]]
    saved = kinds.count(Lost.SAVED_TOUCH.value)
    lost = [gone for gone in found["gone"] if gone["lost"] == Lost.LOST_CORRECTION.value]
    missed = [round(count) for count in found["missed"]]
    levels = found["levels"]
    known, asked = levels["L0"] + levels.get("L1", 0), sum(levels.values())
    parts = [f"{was} → {now} gates" if was != now else f"{was} gates, as before"]
    if saved:
        parts.append(f"{saved} approved unchanged, waits saved")
    if lost:
        shown = ", ".join(sorted({f"{one['by']} at {one['gate']}" for one in lost}))
        parts.append(f"{len(lost)} lost correction{'s' * (len(lost) > 1)} ({shown})")
    if passed := kinds.count(Lost.PASSED_ON.value):
        parts.append(f"{passed} decided by somebody never asked")
    parts += [f"missed issues {missed[0]} → {missed[1]}", f"coverage {known}/{asked}"]
    return "; ".join(parts)


def compared_told(found: dict[str, Any]) -> Iterator[str]:
    yield one_line(found)
    worlds, made = found["worlds"], found["synthetic"]
    yield f"{found['cycles']} cycles of {worlds} worlds, {made} synthetic, T1"
    for metric in found["metrics"]:
        if metric["primary"]:
            low, high = metric["low"], metric["high_bound"]
            span = f"[{low:+.2f}, {high:+.2f}]" if low is not None and high is not None else "–"
            yield (
                f"  {metric['name']}: {metric['base']:.2f} → {metric['candidate']:.2f} "
                f"{metric['unit']}, Δ {metric['delta']:+.2f} {span}, "
                f"margin {metric['margin']:g}: {metric['verdict']}"
            )
            if (between := metric["between"]) and between[0] < between[1]:
                yield (
                    f"    between {between[0]:.2f} and {between[1]:.2f}, by how the answers"
                    " nobody knows would have gone"
                )
    yield from (f"  not answerable here: {one}" for one in found["not_answerable"])
    yield f"Verdict: {found['verdict'].upper()}"
    yield from (f"  {one}" for one in found["reasons"])
