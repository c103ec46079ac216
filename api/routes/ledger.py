"""The ledger: events, and the chain recomputed when asked. Reading verifies; nothing is written."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from api.deps import Desk, TheDesk
from api.gather.ledger import PAGE, End, ledger_view
from gates.chain import first_break
from gates.signed_head import as_file, safe_name
from store import signed_heads
from store.ledger import head, links
from store.reading_ledger import events
from store.reading_people import company, names

router = APIRouter()


@router.api_route("/ledger", methods=["GET", "HEAD"])
def show(desk: TheDesk, before: int | None = None, verify: str = "") -> HTMLResponse:
    end = head(desk.session, desk.company_id)
    broken = first_break(links(desk.session, desk.company_id), head=end) if verify else None
    people = names(desk.session, desk.company_id).values()
    view = ledger_view(
        events(desk.session, desk.company_id, before=before, limit=PAGE),
        end=End(head=end, signed=signed_heads.newest(desk.session, desk.company_id)),
        names={person.key: person.name for person in people},
        viewer=desk.viewer,
        before=before,
        broken=broken,
        verified=bool(verify),
    )
    return desk.page("ledger/show.html", view, at="ledger")


@router.api_route("/ledger/heads", methods=["GET", "HEAD"])
def heads(desk: TheDesk) -> Response:
    """The signed heads, for whoever keeps a copy of their own."""
    return _file(desk, "heads", as_file(signed_heads.known(desk.session, desk.company_id)))


@router.api_route("/ledger/keys", methods=["GET", "HEAD"])
def keys(desk: TheDesk) -> Response:
    """The public keys those heads are signed with."""
    known = signed_heads.verifiers(desk.session, desk.company_id)
    return _file(desk, "keys", "".join(f"{key}\n" for key in known))


def _file(desk: Desk, ending: str, content: str) -> Response:
    name = f"{safe_name(company(desk.session, desk.company_id).slug)}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/plain", headers=headers)
