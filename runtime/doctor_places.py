"""The checks that need no database: settings, data folder, mail server, model."""

import os
import smtplib
from collections.abc import Iterator
from pathlib import Path

from agents.ask import BuiltIn
from mail.imap import MailboxUnreachable, Security, open_imap
from runtime.database import is_private_for_root
from runtime.doctor import Finding, ill, well
from runtime.language import language_of
from runtime.mailboxes import imap_folder
from runtime.settings import Settings, is_root

PRIVATE = 0o700
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def of_settings(settings: Settings) -> Iterator[Finding]:
    production = settings.environment == "production"
    if production and not settings.base_url.startswith("https://"):
        said = f"in production, links begin with {settings.base_url}"
        yield ill("settings", said, "set SOPWITH_BASE_URL to the https address people use")
    elif production and settings.secret_key is None:
        said = "in production, nothing signs the reply addresses"
        yield ill("settings", said, "set SOPWITH_SECRET_KEY to a long random text")
    else:
        yield well("settings", f"{settings.environment}, at {settings.base_url}")


def of_data_folder(settings: Settings) -> Iterator[Finding]:
    """Looked at before the embedded server starts: as root it opens the folders above."""
    if settings.database_url:
        yield well("data folder", "not used; the database is the company's own")
        return
    home = settings.home.expanduser().absolute()
    if exposed := [str(folder) for folder in (home, *home.parents) if _is_exposed(folder)]:
        said = f"run as root, the database makes {', '.join(exposed)} readable for all"
        remedy = "set SOPWITH_HOME to a folder under /var/lib, or run as an ordinary user"
        yield ill("data folder", said, remedy)
        return
    database = home / "database"
    existing = _existing(home)
    if database.is_dir() and database.stat().st_mode & 0o777 & ~PRIVATE:
        yield ill("data folder", f"{database} is open to others", f"chmod 700 {database}")
    elif not os.access(existing, os.W_OK):
        said = f"{existing} can't be written"
        yield ill("data folder", said, "set SOPWITH_HOME to a folder of your own")
    else:
        yield well("data folder", str(home))


def _is_exposed(folder: Path) -> bool:
    """Private, so that the server will be refused; or root's home, already opened by it."""
    return is_private_for_root(folder) or (is_root() and folder == Path.home())


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def of_mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_host is None:
        yield well("mail", "captured on a page; no server is configured")
        return
    server = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        with smtplib.SMTP(
            settings.smtp_host, settings.smtp_port, timeout=settings.smtp_timeout_s
        ) as connection:
            if settings.smtp_starttls:
                connection.starttls()
            if settings.smtp_user and settings.smtp_password:
                connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            connection.noop()
    except (OSError, smtplib.SMTPException) as error:
        remedy = "check the SOPWITH_SMTP_ settings and that the server can be reached from here"
        yield ill("mail", f"{server} doesn't take our mail: {error}", remedy)
        return
    yield well("mail", f"{server} answers")


def of_incoming_mail(settings: Settings) -> Iterator[Finding]:
    """Where a mail server's folder is read: whether it opens, and whether the password is safe."""
    where = imap_folder(settings)
    if where is None:
        return
    name, remedy = "incoming mail", "check the SOPWITH_IMAP_ settings and the server"
    if where.security is Security.NONE and where.host not in LOOPBACK:
        yield ill(name, f"{where.host} gets the password in the clear", "use tls or starttls")
        return
    try:
        with open_imap(where) as mailbox:
            waiting = sum(1 for _ in mailbox.waiting())
    except MailboxUnreachable as error:
        yield ill(name, str(error), remedy)
        return
    yield well(name, f"{where.host}, {where.folder}: {waiting} waiting")


def of_model(settings: Settings) -> Iterator[Finding]:
    chosen = language_of(settings)
    if settings.model and isinstance(chosen.language, BuiltIn):
        remedy = "check SOPWITH_MODEL, OPENAI_API_KEY and OPENAI_BASE_URL; meanwhile the built-in"
        yield ill("model", chosen.why, f"{remedy} reader is used")
        return
    yield well("model", chosen.why + ("" if settings.model else " The built-in reader is used."))
