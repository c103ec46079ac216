"""A signed note: text with an Ed25519 signature under it, readable by anybody's tools.

The format is C2SP's signed-note (https://c2sp.org/signed-note): the text ends in a newline, an
empty line follows, then signature lines `— name base64(key id ‖ signature)`. A verifier key is
`name+key id+base64(0x01 ‖ public key)`.
"""

import binascii
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
KEY_ID_BYTES = 4
SIGNATURE_BYTES = 64
KEY_BYTES = 32


class NotASignedNote(ValueError):
    """This isn't a signed note: it needs text, an empty line and a signature line."""


class NotAVerifierKey(ValueError):
    """This isn't a verifier key: it reads name+key id+base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """A public key with the name it signs under."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Tells keys of one name apart; bound to name and key."""
        named = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(named).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    def signed(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as it was read; nothing is proven about it yet."""

    text: str
    signatures: tuple[Signature, ...]

    def signed_by(self, verifiers: Iterable[Verifier]) -> Verifier | None:
        """The first of these keys that signed it."""
        for key in verifiers:
            for line in self.signatures:
                same = (line.name, line.key_id) == (key.name, key.key_id)
                if same and key.signed(self.text, line.signature):
                    return key
        return None


def verifier_of(key: Ed25519PrivateKey, name: str) -> Verifier:
    return Verifier(name=name, public=key.public_key().public_bytes_raw())


def sign(text: str, key: Ed25519PrivateKey, name: str) -> str:
    """The note: `text`, which ends in a newline, with its signature."""
    known = verifier_of(key, name)
    signature = b64encode(known.key_id + key.sign(text.encode())).decode()
    return f"{text}\n— {name} {signature}\n"


def read_note(note: str) -> Note:
    text, gap, signed = note.rpartition("\n\n")
    lines = signed.removesuffix("\n").split("\n")
    if not gap or not text or not signed.endswith("\n"):
        raise NotASignedNote
    return Note(text=f"{text}\n", signatures=tuple(_signature(line) for line in lines))


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != len(("—", "name", "base64")) or parts[0] != "—" or not parts[1]:
        raise NotASignedNote
    content = _decoded(parts[2])
    if content is None or len(content) != KEY_ID_BYTES + SIGNATURE_BYTES:
        raise NotASignedNote
    return Signature(name=parts[1], key_id=content[:KEY_ID_BYTES], signature=content[KEY_ID_BYTES:])


def read_verifier(text: str) -> Verifier:
    """A verifier key; its id must be its own."""
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    content = _decoded(encoded)
    if not name or content is None or len(content) != KEY_BYTES + 1 or content[:1] != ED25519:
        raise NotAVerifierKey
    key = Verifier(name=name, public=content[1:])
    if key.key_id.hex() != key_id:
        raise NotAVerifierKey
    return key


def read_verifiers(text: str) -> tuple[Verifier, ...]:
    """One key a line."""
    return tuple(read_verifier(line) for line in text.splitlines() if line.strip())


def _decoded(encoded: str) -> bytes | None:
    """The bytes, where this is how they are written: two spellings would be two signatures."""
    try:
        content = b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if b64encode(content).decode() == encoded else None
