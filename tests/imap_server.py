"""A real mail server on loopback: Debian's Dovecot, with one mailbox that any password opens."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mail.imap import ImapFolder, Security

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
USER, PASSWORD = "planning@halden.example", "an app password"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
auth_mechanisms = plain login
disable_plaintext_auth = no
auth_failure_delay = 0
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail
first_valid_uid = 0
first_valid_gid = 0
{identity}
default_vsz_limit = 0
imap_capability = {capability}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
}}
service imap {{
  process_limit = 20
}}
"""
AS_OURSELVES = (
    "default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}"
)
"""Without root the server can't become anybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapServer:
    folder: Path
    port: int
    tls_port: int

    @property
    def certificate(self) -> Path:
        return self.folder / "cert.pem"

    def where(self, security: Security = Security.NONE, **also: object) -> ImapFolder:
        given: dict[str, object] = {
            "host": "localhost" if security is not Security.NONE else "127.0.0.1",
            "port": self.tls_port if security is Security.TLS else self.port,
            "security": security,
            "user": USER,
            "password": PASSWORD,
            "timeout_s": 10.0,
        }
        return ImapFolder(**(given | also))  # type: ignore[arg-type]

    def drop(self, raw: bytes, folder: str = "INBOX") -> None:
        """Put a message in, as the world's mail comes in."""
        with self._in(folder) as client:
            said, words = client.append(folder, "", imaplib.Time2Internaldate(time.time()), raw)
            assert said == "OK", words

    def count(self, folder: str) -> int:
        with self._in(folder) as client:
            return len(client.search(None, "ALL")[1][0].split())

    @contextmanager
    def _in(self, folder: str) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as client:
            client.login(USER, PASSWORD)
            assert client.select(folder)[0] == "OK", folder
            yield client


@contextmanager
def imap_server(*, capability: str = "") -> Iterator[ImapServer]:
    """Until the block ends. `capability` replaces what the server says it can do."""
    assert DOVECOT is not None
    folder = Path(mkdtemp(prefix="imap-", dir="/tmp"))  # sockets take short paths only
    folder.chmod(0o755)
    server = ImapServer(folder=folder, port=_free_port(), tls_port=_free_port())
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    _certify(folder)
    _configure(server, capability)
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(folder / "conf")], cwd=folder)
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _configure(server: ImapServer, capability: str) -> None:
    """It never serves a mailbox as root: run by root, the mail is nobody's."""
    uid, gid, identity = os.geteuid(), os.getegid(), ""
    mail = server.folder / "mail"
    mail.mkdir()
    if uid == 0:
        uid, gid = (nobody := pwd.getpwnam("nobody")).pw_uid, nobody.pw_gid
        os.chown(mail, uid, gid)
    else:
        group = grp.getgrgid(gid).gr_name
        identity = AS_OURSELVES.format(user=getpass.getuser(), group=group)
    config = CONFIG.format(
        folder=server.folder,
        port=server.port,
        tls_port=server.tls_port,
        uid=uid,
        gid=gid,
        identity=identity,
        capability=capability,
    )
    (server.folder / "conf").write_text(config)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: ImapServer, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1) as greeted:
            if greeted.recv(200).startswith(b"* OK"):
                return
        time.sleep(0.05)
    log = server.folder / "log"
    raise AssertionError(log.read_text() if log.exists() else "dovecot doesn't start")


def _certify(folder: Path) -> None:
    """A certificate for `localhost` that only those trust who are told to."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(private)
