"""A company in a database that is gone afterwards, on a clock somebody turns: nothing leaves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from psycopg import Connection, sql
from pydantic import SecretStr
from sqlalchemy.engine import URL

from agents.ask import Language
from agents.tuned import EndpointFor
from gates.playbook import Playbook, version
from graphs.builders import BUILDERS
from runtime import database
from runtime.office import Office, open_office
from runtime.settings import Settings
from store import people
from store.tables.cycles import PlaybookActivationRow


@dataclass(slots=True)
class TurnedClock:
    """Stands still until it is turned."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@contextmanager
def scratch_database(settings: Settings) -> Iterator[URL]:
    """A migrated database beside the real one, dropped when the block ends."""
    url = database.address(settings)
    name = f"sopwith_scratch_{uuid4().hex[:12]}"
    with Connection.connect(database.plain(url), autocommit=True) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        database.migrate(url.set(database=name))
        yield url.set(database=name)
    finally:
        with Connection.connect(database.plain(url), autocommit=True) as admin:
            drop = sql.SQL("drop database if exists {} with (force)")
            admin.execute(drop.format(sql.Identifier(name)))


@contextmanager
def scratch_office(
    url: URL, clock: TurnedClock, language: Language, allowed: EndpointFor
) -> Iterator[Office]:
    """The wired application on such a database: no mail server, no model but the one given."""
    with TemporaryDirectory(prefix="sopwith-scratch-") as home:
        settings = Settings.model_construct(
            home=Path(home),
            database_url=url.render_as_string(hide_password=False),
            secret_key=SecretStr("of a database that is gone in a minute"),
        )
        office = replace(
            open_office(settings, BUILDERS, now=clock.now),
            language=lambda: language,
            allowed=allowed,
        )
        try:
            yield office
        finally:
            office.close()


def live_on(office: Office, company_id: int, book: Playbook) -> None:
    """What a company of such a database lives on counts as what the database came with.

    Shipping takes the rights of whoever migrates; the application's own role has none to do it.
    """
    database.ship_playbook(office.url, book)
    digest = version(book)
    if digest == version(Playbook()):
        return
    with office.unfenced() as session:
        somebody = people.everyone(session, company_id)[0]
        session.add(
            PlaybookActivationRow(
                company_id=company_id,
                playbook=digest,
                before=digest,
                grounds="tightens",
                by_id=somebody.person_id,
                why="lived again",
                at=office.now(),
            )
        )
