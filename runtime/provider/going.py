"""Sending somebody to the provider, and taking what they come back with."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client

from runtime.office import Office
from runtime.provider.id_token import Expected, Known, NotFromProvider, read_id_token
from runtime.provider.knowing import TIMEOUT_S, KnownProviders, Provider, ProviderAway
from runtime.signing_in import SignedIn
from store import ceremonies
from store.ceremonies import Asked, Ceremony

KNOWN = KnownProviders()
PROVEN_WITHIN = timedelta(minutes=10)
"""As long as the way there and back may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Where the browser goes, and the state it keeps to come back with."""

    address: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Who came back, and what they are gone on with."""

    known: Known
    kept: Mapping[str, Any]
    confirms_id: int | None
    """Whose identity this was to confirm; None for a sign-in."""


def callback_of(office: Office) -> str:
    return f"{office.settings.base_url.rstrip('/')}/sign-in/callback"


def go(office: Office, kept: Mapping[str, Any], confirms: SignedIn | None = None) -> Going:
    """Remember what is gone on with. Whoever confirms must sign in there anew."""
    provider = KNOWN.of(office.settings)
    state, seed = token_urlsafe(32), token_bytes(32)
    person_id = confirms.person_id if confirms else None
    asked = Asked(
        kind=Ceremony.PROVIDER, secret=state.encode(), nonce=seed, person_id=person_id, kept=kept
    )
    with office.unfenced() as session:
        ceremonies.begin(session, asked, at=office.now())
    anew = {"prompt": "login", "max_age": "0"} if confirms else {}
    address, _ = _client(office, provider).create_authorization_url(
        provider.authorizes_at,
        state=state,
        nonce=_made("nonce", seed),
        code_verifier=_made("verifier", seed),
        **anew,
    )
    return Going(address=address, state=state)


def come_back(office: Office, state: str, code: str) -> Back:
    """Exchange the code, once. Raises NotFromProvider, or ProviderAway."""
    at, provider = office.now(), KNOWN.of(office.settings)
    with office.unfenced() as session:
        asked = ceremonies.find(session, Ceremony.PROVIDER, state.encode(), at=at)
        if asked is None or not code:
            raise NotFromProvider
        asked.used_at = at
    token = _exchange(office, provider, code, asked.nonce)
    expected = Expected(
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=_made("nonce", asked.nonce),
        at=at,
        proven_within=PROVEN_WITHIN if asked.person_id else None,
    )
    known = read_id_token(token, provider.keys(), expected)
    return Back(known=known, kept=asked.kept, confirms_id=asked.person_id)


def _exchange(office: Office, provider: Provider, code: str, seed: bytes) -> str:
    try:
        with closing(_client(office, provider)) as client:
            given = client.fetch_token(
                provider.gives_tokens_at, code=code, code_verifier=_made("verifier", seed)
            )
    except httpx.HTTPError as error:
        raise ProviderAway from error
    except (AuthlibBaseError, ValueError) as error:
        raise NotFromProvider from error
    return str(given.get("id_token", ""))


def _client(office: Office, provider: Provider) -> Any:
    """Authlib's client, which has no types."""
    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        token_endpoint_auth_method="client_secret_basic" if provider.client_secret else "none",
        scope="openid email profile",
        redirect_uri=callback_of(office),
        code_challenge_method="S256",
        timeout=TIMEOUT_S,
    )


def _made(what: str, seed: bytes) -> str:
    """Two secrets of one seed: what goes to the provider tells nothing of what is kept."""
    return urlsafe_b64encode(sha256(what.encode() + seed).digest()).decode().rstrip("=")
