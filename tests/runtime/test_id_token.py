"""An ID token is believed only when every part of it fits."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from runtime.provider.id_token import Expected, NotFromProvider, read_id_token

NOW = datetime(2026, 11, 5, 9, 40, tzinfo=UTC)
KEY, OTHER = (RSAKey.generate_key(2048, {"kid": "1"}) for _ in range(2))
EXPECTED = Expected(issuer="https://login.example", client_id="sopwith", nonce="n", at=NOW)
CLAIMS: dict[str, Any] = {
    "iss": "https://login.example",
    "aud": "sopwith",
    "nonce": "n",
    "sub": "u-1",
    "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    "email": "Ines@Halden.example",
    "email_verified": True,
}


def token(key: RSAKey = KEY, **changes: Any) -> str:
    said = {name: value for name, value in (CLAIMS | changes).items() if value is not None}
    return jwt.encode({"alg": "RS256", "kid": "1"}, said, key)


def test_what_fits_is_believed() -> None:
    known = read_id_token(token(), KeySet([KEY]), EXPECTED)
    assert (known.subject, known.email) == ("u-1", "ines@halden.example")


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_nobody_vouches_for_is_none(verified: object) -> None:
    assert read_id_token(token(email_verified=verified), KeySet([KEY]), EXPECTED).email == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["sopwith", "another"]},
        {"aud": None},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"exp": int((NOW - timedelta(minutes=5)).timestamp())},
        {"exp": None},
    ],
    ids=str,
)
def test_what_doesnt_fit_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(NotFromProvider):
        read_id_token(token(**changes), KeySet([KEY]), EXPECTED)


def test_another_key_or_none_or_a_shared_one_signs_nothing() -> None:
    shared = OctKey.import_key("what an attacker made up, 32 characters long")
    forged = jwt.encode({"alg": "HS256", "kid": "1"}, CLAIMS, shared, algorithms=["HS256"])
    header, body, _ = token().split(".")
    for wrong in (token(OTHER), forged, f"{header}.{body}.", "", "a.b.c"):
        with pytest.raises(NotFromProvider):
            read_id_token(wrong, KeySet([KEY]), EXPECTED)


@pytest.mark.parametrize(
    ("ago_minutes", "fits"), [(0, True), (10, True), (12, False), (None, False)]
)
def test_confirming_wants_a_fresh_sign_in(ago_minutes: int | None, fits: bool) -> None:
    expected = Expected(
        issuer=EXPECTED.issuer,
        client_id="sopwith",
        nonce="n",
        at=NOW,
        proven_within=timedelta(minutes=10),
    )
    at = (
        int((NOW - timedelta(minutes=ago_minutes)).timestamp()) if ago_minutes is not None else None
    )
    if fits:
        assert read_id_token(token(auth_time=at), KeySet([KEY]), expected).subject == "u-1"
        return
    with pytest.raises(NotFromProvider, match="just now"):
        read_id_token(token(auth_time=at), KeySet([KEY]), expected)
