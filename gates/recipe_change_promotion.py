"""Run a promotion later or less deep: the forecast is corrected and the accounts told."""

from collections.abc import Iterator

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from planning import written
from planning.calendar_weeks import WEEK
from planning.levers import last_choice
from planning.levers_of_promotion import ScalePromotion, ShiftPromotion
from planning.notice import CUSTOMER_NOTICE_WEEKS
from planning.options import SolvedOption
from planning.responsible import responsible


def change_promotion(
    _option: SolvedOption, lever: ShiftPromotion | ScalePromotion, days: Deadlines
) -> Iterator[PlannedAction]:
    company = days.company
    promotion = next(one for one in company.promotions if one.code == lever.promotion)
    if isinstance(lever, ShiftPromotion):
        starts = promotion.starts + WEEK * lever.weeks
        change = f"starts {written.day(starts)} instead of {written.day(promotion.starts)}"
    else:
        change = f"runs at {written.pct(lever.depth_pct)} of its uplift"
    yield PlannedAction(
        key="correct-forecast-change",
        title=f"Correct the forecast: the {promotion.name} {change}",
        deliverable="The forecast with the changed promotion",
        owner=responsible(company, Role.DEMAND_MANAGER, Role.SALES_LEAD).key,
        due=days.by(days.decided_on + WEEK),
        done_when=DoneWhen(kind=EvidenceKind.FILE, says="the corrected forecast as a file"),
        commits=f"The {promotion.name} {change}",
    )
    yield PlannedAction(
        key="tell-accounts-change",
        title=f"Tell accounts that the {promotion.name} {change}",
        deliverable="Every account told, by name",
        owner=responsible(company, Role.SALES_LEAD).key,
        due=days.by(last_choice(needed_by=promotion.starts, weeks_ahead=CUSTOMER_NOTICE_WEEKS)),
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT, says="a statement that every account was told"
        ),
        commits=f"The accounts know that the {promotion.name} {change}",
    )
