"""Limit the promotion: the uplift leaves the forecast and the accounts are told."""

from collections.abc import Iterator

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from planning import written
from planning.calendar_weeks import WEEK
from planning.levers import LimitPromotion, last_choice
from planning.notice import CUSTOMER_NOTICE_WEEKS
from planning.options import SolvedOption
from planning.responsible import responsible


def limit_promotion(
    option: SolvedOption, lever: LimitPromotion, days: Deadlines
) -> Iterator[PlannedAction]:
    company = days.company
    promotion = next(one for one in company.promotions if one.code == lever.promotion)
    left_out = [tier.name for tier in company.tiers if tier.code not in lever.tiers]
    tiers = written.listed(left_out)
    notice = last_choice(needed_by=promotion.starts, weeks_ahead=CUSTOMER_NOTICE_WEEKS)
    excluded = option.metrics["excluded_units"]
    units = written.number(excluded)
    yield PlannedAction(
        key="correct-forecast",
        title=f"Take the uplift of {tiers} out of the forecast",
        deliverable=f"The forecast without {units} units of uplift",
        owner=responsible(company, Role.DEMAND_MANAGER, Role.SALES_LEAD).key,
        due=days.by(days.decided_on + WEEK),
        done_when=DoneWhen(
            kind=EvidenceKind.SIGNED_NUMBER,
            says=f"a signed number of at least {units} units taken out",
            at_least=excluded,
        ),
        commits=f"{units} units are no longer asked for",
    )
    yield PlannedAction(
        key="tell-accounts-promotion",
        title=f"Tell {tiers} that the {promotion.name} isn't run with them",
        deliverable="Every account told, by name",
        owner=responsible(company, Role.SALES_LEAD).key,
        due=days.by(notice),
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT,
            says=f"a statement that every account of {tiers} was told",
        ),
        commits=f"The promotion runs without {tiers}",
    )
