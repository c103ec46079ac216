"""The key that signs reply addresses is given or, except in production, made once."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from mail.tokens import token_in
from runtime.secrets import (
    SecretMissing,
    SecretTooShort,
    reply_address_for,
    reply_secret,
    reply_token_for,
)
from runtime.settings import Settings
from tests.processes import ROOT

GIVEN = "k" * 40
MAKE = (
    "import sys\n"
    "from pathlib import Path\n"
    "from runtime.secrets import reply_secret\n"
    "from runtime.settings import Settings\n"
    "print('ready', flush=True)\n"
    "sys.stdin.readline()\n"
    "print(reply_secret(Settings(home=Path(sys.argv[1]))).decode())\n"
)


def test_a_given_key_is_used(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, secret_key=SecretStr(GIVEN))
    assert reply_secret(settings) == GIVEN.encode()
    assert list(tmp_path.iterdir()) == []


def test_development_makes_one_and_keeps_it_to_itself(tmp_path: Path) -> None:
    home = tmp_path / "not" / "there"
    made = reply_secret(Settings(home=home))
    assert len(made) >= 32
    assert reply_secret(Settings(home=home)) == made
    (kept,) = home.iterdir()
    assert kept.read_bytes() == made
    assert kept.stat().st_mode & 0o777 == 0o600


def test_production_refuses_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SecretMissing):
        reply_secret(Settings(home=tmp_path, environment="production"))
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SecretTooShort):
        reply_secret(Settings(home=tmp_path, secret_key=SecretStr("hunter2")))


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE, str(tmp_path / "home")],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    keys = {racer.communicate()[0] for racer in racers}
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret_key"]


def test_a_person_has_one_address_in_a_case(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, mail_domain="halden.example")
    token = reply_token_for(settings, case_id="input_request:7", person_key="nora")
    assert token == reply_token_for(settings, case_id="input_request:7", person_key="nora")
    assert token != reply_token_for(settings, case_id="input_request:7", person_key="tomas")
    assert token_in([reply_address_for(settings, token)]) == token


def test_a_key_never_prints(tmp_path: Path) -> None:
    assert GIVEN not in repr(Settings(home=tmp_path, secret_key=SecretStr(GIVEN)))
