"""The brief of the reviews: sales, operations and finance see the same options at once."""

from agents.briefs.about import about_shortage
from agents.briefs.causes import causes_of
from agents.briefs.framing import (
    brief_option,
    need_of,
    sections_of,
    silence_of,
    stake_of,
    subject_of,
    why_now,
)
from agents.briefs.measures import brief_metrics
from agents.briefs.snapshot import Reconciliation
from gates.brief import Brief
from gates.catalogue import REVIEW
from gates.follow_through import review_effects, sets_off


def review_brief(snapshot: Reconciliation) -> Brief:
    """A review decides nothing and commits nothing, so whose figures it rests on may give one."""
    return Brief(
        gate=REVIEW.name,
        subject=subject_of(snapshot),
        question=f"Which option should {need_of(snapshot)}?",
        why_now=why_now(snapshot),
        stake=stake_of(snapshot, snapshot.option(snapshot.pick.option)),
        silence=silence_of(snapshot, REVIEW, "Until every review is in, nothing is decided."),
        authors=snapshot.authors,
        about=about_shortage(snapshot.company, snapshot.constraints),
        commits_none=True,
        pick=snapshot.pick,
        metrics=brief_metrics(snapshot.company),
        options=tuple(brief_option(snapshot, option) for option in snapshot.options),
        sections=sections_of(snapshot),
        causes=causes_of(snapshot),
        evidence=snapshot.evidence,
        sets_off=sets_off(
            snapshot.company,
            review_effects(snapshot.company, snapshot.gates),
            gates=snapshot.gates,
        ),
    )
