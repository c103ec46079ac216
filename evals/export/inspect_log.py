"""A comparison as an Inspect log (JSON, version 2): a sample a cycle, a score a metric.

Written from `results.json` and `cycles.json`; https://inspect.aisi.org.uk/eval-logs.html.
"""

from typing import Any

VERSION = 2
TASK = "sopwith/playbook"
NO_MODEL = "none/none"
"""Inspect wants a model; a replay of rules asks none."""


def inspect_log(found: dict[str, Any], rows: list[dict[str, Any]], made: str) -> dict[str, Any]:
    """`made` is an ISO 8601 moment with its zone."""
    names = [metric["key"] for metric in found["metrics"]]
    return {
        "version": VERSION,
        "status": "error" if found["verdict"] == "invalid" else "success",
        "eval": {
            "created": made,
            "task": TASK,
            "task_id": found["candidate"][:12],
            "dataset": {"name": "recordings", "samples": len(rows)},
            "model": NO_MODEL,
            "config": {},
            "metadata": {key: found[key] for key in ("base", "candidate", "tier", "coverage")},
        },
        "plan": {"name": "replay", "steps": []},
        "results": {
            "total_samples": len(rows),
            "completed_samples": len(rows),
            "scores": [_score(metric) for metric in found["metrics"]],
        },
        "stats": {"started_at": made, "completed_at": made},
        "samples": [_sample(row, names) for row in rows],
    }


def _score(metric: dict[str, Any]) -> dict[str, Any]:
    said = {"base": metric["base"], "mean": metric["candidate"], "delta": metric["delta"]}
    return {
        "name": metric["key"],
        "scorer": metric["key"],
        "params": {},
        "metrics": {
            name: {"name": name, "value": value, "params": {}} for name, value in said.items()
        },
        "metadata": {"says": metric["says"], "unit": metric["unit"], "verdict": metric["verdict"]},
    }


def _sample(row: dict[str, Any], names: list[str]) -> dict[str, Any]:
    first = row["first"]
    return {
        "id": row["recording"],
        "epoch": 1,
        "input": f"The recorded cycle {row['recording']}, root {row['root']}",
        "target": "its own events" if not row["divergences"] else "",
        "messages": [],
        "output": {"model": NO_MODEL, "choices": []},
        "scores": {
            name: {
                "value": row["candidate"][name],
                "explanation": f"{row['base'][name]} on the base",
            }
            for name in names
        },
        "metadata": {
            "world": row["world"],
            "divergences": row["divergences"],
            "first": first,
            "tainted": row["tainted"],
        },
    }
