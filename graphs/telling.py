"""How far a case's heavy work is, kept for whoever looks at a page meanwhile."""

import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from graphs.case_state import CaseState
from graphs.tools import Tools
from store import in_hand
from store.in_hand import HowFar

log = logging.getLogger(__name__)

OFTEN = timedelta(seconds=0.3)
"""A page that is told more often than this shows nothing more."""


class Keeping:
    """Writes each in a transaction of its own; a page that can't be told doesn't stop the work."""

    def __init__(self, tools: Tools, state: CaseState) -> None:
        self._tools, self._state = tools, state
        self._last: HowFar | None = None

    def __call__(self, stage: str, what: str, done: int, of: int) -> None:
        at, last = self._tools.now(), self._last
        if last is not None and stage == last.stage and at < last.at + OFTEN:
            return
        self._last = HowFar(stage=stage, what=what, done=done, out_of=of, at=at)
        company_id, case_id = self._state["company_id"], self._state["case_id"]
        try:
            with self._tools.sessions(company_id) as session:
                in_hand.say(session, company_id, case_id, self._last)
        except SQLAlchemyError:
            log.warning("how far case %s is could not be kept", case_id)
