"""One version of an input: what it says otherwise than the one before, as a page and as CSV."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from api.deps import Desk, TheDesk
from api.errors import NotFound
from api.gather.versions import moves_of, moves_table, version_view
from planning.company import Company
from planning.directory import read_company
from store.cycles import company_files
from store.reading_inputs import InputRecord, input_request
from store.reading_versions import VersionRecord, version_record

router = APIRouter()


@router.api_route("/inputs/{input_id}/versions/{version}", methods=["GET", "HEAD"])
def show(input_id: int, version: int, desk: TheDesk) -> HTMLResponse:
    asked, record, company = _found(input_id, version, desk)
    view = version_view(asked, record, company, desk.viewer)
    return desk.page("inputs/version.html", view, at="inputs")


@router.api_route("/inputs/{input_id}/versions/{version}/changes.csv", methods=["GET", "HEAD"])
def export(input_id: int, version: int, desk: TheDesk) -> Response:
    asked, record, company = _found(input_id, version, desk)
    table = moves_table(moves_of(record, company, asked.row.region))
    name = f"input-{input_id}-version-{version}.csv"
    return Response(
        table,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _found(input_id: int, version: int, desk: Desk) -> tuple[InputRecord, VersionRecord, Company]:
    asked = input_request(desk.session, desk.company_id, input_id)
    record = version_record(desk.session, desk.company_id, input_id, version)
    if asked is None or record is None:
        raise NotFound
    return asked, record, read_company(company_files(desk.session, desk.company_id))
