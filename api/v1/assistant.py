"""Where an assistant asks: `POST /api/v1/mcp`, with its person's token and nothing else."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from api.assistant.speaking import hear
from api.assistant.tools import Desk
from api.deps import TheOffice
from api.v1.calling import Reading, TheCaller, needs
from api.v1.problems import ApiRefusal
from gates.access import Scope

router = APIRouter()


def a_program(caller: TheCaller) -> None:
    """A page another site opened in somebody's browser must not speak for them."""
    if not caller.is_program:
        raise ApiRefusal(401, "token-missing", "Send a token made under Your account.")


async def the_body(request: Request) -> bytes:
    """As it came: what it says wrongly is answered in the protocol's own way."""
    return await request.body()


@router.post(
    "/mcp",
    include_in_schema=False,
    dependencies=[Depends(a_program), Depends(needs(Scope.WORK))],
)
def ask(
    caller: TheCaller,
    session: Reading,
    office: TheOffice,
    body: Annotated[bytes, Depends(the_body)],
) -> Response:
    desk = Desk(caller=caller, session=session, base_url=office.settings.base_url)
    answer = hear(body, desk)
    return Response(status_code=202) if answer is None else JSONResponse(answer)
