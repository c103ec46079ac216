"""No request is larger than a mail: what is over is refused before it is held in memory."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES = 31_000_000
TOO_LARGE = f"This is larger than {BODY_BYTES // 1_000_000} MB. Nothing was kept."


class BodyLimit:
    """ASGI middleware. A sender who doesn't say how much comes is cut off where it is too much."""

    def __init__(self, app: ASGIApp, *, body_bytes: int = BODY_BYTES) -> None:
        self.app = app
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "")
        if said.isascii() and said.isdigit() and int(said[:20]) > self.body_bytes:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self.body_bytes:
                raise HTTPException(413, TOO_LARGE)
            return message

        await self.app(scope, counted, send)
