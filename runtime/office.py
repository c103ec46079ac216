"""The composition root: everything wired once, shared by web, worker, demo and tests."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from procrastinate import App
from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session, sessionmaker

from graphs.tools import Tools
from runtime import database, engine
from runtime.checkpoints import Builder, Graphs
from runtime.clock import counted
from runtime.failpoints import failpoints
from runtime.settings import Settings
from store import clock
from store.cases import fence


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The wired application. Opens nothing but a lazy connection pool."""

    settings: Settings
    url: URL
    engine: Engine
    queue: App
    graphs: Graphs
    now: Callable[[], datetime]
    reached: Callable[[str], None]

    @contextmanager
    def sessions(self, company_id: int) -> Iterator[Session]:
        """One transaction, fenced to one company; commits when the block ends."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            fence(session, company_id)
            yield session

    @contextmanager
    def unfenced(self) -> Iterator[Session]:
        """One transaction over all companies: signing in, sweeping, start-up, set-up."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def defer(self, session: Session, case_id: str, company_id: int) -> None:
        engine.defer_advance(self.queue, session, case_id, company_id)

    @property
    def tools(self) -> Tools:
        return Tools(sessions=self.sessions, now=self.now, defer=self.defer, reached=self.reached)

    @property
    def conninfo(self) -> str:
        return database.plain(self.url)

    def close(self) -> None:
        self.graphs.close()
        self.engine.dispose()


def open_office(
    settings: Settings,
    builders: Mapping[str, Builder],
    *,
    now: Callable[[], datetime] | None = None,
) -> Office:
    """Wire an office; `now` replaces the database's clock in tests."""
    url = database.address(settings)
    pool = database.engine(url)
    queue = engine.deferring_queue()
    return Office(
        settings=settings,
        url=url,
        engine=pool,
        queue=queue,
        graphs=Graphs(database.plain(url), builders),
        now=now or database_clock(pool, shifted=settings.clock == "shifted"),
        reached=failpoints(settings.failpoint, settings.home),
    )


def database_clock(pool: Engine, *, shifted: bool) -> Callable[[], datetime]:
    sessions = sessionmaker(pool.execution_options(isolation_level="AUTOCOMMIT"))
    read = clock.shifted_time if shifted else clock.database_time

    def ask() -> datetime:
        with sessions() as session:
            return read(session)

    return ask if shifted else counted(ask)
