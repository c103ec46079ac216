"""What the ledger's proofs are told as: what was shown, and just as clearly what wasn't."""

from gates.history import Checked
from gates.receipt import Proven


def told(checked: Checked, missing: list[str]) -> list[str]:
    if checked.problem is not None:
        return [f"Not whole: {checked.problem}."]
    lines = [f"{checked.events} events, the chain is whole."]
    if checked.newest is not None:
        lines.append(
            f"It goes through {checked.heads} signed heads, the newest at event {checked.newest}."
        )
    return [*lines, *(f"Not shown: {line}" for line in missing)]


def not_shown(checked: Checked, *, outside: bool, own_key: bool) -> list[str]:
    """What somebody who wanted to deceive could still have done."""
    lines: list[str] = []
    if checked.newest is None:
        lines.append(
            "that the end wasn't cut off and history wasn't rewritten;"
            " a chain alone can't show that, a signed head can (--heads FILE)."
        )
        return lines
    if not outside:
        lines.append(
            "that the end wasn't cut off and history wasn't rewritten: these heads came with the"
            " export, from the same hands; give a copy you kept (--heads FILE)."
        )
    if own_key:
        lines.append(
            "whose heads these are: the key came with the export too; give the one you know"
            " (--key FILE)."
        )
    if checked.after_newest:
        lines.append(
            f"that nothing came after event {checked.events}, or that the last"
            f" {checked.after_newest} stand as they were: no signed head covers them yet."
        )
    return lines


def receipt_told(proven: Proven, *, outside: bool) -> list[str]:
    said = proven.decision
    by = said["by"]
    choice = f" “{said['choice_name'] or said['choice']}”" if said["choice"] else ""
    behalf = f" on behalf of {said['on_behalf_of']}" if said["on_behalf_of"] else ""
    who = f"{by.get('name') or by['key']} ({by.get('role')}){behalf}"
    under = f"the head signed at event {proven.head}"
    lines = [
        f"{who} {said['meaning']}{choice}, {said['at']}.",
        f"Question: {said['question']}",
        *([f"Reason: {said['reason']}"] if said["reason"] else []),
        f"Shown: the brief in this receipt, SHA-256 {said['brief_sha256']}.",
        f"Event {said['number']} of {proven.head.origin}, under {under}.",
    ]
    if not outside:
        lines.append(
            "Not shown: that this head left the hands of whoever signed it; give the heads you"
            " kept (--heads FILE)."
        )
    return lines
