"""Which addresses are called: what anybody could reach, and what an operator allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.errors import Refusal
from runtime.hooks.reaching import (
    MayNotCall,
    NotAHookAddress,
    NotFound,
    PlainOnlyInside,
    goal_of,
    look_up,
)

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::5",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
    ],
)
def test_what_only_we_can_reach_is_not_called(address: str) -> None:
    with pytest.raises(MayNotCall):
        goal_of("https://erp.example/hook", (), lambda *_: [address])
    with pytest.raises(MayNotCall):
        goal_of("https://erp.example/hook", (), lambda *_: [PUBLIC, address])


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "0x7f.1", "2130706433", "localhost"])
def test_a_number_in_any_dress_is_looked_up_and_refused(host: str) -> None:
    with pytest.raises((MayNotCall, NotFound)):
        goal_of(f"https://{host}/", (), look_up)


def test_a_public_address_is_called_where_it_was_found() -> None:
    goal = goal_of("https://erp.example:8443/hook?a=1", (), lambda *_: [PUBLIC])
    assert (goal.host, goal.port, goal.address) == ("erp.example", 8443, PUBLIC)


def test_a_network_an_operator_allowed_is_called_without_https_too() -> None:
    goal = goal_of("http://erp.inside/hook", ("10.0.0.0/8",), lambda *_: ["10.1.2.3"])
    assert (goal.port, goal.address) == (80, "10.1.2.3")
    with pytest.raises(MayNotCall):
        goal_of("http://erp.inside/hook", ("10.0.0.0/8",), lambda *_: ["10.1.2.3", "127.0.0.1"])
    with pytest.raises(PlainOnlyInside):
        goal_of("http://erp.example/hook", ("10.0.0.0/8",), lambda *_: [PUBLIC])


@pytest.mark.parametrize(
    "url",
    [
        "",
        "erp.example/hook",
        "ftp://erp.example/",
        "file:///etc/passwd",
        "https://",
        "https://user:word@erp.example/",
        "https://erp.example/#part",
        "https://erp.example:port/",
        "https://erp.example:99999/",
        "https://erp.exämple/",
        "https://erp.example/\r\nx: y",
        "https://erp.example/" + "a" * 2000,
        "https://[::1/",
    ],
)
def test_what_is_no_web_address_is_said_to_be_none(url: str) -> None:
    with pytest.raises(NotAHookAddress):
        goal_of(url, (), lambda *_: [PUBLIC])


@given(st.text(max_size=60))
def test_any_text_is_refused_or_an_address(text: str) -> None:
    try:
        goal = goal_of(f"https://{text}", (), lambda *_: [PUBLIC])
    except Refusal:
        return
    assert goal.address == PUBLIC
    assert 0 < goal.port < 65536
