"""One's own account: where one is signed in."""

from dataclasses import dataclass

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserLine:
    """A signed-in browser."""

    which: str
    """Names it in a form; nobody can sign in with it."""
    name: str
    way: str
    since: str
    seen: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyLine:
    id: str
    name: str
    made: str
    used: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLine:
    id: str
    name: str
    reads: str
    ends: str
    used: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersLine:
    """At which hours letters come, of the clock in their zone."""

    zone: str
    hour: int | None
    """Of the digest; none where each letter comes by itself."""
    days: tuple[tuple[int, str, bool], ...]
    """Each day of the week, its name, and whether a digest comes on it."""
    quiet_from: int | None
    quiet_until: int | None
    hours: tuple[tuple[int, str], ...]
    """All that can be chosen, as they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    name: str
    email: str
    role: str
    browsers: tuple[BrowserLine, ...]
    limits: str
    passkeys: tuple[PasskeyLine, ...]
    tokens: tuple[TokenLine, ...]
    gives: tuple[tuple[str, str], ...]
    """What a token of theirs can be given, with what that is."""
    letters: LettersLine
    language: str = "en"
    languages: tuple[tuple[str, str], ...] = ()
    """Codes and their own names."""
    advances: bool = False
    """Whether what waits next opens by itself after an answer."""
    made: str = ""
    """A token that was just made: shown this once."""
    message: str = ""


def browser_name(user_agent: str) -> str:
    """What people call it. A browser says what it likes, so this is for recognising only.

    >>> browser_name("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari")
    'Chrome on Linux'
    >>> browser_name("curl/8")
    'An unknown browser'
    """
    browser = next((said for mark, said in BROWSERS if mark in user_agent), "")
    system = next((said for mark, said in SYSTEMS if mark in user_agent), "")
    if not browser:
        return "An unknown browser"
    return f"{browser} on {system}" if system else browser
