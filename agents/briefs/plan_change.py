"""The brief of a change to a locked plan: keep it on changed facts, or adjust what must change."""

from dataclasses import dataclass, replace
from decimal import Decimal

from agents.briefs.about import about_shortage
from agents.briefs.causes import causes_of
from agents.briefs.framing import CENT, MARGIN, option_of, sections_of, silence_of, subject_of
from agents.briefs.measures import brief_metrics
from agents.briefs.resting_on import premises_of
from agents.briefs.snapshot import Reconciliation
from gates.brief import Brief, Option, Pick, SetsOff, Stake, WhyNow
from gates.catalogue import PLAN_CHANGE
from planning import written
from planning.options import SolvedOption

LOST = "lost_units"
COST = "extra_cost_eur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amending:
    """The two ways on, and what the plan costs as it was signed."""

    keep: SolvedOption
    adjust: SolvedOption
    signed_cost_eur: Decimal
    sets_off: tuple[SetsOff, ...] = ()
    """What adjusting sets off."""


def plan_change_brief(snapshot: Reconciliation, amending: Amending, why: WhyNow) -> Brief:
    keep, adjust = amending.keep, amending.adjust
    goes_on = "The plan stays as it is: what is held leaves, and its actions go on"
    stays = SetsOff(kind="next", text=goes_on, who="", when="at once", option=keep.scenario.key)
    return Brief(
        gate=PLAN_CHANGE.name,
        subject=subject_of(snapshot),
        question=f"The facts behind the {snapshot.cycle} plan moved: keep it, or adjust it?",
        why_now=why,
        stake=_stake(keep, adjust),
        silence=silence_of(
            snapshot, PLAN_CHANGE, "Until it is decided, nothing more of the plan leaves."
        ),
        authors=snapshot.authors,
        submitters=snapshot.submitters,
        about=about_shortage(snapshot.company, snapshot.constraints),
        pick=_pick(keep, adjust),
        metrics=brief_metrics(snapshot.company),
        options=tuple(_option(snapshot, amending, one) for one in (keep, adjust)),
        sections=sections_of(snapshot),
        causes=causes_of(snapshot),
        evidence=snapshot.evidence,
        sets_off=(stays, *amending.sets_off),
        premises=tuple(one for o in (keep, adjust) for one in premises_of(snapshot, o)),
    )


def _option(snapshot: Reconciliation, amending: Amending, option: SolvedOption) -> Option:
    """Approving commits what it costs more than was signed."""
    more = option.metrics[COST] - amending.signed_cost_eur
    return replace(
        option_of(snapshot.company, snapshot.constraints, option),
        commits_eur=max(more, Decimal(0)).quantize(CENT),
    )


def _stake(keep: SolvedOption, adjust: SolvedOption) -> Stake:
    more = adjust.metrics[MARGIN] - keep.metrics[MARGIN]
    saved = keep.metrics[LOST] - adjust.metrics[LOST]
    fewer = "fewer" if saved >= 0 else "more"
    return Stake(
        amount_eur=abs(more),
        headline=f"{written.eur(more)} margin",
        detail=f"{written.short(abs(saved))} units {fewer} lost by adjusting",
    )


def _pick(keep: SolvedOption, adjust: SolvedOption) -> Pick:
    """Adjusting where it loses fewer units or earns more; else the plan is left in peace."""
    more = adjust.metrics[MARGIN] - keep.metrics[MARGIN]
    saved = keep.metrics[LOST] - adjust.metrics[LOST]
    if saved > 0 or more > 0:
        because = (f"{written.number(saved)} units fewer are lost, {written.eur(more)} margin",)
        return Pick(option=adjust.scenario.key, because=because, doubts=())
    because = ("Adjusting saves no unit and earns nothing",)
    return Pick(option=keep.scenario.key, because=because, doubts=())
