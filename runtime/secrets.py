"""Secrets: given by the operator, or made once for development; here what signs reply addresses."""

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile

from mail.tokens import link_proof, link_token, reply_address, reply_token
from runtime.settings import Settings
from store.tickets import ticket_id

SHORTEST_CHARS = 32
FILE = "secret_key"


class SecretMissing(RuntimeError):
    """In production SOPWITH_SECRET_KEY must be set: it signs the addresses answers come to."""


class SecretTooShort(RuntimeError):
    """SOPWITH_SECRET_KEY must have at least 32 characters: it signs what answers come to."""


def reply_secret(settings: Settings) -> bytes:
    """The signing key. Raises SecretMissing in production, and SecretTooShort anywhere."""
    if settings.secret_key is not None:
        given = settings.secret_key.get_secret_value()
        if len(given) < SHORTEST_CHARS:
            raise SecretTooShort
        return given.encode()
    if settings.environment == "production":
        raise SecretMissing
    return made_once(settings.home / FILE, lambda: token_urlsafe(48).encode())


def reply_token_for(settings: Settings, *, case_id: str, person_key: str) -> str:
    """The token of a person's answers to a case: always the same one."""
    return reply_token(reply_secret(settings), ticket_id(case_id, person_key))


def link_token_for(settings: Settings, nonce: str) -> str:
    """What opens the page of a letter that was written with this nonce."""
    return link_token(reply_secret(settings), nonce)


def link_proof_for(settings: Settings, token: str) -> str:
    """What shows that the link's holder has said who they are."""
    return link_proof(reply_secret(settings), token)


def reply_address_for(settings: Settings, token: str) -> str:
    """Where answers to a token come back to."""
    return reply_address(token, settings.mail_domain)


def made_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """The secret in a file of the data folder. Of several processes that make it, one's stays."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # created with mode 0600; linking it into place fails if another process was first
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-") as made:
            made.write(make())
            made.flush()
            os.fsync(made.fileno())
            try:
                os.link(made.name, path)
            except FileExistsError:
                return path.read_bytes()
    return path.read_bytes()
