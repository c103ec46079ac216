"""Captured mail, in development only. A mail's HTML is shown in a frame that may do nothing."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import Desk, TheDesk
from api.errors import NotFound
from api.gather.mail import html_of, incoming_line, one_mail, sent_line
from api.gather.understood import understood
from api.security import MAIL_POLICY
from api.views.captured_mail import CapturedMailView, MailLine
from store.reading_mail import came_in, captured, captured_mail, message

router = APIRouter()


@router.api_route("/mail", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    view = CapturedMailView(lines=mail_lines(desk))
    return desk.page("captured_mail/list.html", view, at="mail")


def mail_lines(desk: Desk) -> tuple[MailLine, ...]:
    """Newest first."""
    sent = [sent_line(row, desk.viewer) for row in captured(desk.session, desk.company_id)]
    came = [incoming_line(row, desk.viewer) for row in came_in(desk.session, desk.company_id)]
    return tuple(sorted([*sent, *came], key=lambda line: line.at, reverse=True))


@router.api_route("/mail/{mail_id}", methods=["GET", "HEAD"])
def show_sent(mail_id: int, desk: TheDesk) -> HTMLResponse:
    row = captured_mail(desk.session, desk.company_id, mail_id)
    if row is None:
        raise NotFound
    view = one_mail(sent_line(row, desk.viewer), row.content)
    return desk.page("captured_mail/show.html", view, at="mail")


@router.api_route("/mail/in/{message_id}", methods=["GET", "HEAD"])
def show_incoming(message_id: int, desk: TheDesk) -> HTMLResponse:
    row = message(desk.session, desk.company_id, message_id)
    if row is None:
        raise NotFound
    view = one_mail(incoming_line(row, desk.viewer), row.content, understood(row))
    return desk.page("captured_mail/show.html", view, at="mail")


@router.api_route("/mail/{mail_id}/html", methods=["GET", "HEAD"])
def html_sent(mail_id: int, desk: TheDesk) -> HTMLResponse:
    row = captured_mail(desk.session, desk.company_id, mail_id)
    return _framed(row.content if row else None)


@router.api_route("/mail/in/{message_id}/html", methods=["GET", "HEAD"])
def html_incoming(message_id: int, desk: TheDesk) -> HTMLResponse:
    row = message(desk.session, desk.company_id, message_id)
    return _framed(row.content if row else None)


def _framed(content: bytes | None) -> HTMLResponse:
    if content is None:
        raise NotFound
    return HTMLResponse(html_of(content), headers={"Content-Security-Policy": MAIL_POLICY})
