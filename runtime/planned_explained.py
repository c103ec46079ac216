"""One number of every option of a planning run, taken apart."""

from typing import Any

from planning.explaining import explain
from runtime.planning_run import Planned


def explained_options(planned: Planned, key: str) -> list[dict[str, Any]]:
    """Plain values; raises `NotExplained` for a number without an explanation."""
    found: list[dict[str, Any]] = []
    for option in planned.options:
        explained = explain(planned.company, option.plan, key)
        parts = sorted(explained.parts, key=lambda part: -abs(part.value))
        found.append(
            {
                "option": option.scenario.name,
                "key": key,
                "formula": explained.formula,
                "value": str(explained.value),
                "parts": [
                    {"says": one.says, "value": str(one.value), "sources": list(one.sources)}
                    for one in parts
                ],
            }
        )
    return found


def in_lines(explained: list[dict[str, Any]]) -> str:
    """The same to read: a part a line, the largest first."""
    lines: list[str] = []
    for one in explained:
        lines.append(f"{one['option']}: {one['key']} = {one['value']}")
        lines.append(f"  {one['formula']}")
        lines += [
            f"  {part['value']}  {part['says']}  ({'; '.join(part['sources'])})"
            for part in one["parts"]
        ]
    return "\n".join(lines)
