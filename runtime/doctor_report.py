"""`sopwith doctor`: every check in order, as lines or as JSON."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from pydantic import ValidationError
from sqlalchemy.orm import Session

from graphs.builders import BUILDERS
from runtime import doctor_places, doctor_record, doctor_rows
from runtime.doctor import Finding, ill
from runtime.migrating import migration_state
from runtime.office import Office, open_office
from runtime.settings import Settings
from runtime.stranding import stranded_cases
from runtime.unreachable import UNREACHABLE, in_words

WELL, NOT_WELL, CANNOT_LOOK = 0, 1, 2
LOOKING = "access"
"""The finding that nothing more could be looked at."""


def report(*, as_json: bool) -> int:
    """Print what was found; returns the exit code."""
    try:
        settings = Settings()
    except ValidationError as error:
        findings = [ill(LOOKING, in_words(error), "see docs/reference/settings.md")]
    else:
        findings = list(examine(settings))
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        print("\n".join(str(finding) for finding in findings))
    if any(finding.name == LOOKING for finding in findings):
        print("The rest needs the database and was not looked at.", file=sys.stderr)
        return CANNOT_LOOK
    return WELL if all(finding.well for finding in findings) else NOT_WELL


def examine(settings: Settings) -> Iterator[Finding]:
    yield from doctor_places.of_settings(settings)
    yield from doctor_places.of_data_folder(settings)
    yield from doctor_places.of_mail(settings)
    yield from doctor_places.of_incoming_mail(settings)
    yield from doctor_places.of_model(settings)
    yield from doctor_record.of_signing_key(settings)
    try:
        office = open_office(settings, BUILDERS)
        try:
            yield from _of_database(office, settings)
        finally:
            office.close()
    except UNREACHABLE as error:
        remedy = "see docs/reference/settings.md, and the embedded server's log in database/log"
        yield ill(LOOKING, in_words(error), remedy)


def _of_database(office: Office, settings: Settings) -> Iterator[Finding]:
    with office.unfenced() as session:
        yield from doctor_rows.of_server(session)
        state = migration_state(office.url)
        yield from doctor_rows.of_migrations(state)
        if state.found and not state.is_newer:
            yield from doctor_rows.of_open_cases(session, stranded_cases(office))
        if state.is_current:
            yield from _of_rows(session, settings)
            yield from doctor_record.of_heads(session, settings, office.now())


def _of_rows(session: Session, settings: Settings) -> Iterator[Finding]:
    yield from doctor_rows.of_failures(session)
    yield from doctor_rows.of_effects(session)
    yield from doctor_rows.of_workers(session, settings)
    yield from doctor_rows.of_clock(session, settings)
