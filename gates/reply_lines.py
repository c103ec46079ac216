"""The first lines by which a mail decides, as its letter offers them."""

from dataclasses import dataclass
from types import MappingProxyType

from gates.brief import Brief
from gates.gate import APPROVING, NEEDS_REASON, Gate, Verb

WORDS = MappingProxyType(
    {
        "en": {
            Verb.APPROVE: "APPROVE",
            Verb.REQUEST_CHANGES: "REQUEST CHANGES",
            Verb.REJECT: "REJECT",
        },
        "de": {
            Verb.APPROVE: "GENEHMIGEN",
            Verb.REQUEST_CHANGES: "ÄNDERN",
            Verb.REJECT: "ABLEHNEN",
        },
    }
)
"""Verbs a mail can say."""
ON_THE_PAGE = MappingProxyType(
    {
        Verb.APPROVE_WITH_CHANGES: "The changed option is seen before it is signed.",
        Verb.DISSENT: "It says what it is about, which is more than a line.",
    }
)
"""Verbs no mail says, and why."""
CHOOSE = MappingProxyType({"en": "CHOOSE", "de": "WÄHLEN"})
"""Where there is nothing to approve, only a way on to pick."""
YOUR_REASON = MappingProxyType({"en": "your reason", "de": "Ihre Begründung"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A line that would decide, and what it means."""

    line: str
    means: str


def offered(gate: Gate, brief: Brief, locale: str = "en") -> tuple[Offered, ...]:
    """The lines a letter lists, in its reader's language; none where no mail may decide."""
    if not gate.policy.mail_reply:
        return ()
    words = WORDS.get(locale, WORDS["en"])
    lines: list[Offered] = []
    for verb in gate.verbs:
        if verb not in words:
            continue
        word = CHOOSE.get(locale, CHOOSE["en"]) if gate.only_chooses else words[verb]
        if gate.needs_choice and verb in APPROVING:
            lines += (
                Offered(line=f"{word} {number}", means=option.name)
                for number, option in enumerate(brief.options, 1)
            )
        elif verb in NEEDS_REASON:
            reason = YOUR_REASON.get(locale, YOUR_REASON["en"])
            lines.append(Offered(line=f"{word}: {reason}", means=""))
        else:
            lines.append(Offered(line=word, means=""))
    return tuple(lines)
