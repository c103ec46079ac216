"""Notes are read by the tools of others: the published example of the format, both ways."""

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gates.signed_note import (
    NotASignedNote,
    NotAVerifierKey,
    read_note,
    read_verifier,
    read_verifiers,
    sign,
    verifier_of,
)

NAME = "PeterNeumann"
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
NOTE = (
    f"{TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
    "qdngotpRZb6KE6RyyBwJnAM=\n"
)


def key() -> Ed25519PrivateKey:
    seed = b64decode(SECRET.split("+", 4)[4])[1:]
    return Ed25519PrivateKey.from_private_bytes(seed)


def test_the_published_example_is_signed_by_its_key() -> None:
    note, verifier = read_note(NOTE), read_verifier(VERIFIER)
    assert note.text == TEXT
    assert note.signed_by([verifier]) == verifier


def test_signing_gives_the_published_example() -> None:
    assert sign(TEXT, key(), NAME) == NOTE
    assert str(verifier_of(key(), NAME)) == VERIFIER


def test_one_of_several_keys_is_enough() -> None:
    other = verifier_of(Ed25519PrivateKey.from_private_bytes(b"o" * 32), NAME)
    keys = read_verifiers(f"{other}\n{VERIFIER}\n")
    assert read_note(NOTE).signed_by(keys) == keys[1]
    assert read_note(NOTE).signed_by(keys[:1]) is None


@pytest.mark.parametrize("at", range(0, len(NOTE) - 1, 3))
def test_a_changed_note_is_signed_by_nobody(at: int) -> None:
    other = "x" if NOTE[at] != "x" else "y"
    try:
        note = read_note(NOTE[:at] + other + NOTE[at + 1 :])
    except NotASignedNote:
        return
    assert note.signed_by([read_verifier(VERIFIER)]) is None


@pytest.mark.parametrize(
    "note", ["", "text\n", "text\n\n", "\n\n— a eA==\n", "text\n\n- a eA==\n", NOTE[:-1], TEXT * 2]
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(NotASignedNote):
        read_note(note)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("PeterNeumann", id="no key"),
        pytest.param(VERIFIER.replace("c74f20a3", "c74f20a4"), id="another id"),
        pytest.param(VERIFIER.replace("Peter", "Paul"), id="another name"),
        pytest.param(VERIFIER.replace("+ARpc", "+ARpd"), id="another key"),
        pytest.param(VERIFIER[:-4], id="short"),
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NotAVerifierKey):
        read_verifier(text)
