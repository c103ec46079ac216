"""Strangers may ask to be let in so often, and no more: by the address they come from."""

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException

KNOCKS = RateLimitItemPerMinute(60)
"""Enough for an office behind one address, on its worst morning."""


def knock(request: Request) -> None:
    """Raises 429 for who asks too often."""
    limiter: MovingWindowRateLimiter = request.app.state.limiter
    host = request.client.host if request.client else ""
    if not limiter.hit(KNOCKS, "knock", host):
        raise HTTPException(429, headers={"Retry-After": "60"})
