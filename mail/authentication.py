"""Whether our own mail server vouches for a sender's domain (RFC 8601, DMARC).

Only results under our server's name count, and that name must stand first, letter by letter:
our server removes what strangers wrote under it, and it can only remove what it recognises.
Headers are taken raw, since a decoded word could spell the name after the server looked.
"""

import re
from collections.abc import Iterable

_DMARC = re.compile(r"\s*dmarc\s*=\s*([a-z]+)(?=\s|$)(.*)", re.IGNORECASE | re.DOTALL)
_METHOD = re.compile(r"\s*dmarc\b", re.IGNORECASE)
_FROM = re.compile(r"(?:^|\s)header\.from\s*=\s*(\S+)", re.IGNORECASE)


def is_vouched_for(results: Iterable[str], *, authserv_id: str | None, domain: str) -> bool:
    """Whether every DMARC result of ours says that the mail is of this domain, and one does.

    >>> said = "mx.halden.example; dmarc=pass (p=reject) header.from=halden.example"
    >>> is_vouched_for([said], authserv_id="mx.halden.example", domain="halden.example")
    True
    >>> is_vouched_for([said], authserv_id="mx.other.example", domain="halden.example")
    False
    """
    if not authserv_id or not domain:
        return False
    ours = [said for value in results if (said := _said_by(value, authserv_id)) is not None]
    verdicts = [_passes(part, domain) for said in ours for part in said if _METHOD.match(part)]
    return bool(verdicts) and all(verdicts)


def _said_by(value: str, authserv_id: str) -> list[str] | None:
    """The results in a header of this server's; None for any other's."""
    whole = " ".join(value.split())
    name, _, rest = whole.partition(";")
    if name.removesuffix(" 1").rstrip() != authserv_id:
        return None
    plain = _without_asides(rest)
    # what can't be taken apart is no result of ours, and one that isn't lets nothing pass
    return ["dmarc=unreadable"] if plain is None else plain.split(";")


def _without_asides(words: str) -> str | None:
    """Without comments and quoted strings, in which anything may stand; None if they don't end."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in words:
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif char == '"' and not depth:
            quoted = not quoted
            kept.append("_")
        elif quoted:
            continue
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return None
        elif not depth:
            kept.append(char)
    return None if depth or quoted else "".join(kept)


def _passes(result: str, domain: str) -> bool:
    found = _DMARC.fullmatch(result)
    if found is None or found[1].lower() != "pass":
        return False
    named = _FROM.findall(found[2])
    return len(named) == 1 and named[0].lower() == domain.lower()
