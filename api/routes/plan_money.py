"""The plan in money, and each of its months' sums taken apart."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.errors import NotFound
from api.gather.plan_money import month_number_view, plan_money_view
from api.routes.plan_weeks import Look

router = APIRouter()


@router.api_route("/plan/money", methods=["GET", "HEAD"])
def money(look: Look) -> HTMLResponse:
    desk = look.desk
    view = plan_money_view(desk.session, look.cycle, look.planned, look.record, look.option)
    return desk.page("plan/money.html", view, at="plan")


@router.api_route("/plan/money/{month}", methods=["GET", "HEAD"])
def month_number(month: str, look: Look) -> HTMLResponse:
    """`cash_2026-12` or `stock_2026-12`."""
    view = month_number_view(look.planned, month, look.option)
    if view is None:
        raise NotFound
    return look.desk.page("plan/month.html", view, at="plan")
