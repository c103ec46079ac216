"""Many at once wait their turn instead of each other's connections."""

from concurrent.futures import ThreadPoolExecutor

from anyio import to_thread

from api.at_once import AT_ONCE, EACH
from runtime.database import CONNECTIONS
from tests.api.stage_web import Stage, ask

MANY = 40


def test_so_many_threads_as_there_are_connections_for(stage: Stage) -> None:
    async def threads() -> float:
        return to_thread.current_default_thread_limiter().total_tokens

    assert stage.client.portal is not None
    assert stage.client.portal.call(threads) == AT_ONCE
    assert 1 < AT_ONCE * EACH < CONNECTIONS


def test_many_at_once_are_all_answered(stage: Stage) -> None:
    ask(stage)
    client = stage.sign_in("ines")
    with ThreadPoolExecutor(MANY) as readers:
        answers = list(readers.map(lambda _: client.get("/people").status_code, range(MANY)))
    assert answers == [200] * MANY
