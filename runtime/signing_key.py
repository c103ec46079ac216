"""The key that signs the ledger's heads: a file given by the operator, or made once."""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from runtime.secrets import made_once
from runtime.settings import Settings

FILE = "signing_key.pem"


class SigningKeyMissing(RuntimeError):
    """In production SOPWITH_SIGNING_KEY must name the key that signs the ledger's heads."""


class SigningKeyUnreadable(RuntimeError):
    """The key that signs the ledger's heads can't be read: an Ed25519 key in PEM, no password."""


def signing_key(settings: Settings) -> Ed25519PrivateKey:
    """The key. Raises `SigningKeyMissing` in production, `SigningKeyUnreadable` anywhere."""
    path = key_file(settings)
    try:
        if settings.signing_key is not None:
            return _loaded(path.read_bytes())
        if settings.environment == "production":
            raise SigningKeyMissing
        return _loaded(made_once(path, _made))
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise SigningKeyUnreadable(f"{path}: {problem}") from problem


def key_file(settings: Settings) -> Path:
    return settings.signing_key or settings.home / FILE


def _loaded(content: bytes) -> Ed25519PrivateKey:
    key = load_pem_private_key(content, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("it is a key of another kind")
    return key


def _made() -> bytes:
    made = Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
