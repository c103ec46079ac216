"""Changes whose harm is known: what the verdict is held against."""

from typing import Any

from gates.playbook import Playbook, plain, restore

Changes = dict[str, Any]
ALL = ("baseline", "review", "trade_off", "executive_lock", "missing_input", "late_action")


def book(changes: Changes) -> Playbook:
    """The shipped playbook with these settings other than they are."""
    content: dict[str, Any] = plain(Playbook())
    for path, value in changes.items():
        *way, last = path.split(".")
        inner = content
        for part in way:
            inner = inner[part]
        inner[last] = value
    return restore(content)


def each(setting: str, value: Any) -> Changes:
    return {f"gates.{gate}.{setting}": value for gate in ALL}


def weak(*rules: str) -> Changes:
    return {"checks": dict.fromkeys(rules, "note")}


def seats(*roles: str) -> list[dict[str, str]]:
    return [{"given": "role", "to": role, "group": role} for role in roles]


HURRIED = {**each("due_hours", 2), **each("remind_before_hours", [])}
NAGGING = [47, 46, 45, 44, 43, 42, 40, 30, 24, 23, 22, 21, 20, 18, 15, 12, 9, 6, 4, 2]
CHAIN = [{"after_hours": n, "to": role} for n, role in enumerate(("admin", "procurement", "coo"))]

HARMFUL: dict[str, Changes] = {
    "finance no longer reviews": {"gates.review.slate": seats("sales_lead", "operations_lead")},
    "sales no longer reviews": {"gates.review.slate": seats("operations_lead", "finance_lead")},
    "operations no longer reviews": {"gates.review.slate": seats("sales_lead", "finance_lead")},
    "one reviews for all": {"gates.review.slate": seats("finance_lead")},
    "margins may move by 5 %": {"tolerances.by_kind.margin": {"pct": "5", "points": "0"}},
    "units may be cases or money": weak("R31", "R32", "R40"),
    "nothing is too little": weak("R10", "R46", "R47"),
    "old and shifted files pass": weak("R48", "R60", "R31"),
    "no check blocks but those that must": weak(
        "R10", "R31", "R32", "R40", "R46", "R47", "R48", "R60"
    ),
    "everybody is asked within two hours": HURRIED,
    "people are nagged": {
        f"gates.{gate}.remind_before_hours": NAGGING
        for gate in ("baseline", "review", "trade_off", "executive_lock")
    },
    "three more are asked at once": {
        **each("then", CHAIN),
        **each("due_hours", 3),
        **each("remind_before_hours", []),
    },
}

HARMLESS: dict[str, Changes] = {
    "fractions block": {"checks": {"R41": "blocking"}},
    "a moved number is only noted": {"checks": {"R43": "note"}},
    "a copied month is only noted": {"checks": {"R44": "note"}},
    "a fraction is only noted": {"checks": {"R41": "note"}},
    "margins may move by a little less": {
        "tolerances.by_kind.margin": {"pct": "0.99", "points": "0"}
    },
    "two more hours to review": {"gates.review.due_hours": 50},
    "one hour less to lock": {"gates.executive_lock.due_hours": 47},
    "the last reminder an hour earlier": each("remind_before_hours", [20, 5])
    | {
        "gates.missing_input.remind_before_hours": [12, 4],
        "gates.late_action.remind_before_hours": [12, 4],
    },
    "followed up a week longer": {"follow_up_weeks": 7},
    "effects are held longer": {"gates.executive_lock.undo_minutes": 40},
    "a grace of twelve hours": {"inputs.grace_hours": 12},
    "the baseline takes a stepped-up session": {"gates.baseline.tier": "high"},
}
