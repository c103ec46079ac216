"""A demo's report as a person reads it."""

from runtime.demo_report import Report


def in_words(told: Report) -> str:
    """The report as a person reads it."""
    lines = ["", "What happened"]
    for name, rows in told.happened.items():
        lines += [f"  {name}", *(f"    {row}" for row in rows)]
    lines += ["", "What was promised"]
    for proof in told.proofs:
        lines.append(f"  {'✓' if proof.holds else '✗'} {proof.promise}")
        lines += [f"      {offender}" for offender in proof.offenders]
    whole = told.ledger_broken is None
    verdict = "is whole" if whole else f"is broken: {told.ledger_broken}"
    lines.append(f"  {'✓' if whole else '✗'} The exported ledger, {told.events} events, {verdict}")
    if told.restarts:
        lines.append(f"  The worker died and was started again: {told.restarts}")
    return "\n".join(lines)
