"""The board across cycles, as an example view."""

from api.views.cycles import CycleLine, CyclesView, Figure
from api.views.frame import State

CYCLES = CyclesView(
    summary="1 running, 1 closed",
    lines=(
        CycleLine(
            name="December 2026",
            href="/cycles/2",
            state=State(word="2 late", icon="clock", tone="warn"),
            step="Reconciliation",
            cut_off=Figure(
                says="Decide by in 1 day 7 h",
                href="/cycles/2#h-gates",
                note="Fri 6 Nov 17:00 CET",
                tone="warn",
            ),
            inputs=Figure(says="6 of 8", href="/cycles/2#h-inputs", note="2 late", tone="bad"),
            gates=Figure(says="1 open", href="/cycles/2#h-gates"),
            actions=None,
            held=Figure(
                says="Lucía Ferrer",
                href="/cycles/2#h-holds",
                note="the Iberia forecast · 1 day 4 h late · +2",
                tone="bad",
            ),
            kept=None,
        ),
        CycleLine(
            name="November 2026",
            href="/cycles/1",
            state=State(word="Closed", icon="check", tone="good"),
            step="",
            cut_off=None,
            inputs=Figure(says="8 of 8", href="/cycles/1#h-inputs"),
            gates=None,
            actions=Figure(says="11 of 11", href="/cycles/1#h-actions"),
            held=None,
            kept=Figure(says="34 of 38", href="/cycles/1#h-kept", note="4 short", tone="bad"),
        ),
    ),
)
