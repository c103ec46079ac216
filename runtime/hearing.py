"""What happens when the bell rings: the case is advanced at once, and its job taken back.

A job somebody rings for waits in a queue of its own, which no worker watches: the bell gets a
head start. What it hasn't done by then, because it failed, is busy or died, any worker's
`hand_over` passes on to the workers. Should two be at it all the same, the case's lock and
revision part them as ever.
"""

import logging

from runtime import engine
from runtime.advancing import advance
from runtime.bell import Ring
from runtime.office import Office

log = logging.getLogger(__name__)


def hear(office: Office, ring: Ring) -> None:
    """Advance the case and take the job back; what doesn't work out is the workers' to do."""
    office.reached("bell.heard")
    try:
        advance(office, ring.case_id, ring.company_id, job_id=ring.job_id)
    except Exception as error:  # noqa: BLE001 whatever it was, the workers try again and keep count
        log.info("%s goes to the workers: %r", ring.case_id, error)
        pass_on(office, ring)
    office.reached("bell.answered")


def pass_on(office: Office, ring: Ring) -> None:
    """Put a job for the workers in the place of the bell's, unless that is gone already."""
    with office.unfenced() as session:
        connection = engine.driver_under(session)
        if engine.take_back(office.queue, connection, ring.job_id):
            engine.defer_advance(office.queue, session, ring.case_id, ring.company_id)
