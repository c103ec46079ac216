"""Vendored files are byte for byte what vendor.lock says."""

import base64
import hashlib
import tomllib

import pytest

from api.assets import STATIC

VENDOR = STATIC / "vendor"
LOCKED = tomllib.loads((VENDOR / "vendor.lock").read_text())["file"]


@pytest.mark.parametrize("file", LOCKED, ids=lambda file: file["name"])
def test_matches_its_hash(file: dict[str, str]) -> None:
    digest = hashlib.sha384((VENDOR / file["name"]).read_bytes()).digest()
    assert f"sha384-{base64.b64encode(digest).decode()}" == file["sha384"]


def test_nothing_else_is_vendored() -> None:
    found = {path.name for path in VENDOR.iterdir()} - {"vendor.lock"}
    assert found == {file["name"] for file in LOCKED}


def test_weight() -> None:
    """A page's own script stays a shortcut, not an application."""
    weighs = {path.name: path.stat().st_size for path in (STATIC / "js").glob("*.js")}
    assert weighs.pop("passkeys.js") <= 2 * 1024, "only where somebody proves who they are"
    assert sum(weighs.values()) <= 12 * 1024
