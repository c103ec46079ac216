"""The composition root: everything wired once, shared by web, worker, demo and tests."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from procrastinate import App
from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session, sessionmaker

from agents.ask import Endpoint, Language
from agents.tuned import EndpointFor, taped, tuned
from gates.spoken import AS_WRITTEN, Spoken
from graphs.tools import Tools
from mail.render import Renderer
from runtime import database, engine
from runtime.apart import heavy_work
from runtime.bell import Bell
from runtime.calling import Callers, call
from runtime.case_tape import CaseTape
from runtime.checkpoints import Builder, Graphs
from runtime.clock import counted
from runtime.failpoints import failpoints
from runtime.metering import Metered
from runtime.model_prices import prices_of
from runtime.secrets import link_token_for, reply_token_for
from runtime.settings import Settings
from runtime.spare import Spare
from runtime.taken import Taking
from store import clock, cycles, wordings
from store.cases import fence
from store.tables.cycles import CaseRow
from store.tables.wordings import WordingRow

RINGS = "rings"
"""Where a session keeps what the bell is rung for when it has committed."""


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
    language: Callable[[], Language]
    """The provider in use, chosen at the first call: that may probe an endpoint."""
    allowed: EndpointFor
    """A model that a playbook chose, probed once a process; None where it isn't allowed here."""
    renderer: Renderer
    bell: Bell = field(default_factory=Bell)
    callers: Callers = field(default_factory=Callers)
    spare: Spare = field(default_factory=Spare)
    """For what a person waits for in front of a page."""

    @contextmanager
    def sessions(self, company_id: int) -> Iterator[Session]:
        """One transaction, fenced to one company; commits when the block ends."""
        with self.unfenced() as session:
            fence(session, company_id)
            yield session

    @contextmanager
    def unfenced(self) -> Iterator[Session]:
        """One transaction over all companies: signing in, sweeping, start-up, set-up."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session
        self.bell.ring(session.info.get(RINGS, ()))

    def defer(self, session: Session, case_id: str, company_id: int) -> None:
        """Queue the case's next step, and ring the bell for it: the one here, or those who work."""
        if self.bell.hangs:
            ring = engine.defer_rung(self.queue, session, case_id, company_id)
            session.info.setdefault(RINGS, []).append(ring)
        elif (listener := self.callers.next(session)) is not None:
            call(session, listener, engine.defer_rung(self.queue, session, case_id, company_id))
        else:
            engine.defer_advance(self.queue, session, case_id, company_id)

    def deliver(self, session: Session, effect_id: int, company_id: int) -> None:
        engine.defer_delivery(self.queue, session, effect_id, company_id)

    def reply_token(self, case_id: str, person_key: str) -> str:
        return reply_token_for(self.settings, case_id=case_id, person_key=person_key)

    def link_token(self, nonce: str) -> str:
        return link_token_for(self.settings, nonce)

    def speaking(self, case_id: str) -> Language:
        """The language as the case's playbook has it, in the wordings people took.

        What a model is asked, and says, is kept with the case.
        """
        with self.unfenced() as session:
            case = session.get_one(CaseRow, case_id)
            spoken = cycles.playbook_of(session, case).language
        return self._as_taken(spoken, case_id, case.company_id)

    def _speaking_on(self, playbook: str, case_id: str, company_id: int) -> Language:
        """The same by the version itself, which a process reads once."""
        book = cycles.book_at_hand(playbook)
        if book is None:
            with self.unfenced() as session:
                book = cycles.book_named(session, playbook)
        return self._as_taken(book.language, case_id, company_id)

    def _as_taken(self, spoken: Spoken, case_id: str, company_id: int) -> Language:
        """What people took is looked up by the first letter; a reply needs none of it."""

        def known() -> Sequence[WordingRow]:
            with self.unfenced() as session:
                return wordings.of_company(session, company_id)

        tape = CaseTape(self.unfenced, self.now, case_id)
        usual = Metered(
            language=taped(self.speaking_as(spoken), tape),
            prices=prices_of(self.settings.model_prices),
        )
        return Taking(usual=usual, spoken=spoken, known=known)

    def speaking_as(self, spoken: Spoken) -> Language:
        """The language as a playbook has it."""
        if spoken == AS_WRITTEN:
            return self.language()
        return tuned(spoken, self.language(), self.allowed)

    @property
    def tools(self) -> Tools:
        return Tools(
            sessions=self.sessions,
            now=self.now,
            defer=self.defer,
            deliver=self.deliver,
            reached=self.reached,
            language=self.language,
            tuned=self.speaking,
            renderer=self.renderer,
            reply_token=self.reply_token,
            link_token=self.link_token,
            mail_domain=self.settings.mail_domain,
            mail_decides=self.settings.mail_authserv_id is not None,
            apart=heavy_work,
        )

    def tools_for(self, case_id: str, company_id: int, playbook: str) -> Tools:
        """What the nodes of one case are handed: its words are its version's, without asking."""

        def tuned(other: str) -> Language:
            if other != case_id:
                return self.speaking(other)
            return self._speaking_on(playbook, case_id, company_id)

        return replace(self.tools, tuned=tuned)

    @property
    def conninfo(self) -> str:
        return database.plain(self.url)

    def close(self) -> None:
        self.spare.close()
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
        language=cache(lambda: _language(settings)),
        allowed=cache(lambda model, temperature_pct: _endpoint(settings, model, temperature_pct)),
        renderer=Renderer(base_url=settings.base_url),
    )


def _endpoint(settings: Settings, model: str, temperature_pct: int) -> Endpoint | None:
    from runtime.language import allowed  # noqa: PLC0415 the vendor's SDK takes seconds

    return allowed(settings, model, temperature_pct)


def _language(settings: Settings) -> Language:
    from runtime.language import language_of  # noqa: PLC0415 the vendor's SDK takes seconds

    return language_of(settings).language


def database_clock(pool: Engine, *, shifted: bool) -> Callable[[], datetime]:
    sessions = sessionmaker(pool.execution_options(isolation_level="AUTOCOMMIT"))
    read = clock.shifted_time if shifted else clock.database_time

    def ask() -> datetime:
        with sessions() as session:
            return read(session)

    return ask if shifted else counted(ask)
