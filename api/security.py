"""What every response says to the browser, and which requests may change anything at all.

A link only shows. A request that could change something is refused before any route sees it
unless the browser says that it comes from our own pages.
"""

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})
SIGNED_POST = "/hooks/mail"
"""Where our own mail relay posts. No browser does: the route itself asks for its signature."""
FOR_ASSISTANTS = "/api/v1/mcp"
"""Where programs post. It looks at no cookie, so no page elsewhere can speak for anybody."""
TO_SEARCH = "/api/v1/agent-inbox/threads/search"
"""Only reads, in a protocol that asks with a POST; a program comes from no site."""
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})


def content_policy(nonce: str) -> str:
    """Only our own files, nothing inline; only htmx may write markup into the page."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types htmx",
        )
    )


MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'self'; base-uri 'none'; sandbox"
)
"""For a mail's HTML, which styles itself inline and may do nothing else."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: refuses what isn't ours, and signs every response with the headers."""

    def __init__(self, app: ASGIApp, *, base_url: str) -> None:
        self.app = app
        self.base = urlsplit(base_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        refusal = self._refusal(scope, Headers(scope=scope))

        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _sign(MutableHeaders(scope=message), self._headers(nonce))
            await send(message)

        if refusal:
            await refusal(scope, receive, signed)
        else:
            await self.app(scope, receive, signed)

    def _headers(self, nonce: str) -> Iterable[tuple[str, str]]:
        yield "Content-Security-Policy", content_policy(nonce)
        yield from HEADERS.items()
        if self.base.scheme == "https":
            yield "Strict-Transport-Security", "max-age=31536000"

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        method = scope["method"]
        if not self._knows_host(headers.get("host", "")):
            return PlainTextResponse("This address isn't served here.", 421)
        if method == "POST" and scope["path"] in {SIGNED_POST, FOR_ASSISTANTS, TO_SEARCH}:
            return None
        if method not in SAFE_METHODS and not self._is_own(headers):
            return PlainTextResponse("This was sent from another site. Nothing was changed.", 403)
        return None

    def _knows_host(self, host: str) -> bool:
        """Guards the demo's sign-in against a foreign name that points here."""
        name = urlsplit(f"//{host}").hostname or ""
        return name == self.base.hostname or name in LOCAL_HOSTS

    def _is_own(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in OWN_SITES
        return headers.get("origin") == f"{self.base.scheme}://{self.base.netloc}"


def _sign(headers: MutableHeaders, wanted: Iterable[tuple[str, str]]) -> None:
    """A route may have said something stricter or different; what it said stands."""
    for name, value in wanted:
        headers.setdefault(name, value)
