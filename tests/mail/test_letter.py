from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from mail.letter import AddressUnsafe, Letter, Sender, to_message

SENDER = Sender(name="Sopwith", address="office@halden.example", domain="halden.example")
LETTER = Letter(
    key="effect-1",
    to_name="Tomasz Wilk",
    to_address="tomasz@halden.example",
    subject="Place the order",
    text="Grüße\n.\nFrom the start\n",
    html="<p>Grüße</p>",
    thread_key="action-9",
    reply_address="reply+" + "a" * 32 + "@halden.example",
)


def test_the_same_key_gives_the_same_message() -> None:
    assert to_message(LETTER, SENDER)["Message-ID"] == to_message(LETTER, SENDER)["Message-ID"]
    other = to_message(replace(LETTER, key="effect-2"), SENDER)
    assert other["Message-ID"] != to_message(LETTER, SENDER)["Message-ID"]


def test_letters_of_a_thread_refer_to_one_root() -> None:
    first = to_message(LETTER, SENDER)
    second = to_message(replace(LETTER, key="effect-2", in_reply_to="<abc@mx.example>"), SENDER)
    assert second["References"].startswith(str(first["References"]))
    assert second["In-Reply-To"] == "<abc@mx.example>"


def test_it_says_it_is_automatic_and_where_to_answer() -> None:
    message = to_message(LETTER, SENDER)
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(LETTER.reply_address) in str(message["Reply-To"])


@pytest.mark.parametrize("field", ["subject", "to_name", "in_reply_to"])
def test_no_header_can_be_smuggled_in(field: str) -> None:
    hostile = "x\r\nBcc: eve@evil.example\r\n\r\nbody"
    letter = replace(LETTER, **{field: hostile})  # type: ignore[arg-type]
    parsed = message_from_bytes(to_message(letter, SENDER).as_bytes(), policy=default)
    assert parsed["Bcc"] is None
    assert parsed.get_body(("plain",)).get_content().startswith("Grüße")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "spec",
    ["a@b\r\nBcc: c@d", "a@b, c@d", "no address", "", "a@b@c", "<a@b>", "a b@c.example"],
)
def test_an_address_that_is_not_one_is_refused(spec: str) -> None:
    with pytest.raises(AddressUnsafe):
        to_message(replace(LETTER, to_address=spec), SENDER)


def test_every_line_survives_the_wire() -> None:
    parsed = message_from_bytes(to_message(LETTER, SENDER).as_bytes(), policy=default)
    assert parsed.get_body(("plain",)).get_content().splitlines() == LETTER.text.splitlines()  # type: ignore[union-attr]
