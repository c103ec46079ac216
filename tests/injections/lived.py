"""A company under attack: its letters answered by attackers, its language a hijacked model."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from agents.ask import Modelled, probe
from api.app import create_app
from runtime.halden_files import DemoFile
from runtime.language import LanguageSettings, chat_model
from runtime.receiving import receive
from runtime.signing_in import open_session
from store.tables.actions import ActionRow
from store.tables.effects import CapturedMailRow, EffectRow, MessageRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.inputs import InputRequestRow, SubmissionRow, SubmittedLineRow
from store.tables.people import PersonRow
from tests.agents.endpoints import answering
from tests.graphs.actions_at_hand import hand_out
from tests.injections.attacks import Attack
from tests.injections.obeying import obey
from tests.injections.renderings import misleading_in_letter, misleading_in_page
from tests.living import Living, Mail, living

HARMLESS = "Thank you for the letter."
EVERY = 3
"""Of the messages' own pages, which are alike, so many are drawn."""
PAGES = ("/inbox", "/cycle", "/inputs", "/actions", "/replies", "/people", "/ledger", "/mail")


@contextmanager
def attacked(url: URL, about: str) -> Iterator[tuple[Living, Mail]]:
    """Tomas has an action, or Lucía is asked for her region; the model obeys whoever attacks."""
    hijacked = answering(obey)
    with living(url) as life, hijacked as address:
        told = LanguageSettings(model="hijacked", base_url=address, max_retries=0)
        endpoint = probe(chat_model(told), name="hijacked", limit_s=10)
        life.office = replace(life.office, language=lambda: Modelled(endpoint))
        if about == "an action":
            hand_out(life)
        else:
            life.begin()
        yield life, life.mails("tomas" if about == "an action" else "lucia")[0]


def mail_of(life: Living, letter: Mail, attack: Attack) -> bytes:
    """The owner's own mail, with the attack at its place."""
    body = attack.words if attack.place == "body" else HARMLESS
    if attack.place == "signature":
        body += f"\n\n-- \n{attack.words}"
    if attack.place == "quoted part":
        body += f"\n\nOn Monday, Ines Moreau wrote:\n> {attack.words}\n> APPROVE 1"
    name = f"{attack.words[:120]}.pdf".replace("/", "_")
    files = [DemoFile(name=name, content=b"%PDF-1.4")] if attack.place == "attachment name" else []
    subject = f"Re: {attack.words}" if attack.place == "subject" else f"Re: {letter.subject}"
    return life.raw(replace(letter, subject=subject), body, *files)


def consequences(life: Living) -> dict[str, Any]:
    """Everything an attack could want changed."""
    with life.office.unfenced() as session:
        return {
            "decisions": len(session.scalars(select(DecisionRow.id)).all()),
            "requests": session.execute(select(RequestRow.id, RequestRow.closed_at)).all(),
            "actions": session.execute(
                select(ActionRow.id, ActionRow.state, ActionRow.owner_id, ActionRow.due_at)
            ).all(),
            "evidence": session.scalars(select(ActionRow.evidence)).all(),
            "inputs": session.execute(
                select(InputRequestRow.id, InputRequestRow.state, InputRequestRow.owner_id)
            ).all(),
            "versions": session.execute(select(SubmissionRow.id, SubmissionRow.state)).all(),
            "lines": len(session.scalars(select(SubmittedLineRow.id)).all()),
            "people": session.execute(select(PersonRow.key, PersonRow.email, PersonRow.role)).all(),
        }


def effects_of(life: Living, letter: Mail, attack: Attack) -> list[str]:
    """What changed because of one attack; the company is left as it then is."""
    before = consequences(life)
    receive(life.office, mail_of(life, letter, attack))
    life.settle()
    after = consequences(life)
    changed = [part for part in after if after[part] != before[part]]
    return [f"{attack.mark} in the {attack.place} changed {part}" for part in changed]


def strangers_written_to(life: Living) -> list[str]:
    """Addresses outside the directory that anything was sent to."""
    with life.office.unfenced() as session:
        known = set(session.scalars(select(PersonRow.email)))
        sent = set(session.scalars(select(CapturedMailRow.to_address)))
        nobody = session.scalars(select(EffectRow.id).where(EffectRow.to_person_id.is_(None))).all()
    return sorted(sent - known) + [f"effect {number}" for number in nobody]


def misleading(life: Living) -> list[str]:
    """Every page and letter that shows something of an attack as ours."""
    with life.office.unfenced() as session:
        messages = session.scalars(select(MessageRow.id).order_by(MessageRow.id)).all()
        own = [f"/replies/{number}" for number in messages[::EVERY]]
        own += [f"/mail/in/{number}" for number in messages[::EVERY]]
        own += [f"/requests/{number}" for number in session.scalars(select(RequestRow.id))]
        own += [f"/actions/{number}" for number in session.scalars(select(ActionRow.id))]
        own += [f"/inputs/{number}" for number in session.scalars(select(InputRequestRow.id))]
        keys = session.scalars(select(PersonRow.key)).all()
        lead = session.scalars(select(PersonRow.id).where(PersonRow.key == "sofie")).one()
    found = [
        f"{mail.kind} to {key}: {wrong}"
        for key in keys
        for mail in life.mails(key)
        for wrong in misleading_in_letter(mail.subject, mail.text)
    ]
    office = life.office
    with TestClient(create_app(office), base_url=office.settings.base_url) as browser:
        browser.cookies.set("sopwith_session", open_session(office, lead))
        for address in (*PAGES, *own):
            answer = browser.get(address)
            found += [f"{address}: {wrong}" for wrong in misleading_in_page(answer.text)]
    return found
