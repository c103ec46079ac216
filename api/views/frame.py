"""What surrounds every page: who is signed in, where they are, what waits."""

from dataclasses import dataclass

from api.tongue import Say, say
from api.views.tour import TourView


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry of the main navigation."""

    key: str
    label: str
    href: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    company: str
    name: str
    role: str
    at: str
    """The key of the place the page belongs to."""
    places: tuple[Place, ...]
    development: bool
    since: int = 0
    """The last event of the history when the page was drawn: what comes after is news."""
    tour: TourView | None = None
    keys: bool = True
    """Whether single keys are commands: some people speak to their browser, or type by touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state as a word with an icon and a tone: `good`, `warn`, `bad`, `idle` or ``."""

    word: str
    icon: str
    tone: str = ""


RECORD = (
    Place(key="playbook", label=Say("Playbook"), href="/playbook"),
    Place(key="ledger", label=Say("Ledger"), href="/ledger"),
)
"""What not everybody may read."""


def places(*, waiting: int, development: bool, record: bool = True) -> tuple[Place, ...]:
    """`record`: whether the ledger and the playbooks are theirs to read."""
    mail = (Place(key="mail", label=say("Messages"), href="/mail"),) if development else ()
    return (
        Place(key="inbox", label=say("Inbox"), href="/inbox", count=waiting),
        Place(key="cycle", label=say("Cycle"), href="/cycle"),
        Place(key="inputs", label=say("Inputs"), href="/inputs"),
        Place(key="plan", label=say("Plan"), href="/plan"),
        Place(key="actions", label=say("Actions"), href="/actions"),
        Place(key="people", label=say("People"), href="/people"),
        *mail,
        *(RECORD if record else ()),
    )
