"""A report of open orders comes in: it takes the place of what is known to be on order."""

from planning.directory import read_company
from planning.slips import Slipped, slips
from runtime.loading import load_files
from runtime.office import Office
from store import cycles

FILE = "open_supply.csv"


def load_open_orders(office: Office, company_id: int, content: str) -> tuple[Slipped, ...]:
    """What slipped. Decisions that rest on it are weighed again.

    Raises `CompanyDirectoryUnusable` with row and column of everything to correct.
    """
    with office.sessions(company_id) as session:
        files = dict(cycles.company_files(session, company_id))
    newer = files | {FILE: content}
    found = tuple(slips(read_company(files), read_company(newer)))
    load_files(office, newer)
    return found
