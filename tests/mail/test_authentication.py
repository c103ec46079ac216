"""Only our own server's word counts, and only where it can't be read two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.authentication import is_vouched_for

US, DOMAIN = "mx.halden.example", "halden.example"
PASS = f"{US}; dkim=pass header.d={DOMAIN}; dmarc=pass (p=REJECT) header.from={DOMAIN}"


def vouched(*results: str, authserv_id: str | None = US, domain: str = DOMAIN) -> bool:
    return is_vouched_for(results, authserv_id=authserv_id, domain=domain)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(PASS, id="plain"),
        pytest.param(PASS.replace("; ", ";\r\n\t"), id="folded"),
        pytest.param(PASS.replace(US, f"{US} 1"), id="with its version"),
        pytest.param(PASS.replace("header.from=halden", "header.from=HALDEN"), id="case"),
    ],
)
def test_our_server_vouches(said: str) -> None:
    assert vouched(said)
    assert vouched("mx.evil.example; dmarc=fail header.from=halden.example", said)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("", id="nothing"),
        pytest.param(US, id="no results"),
        pytest.param(f"{US}; none", id="none"),
        pytest.param(PASS.replace(US, "mx.evil.example"), id="another server"),
        pytest.param(PASS.replace(US, f"{US}.evil.example"), id="a longer name"),
        pytest.param(PASS.replace(US, US.upper()), id="our name in other letters"),
        pytest.param(PASS.replace(US, f"(x) {US}"), id="a comment before our name"),
        pytest.param(PASS.replace(US, f'"{US}"'), id="our name in quotes"),
        pytest.param(PASS.replace(US, "=?utf-8?q?mx=2Ehalden=2Eexample?="), id="an encoded name"),
        pytest.param(PASS.replace("dmarc=pass", "dmarc=fail"), id="fail"),
        pytest.param(PASS.replace("dmarc=pass", "dmarc=bestguesspass"), id="a guess"),
        pytest.param(PASS.replace("dmarc=pass", "dmarc=none"), id="no policy"),
        pytest.param(f"{US}; spf=pass smtp.mailfrom={DOMAIN}", id="only SPF"),
        pytest.param(f"{US}; dkim=pass header.d={DOMAIN}", id="only DKIM"),
        pytest.param(f"{US}; dmarc=pass header.from=evil.example", id="another domain"),
        pytest.param(f"{US}; dmarc=pass header.from={DOMAIN}.evil.example", id="a longer domain"),
        pytest.param(
            f"{US}; dmarc=pass header.from=evil.example header.from={DOMAIN}", id="two domains"
        ),
        pytest.param(f"{US}; dmarc=pass", id="of no domain"),
        pytest.param(f"{PASS}; dmarc=fail header.from={DOMAIN}", id="both"),
        pytest.param(
            f'{US}; spf=pass smtp.mailfrom="x; dmarc=pass header.from={DOMAIN}"@evil.example',
            id="in a quoted string",
        ),
        pytest.param(
            f"{US}; spf=pass (x; dmarc=pass header.from={DOMAIN}; x) smtp.mailfrom=evil.example",
            id="in a comment",
        ),
        pytest.param(f"{US}; spf=pass (x; dmarc=pass header.from={DOMAIN}", id="an open comment"),
        pytest.param(f"{US}; spf=fail); dmarc=pass header.from={DOMAIN}", id="a closed comment"),
    ],
)
def test_nobody_else_does(said: str) -> None:
    assert not vouched(said)


def test_one_word_of_ours_against_it_is_enough() -> None:
    """A forged pass that our server didn't remove stands below its own verdict."""
    assert not vouched(f"{US}; dmarc=fail header.from={DOMAIN}", PASS)
    assert not vouched(f"{US}; dmarc=pass header.from=evil.example", PASS)
    assert not vouched(f"{US}; spf=pass (unbalanced", PASS)


def test_without_a_name_of_ours_nobody_is_vouched_for() -> None:
    assert not vouched(PASS, authserv_id=None)
    assert not vouched(f"; dmarc=pass header.from={DOMAIN}", authserv_id="")
    assert not vouched(f"{US}; dmarc=pass header.from=", domain="")


@given(st.text(st.sampled_from('();="\\ dmarcpsfx.'), max_size=60))
def test_no_words_of_a_stranger_within_our_header_make_it_pass(words: str) -> None:
    said = f"{US}; spf=pass smtp.mailfrom=({words}); dmarc=fail header.from={DOMAIN}"
    assert not vouched(said)
