"""A version's words tried on recorded mails and letters, beside the active version's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from agents.ask import Language
from agents.reading_values import Provenance, Reading
from agents.wording import filled
from gates.playbook import Playbook
from gates.spoken import Spoken
from runtime.model_prices import Price, cost_eur, prices_of
from runtime.office import Office
from runtime.recorded_words import Recorded, letters, mails

_READINGS = TypeAdapter(Reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one version makes of it, and what that took."""

    says: str
    by: Provenance
    cost_eur: Decimal | None
    """None where the model's price isn't stated."""
    reading: Mapping[str, Any] | None = None
    """What a mail is read as, as it would be kept; a letter has none."""

    @property
    def plain(self) -> dict[str, Any]:
        by = self.by
        return {
            "says": self.says,
            "by": by.model or by.provider,
            "tokens": by.tokens,
            "cost_eur": None if self.cost_eur is None else str(self.cost_eur),
            "latency_s": round(by.latency_s, 3),
            "fallback": by.fallback,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One recorded case on the version that is active and on the other."""

    case: str
    active: Said
    draft: Said

    @property
    def is_same(self) -> bool:
        return self.active.says == self.draft.says


def tried(
    office: Office, company_id: int, active: Playbook, draft: Playbook, *, most: int
) -> Iterator[Tried]:
    """The newest mails to inputs, then the letters of the newest input. Nothing is kept."""
    with office.sessions(company_id) as session:
        cases = [*mails(session, company_id, most), *letters(session, company_id)]
    yield from (try_on(office, one, active.language, draft.language) for one in cases)


def try_on(office: Office, one: Recorded, active: Spoken, draft: Spoken) -> Tried:
    """One case; it may ask a model twice, so never inside a transaction."""
    prices = prices_of(office.settings.model_prices)
    was, now = (_said(office.speaking_as(spoken), one, prices) for spoken in (active, draft))
    return Tried(case=one.label, active=was, draft=now)


def _said(language: Language, one: Recorded, prices: Mapping[str, Price]) -> Said:
    if one.letter is not None:
        worded, offer = language.draft(one.letter), language.offer(one.letter)
        if offer is not None:
            worded = filled(offer.text or offer.template, one.letter, offer.provenance)
        by = worded.provenance
        return Said(says=worded.text, by=by, cost_eur=cost_eur(by, prices))
    assert one.reply is not None
    reading = language.read_reply(one.reply)
    parts = [reading.intent.value, reading.verdict.value]
    parts += [f"{c.scope} {c.month:%Y-%m} {c.kind.value} {c.amount}" for c in reading.changes]
    parts += [str(x) for x in (reading.quantity, reading.date, reading.person_key) if x is not None]
    by = reading.provenance
    plain: dict[str, Any] = _READINGS.dump_python(reading, mode="json")
    return Said(says=", ".join(parts), by=by, cost_eur=cost_eur(by, prices), reading=plain)
