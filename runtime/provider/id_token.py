"""What a provider says of somebody who came back from it, believed only when all of it fits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from gates.errors import Refusal

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
LEEWAY_S = 60


class NotFromProvider(Refusal):
    """What came back from your company's sign-in doesn't fit what we asked. Sign in once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    issuer: str
    client_id: str
    nonce: str
    at: datetime
    proven_within: timedelta | None = None
    """For confirming: how short a while ago they must have signed in there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who the provider says it is."""

    issuer: str
    subject: str
    email: str
    """Empty where the provider doesn't vouch for it."""


def read_id_token(token: str, keys: KeySet, expected: Expected) -> Known:
    """Raises NotFromProvider for a token that isn't signed, is another's, or is too old."""
    try:
        claims = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        _registry(expected).validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise NotFromProvider from error
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if several and claims.get("azp") != expected.client_id:
        raise NotFromProvider
    if expected.proven_within and not _just_proven(claims, expected):
        raise NotFromProvider("It doesn't say that you signed in there just now.")
    vouched = claims.get("email_verified") is True
    return Known(
        issuer=expected.issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")).casefold() if vouched else "",
    )


def _registry(expected: Expected) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(expected.at.timestamp()),
        leeway=LEEWAY_S,
        iss={"essential": True, "value": expected.issuer},
        aud={"essential": True, "value": expected.client_id},
        nonce={"essential": True, "value": expected.nonce},
        exp={"essential": True},
        sub={"essential": True},
    )


def _just_proven(claims: dict[str, Any], expected: Expected) -> bool:
    assert expected.proven_within is not None
    proven = claims.get("auth_time")
    if not isinstance(proven, int):
        return False
    oldest = expected.at - expected.proven_within - timedelta(seconds=LEEWAY_S)
    return proven >= oldest.timestamp()
