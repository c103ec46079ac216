"""Heads are signed when the ledger moved and kept outside; no trouble there stops anybody."""

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import text
from sqlalchemy.engine import URL

from gates.people import SYSTEM
from gates.signed_head import read_heads
from runtime import doctor_record, heads_folder
from runtime.doctor import Finding
from runtime.office import Office
from runtime.signing_heads import sign_heads
from runtime.signing_key import SigningKeyMissing, SigningKeyUnreadable, signing_key
from store import export, ledger, signed_heads
from tests import stage


@pytest.fixture
def office(empty_database: URL, tmp_path: Path) -> Iterator[Office]:
    opened = stage.office_at(empty_database, now=lambda: stage.NOW, home=tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def company_id(office: Office) -> int:
    return stage.set_up_company(office)


def slug(office: Office) -> str:
    with office.unfenced() as session:
        return str(session.execute(text("select slug from company")).scalar())


def tell(office: Office, company_id: int, events: int = 1) -> None:
    with office.sessions(company_id) as session:
        for _ in range(events):
            ledger.append(
                session,
                stage.nowhere(company_id),
                at=stage.NOW,
                kind="told",
                actor=SYSTEM,
                subject="n",
            )


def outside(office: Office) -> list[int]:
    return [head.seq for head in heads_folder.kept_outside(office.settings, slug(office))]


def looked(office: Office) -> list[Finding]:
    with office.unfenced() as session:
        return list(doctor_record.of_heads(session, office.settings, office.now()))


def tamper(office: Office, *statements: str) -> None:
    """As the database's owner can, who switches the triggers off."""
    with office.unfenced() as session:
        session.execute(text("set session_replication_role = replica"))
        for statement in statements:
            session.execute(text(statement))


def test_a_head_is_signed_when_the_ledger_moved_and_not_otherwise(
    office: Office, company_id: int
) -> None:
    assert sign_heads(office) == 0
    tell(office, company_id, 3)
    assert [sign_heads(office), sign_heads(office)] == [1, 0]
    tell(office, company_id, 2)
    assert [sign_heads(office), sign_heads(office)] == [1, 0]
    assert outside(office) == [3, 5]
    assert [finding.well for finding in looked(office)] == [True]


def test_the_file_only_grows_and_its_key_lies_beside(office: Office, company_id: int) -> None:
    path = heads_folder.heads_file(office.settings, slug(office))
    tell(office, company_id)
    sign_heads(office)
    first = path.read_bytes()
    tell(office, company_id)
    sign_heads(office)
    assert path.read_bytes().startswith(first)
    keys = export.keys_in(heads_folder.keys_file(office.settings, slug(office)))
    assert len(keys) == 1
    assert all(head.signed_by(keys) for head in read_heads(path.read_text()))


def test_a_folder_of_its_own_may_be_named(office: Office, company_id: int, tmp_path: Path) -> None:
    settings = office.settings.model_copy(update={"heads_folder": tmp_path / "auditors"})
    tell(office, company_id)
    sign_heads(replace(office, settings=settings))
    assert {path.suffix for path in (tmp_path / "auditors").iterdir()} == {".heads", ".keys"}


def test_a_folder_that_fails_is_told_and_made_up_for_later(
    office: Office, company_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = office.settings.home / "heads"
    in_the_way.parent.mkdir()
    in_the_way.write_text("a file where the folder should be")
    tell(office, company_id, 2)
    sign_heads(office)
    assert "can't be kept outside" in caplog.text
    assert [finding.well for finding in looked(office)] == [False]
    tell(office, company_id)
    sign_heads(office)
    in_the_way.unlink()
    sign_heads(office)
    assert outside(office) == [2, 3]
    assert [finding.well for finding in looked(office)] == [True]


def test_a_full_disk_leaves_no_half_head(
    office: Office, company_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(office, company_id)
    sign_heads(office)
    tell(office, company_id)
    with monkeypatch.context() as patched:

        def full(_file: int) -> None:
            raise OSError(28, "No space left on device")

        patched.setattr(os, "fsync", full)
        sign_heads(office)
    assert outside(office) == [1]
    sign_heads(office)
    assert outside(office) == [1, 2]


REWRITE = (
    "update ledger_event set sha256 = repeat('a', 64) where seq = 3",
    "update ledger_head set sha256 = repeat('a', 64)",
)
CUT_OFF = (
    "delete from ledger_event where seq > 2",
    "update ledger_head set seq = 2, sha256 = (select sha256 from ledger_event where seq = 2)",
)


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        pytest.param(REWRITE, "rewritten", id="rewritten"),
        pytest.param(CUT_OFF, "cut off", id="cut off"),
        pytest.param((*CUT_OFF, "delete from signed_head"), "cut off", id="with our own heads"),
        pytest.param((*REWRITE, "delete from signed_head"), "rewritten", id="rewritten, no heads"),
    ],
)
def test_changed_history_is_never_signed(
    office: Office,
    company_id: int,
    caplog: pytest.LogCaptureFixture,
    statements: tuple[str, ...],
    says: str,
) -> None:
    tell(office, company_id, 3)
    sign_heads(office)
    tamper(office, *statements)
    caplog.set_level(logging.ERROR)
    assert sign_heads(office) == 0
    assert says in caplog.text
    assert outside(office) == [3]
    (finding,) = looked(office)
    assert not finding.well
    assert says in finding.said


def test_events_that_break_the_chain_are_not_signed(
    office: Office, company_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    tell(office, company_id, 2)
    sign_heads(office)
    tell(office, company_id, 2)
    tamper(office, "update ledger_event set content = 'other' where seq = 3")
    assert sign_heads(office) == 0
    assert "event 3 was changed" in caplog.text


def test_events_that_are_gone_are_not_signed_over(
    office: Office, company_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    tell(office, company_id, 2)
    tamper(office, "delete from ledger_event")
    assert sign_heads(office) == 0
    assert "it holds 0 events" in caplog.text


def test_our_own_heads_can_not_be_changed(office: Office, company_id: int) -> None:
    tell(office, company_id)
    sign_heads(office)
    with pytest.raises(Exception, match="append-only"), office.unfenced() as session:
        session.execute(text("delete from signed_head"))


def test_the_key_is_made_once_and_kept_to_itself(office: Office) -> None:
    made = signing_key(office.settings)
    path = office.settings.home / "signing_key.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing_key(office.settings).private_bytes_raw() == made.private_bytes_raw()
    assert [line.well for line in doctor_record.of_signing_key(office.settings)] == [True]
    path.chmod(0o644)
    (line,) = doctor_record.of_signing_key(office.settings)
    assert "chmod 600" in line.remedy


def test_a_key_made_with_openssl_is_used(office: Office, company_id: int, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    given = tmp_path / "given.pem"
    making = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(given)]
    subprocess.run(making, check=True)
    settings = office.settings.model_copy(update={"signing_key": given})
    tell(office, company_id)
    assert sign_heads(replace(office, settings=settings)) == 1
    assert not (office.settings.home / "signing_key.pem").exists()


def test_another_key_later_leaves_the_earlier_heads_valid(office: Office, company_id: int) -> None:
    tell(office, company_id)
    sign_heads(office)
    (office.settings.home / "signing_key.pem").unlink()
    tell(office, company_id)
    sign_heads(office)
    keys = export.keys_in(heads_folder.keys_file(office.settings, slug(office)))
    with office.sessions(company_id) as session:
        assert keys == signed_heads.verifiers(session, company_id)
    kept = heads_folder.kept_outside(office.settings, slug(office))
    assert [[head.signed_by([key]) for key in keys] for head in kept] == [
        [True, False],
        [False, True],
    ]


def of_another_kind() -> bytes:
    made = generate_private_key(SECP256R1())
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="not there"),
        pytest.param(b"", id="empty"),
        pytest.param(b"hello", id="no key"),
        pytest.param(of_another_kind(), id="another kind"),
    ],
)
def test_an_unusable_key_signs_nothing_and_is_told(
    office: Office,
    company_id: int,
    tmp_path: Path,
    content: bytes | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    given = tmp_path / "given.pem"
    if content is not None:
        given.write_bytes(content)
    settings = office.settings.model_copy(update={"signing_key": given})
    with pytest.raises(SigningKeyUnreadable):
        signing_key(settings)
    tell(office, company_id)
    assert sign_heads(replace(office, settings=settings)) == 0
    assert "can't be read" in caplog.text
    assert [line.well for line in doctor_record.of_signing_key(settings)] == [False]


def test_production_makes_no_key_by_itself(office: Office) -> None:
    settings = office.settings.model_copy(update={"environment": "production"})
    with pytest.raises(SigningKeyMissing):
        signing_key(settings)
    assert not settings.home.exists()
    assert [line.well for line in doctor_record.of_signing_key(settings)] == [False]
