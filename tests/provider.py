"""A real OpenID Connect provider on loopback, in a process of its own; it takes any name."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.processes import ROOT, wait_until


@contextmanager
def provider() -> Iterator[str]:
    """Its issuer's address, while the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.provider_process", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    issuer = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _answers(issuer))
        yield issuer
    finally:
        process.kill()
        process.wait()


def _answers(issuer: str) -> bool:
    try:
        return httpx.get(f"{issuer}/.well-known/openid-configuration").is_success
    except httpx.TransportError:
        return False


def knows(issuer: str, subject: str, email: str, *, verified: bool = True) -> None:
    """Tell the provider who this is."""
    said = {"email": email, "email_verified": verified}
    httpx.put(f"{issuer}/users/{subject}", json=said).raise_for_status()


def signs_in(address: str, subject: str) -> str:
    """Somebody signs in there, on the page they were sent to; where they are sent back to."""
    answer = httpx.post(address, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    location: str = answer.headers["location"]
    return location
