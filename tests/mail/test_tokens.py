import pytest

from mail.tokens import (
    TokenAmbiguous,
    reply_address,
    reply_token,
    token_digest,
    token_fits,
    token_in,
)

SECRET = b"a secret of the company"
TOKEN = reply_token(SECRET, "ticket-1")


def test_a_token_depends_on_secret_and_ticket() -> None:
    assert reply_token(SECRET, "ticket-1") == TOKEN
    assert TOKEN not in {reply_token(SECRET, "ticket-2"), reply_token(b"other", "ticket-1")}


def test_the_local_part_fits_every_server() -> None:
    assert len(reply_address(TOKEN, "halden.example").partition("@")[0]) < 64


def test_the_stored_digest_recognises_the_token_only() -> None:
    assert token_fits(TOKEN.upper(), token_digest(TOKEN))
    assert not token_fits(reply_token(SECRET, "ticket-2"), token_digest(TOKEN))
    assert TOKEN not in token_digest(TOKEN)


@pytest.mark.parametrize(
    "header",
    [
        f"Sopwith <reply+{TOKEN}@halden.example>",
        f"someone@else.example, REPLY+{TOKEN.upper()}@HALDEN.EXAMPLE",
    ],
)
def test_a_recipient_header_carries_the_token(header: str) -> None:
    assert token_in([header]) == TOKEN


@pytest.mark.parametrize(
    "header",
    [
        f"reply+{TOKEN[:-1]}@halden.example",
        f"reply+{TOKEN}a@halden.example",
        f"noreply+{TOKEN}@halden.example",
        f"Re: reply+{TOKEN}",
    ],
)
def test_what_only_resembles_a_token_is_none(header: str) -> None:
    assert token_in([header]) is None


def test_two_tickets_at_once_are_refused() -> None:
    other = reply_token(SECRET, "ticket-2")
    with pytest.raises(TokenAmbiguous):
        token_in([f"reply+{TOKEN}@x.example, reply+{other}@x.example"])
