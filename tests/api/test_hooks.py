"""The page of other systems: who is told what, what failed, and sending it again."""

import re

from gates.people import SYSTEM, Role
from runtime.hooks.telling import tell_hooks
from store import hooks, ledger
from store.tables.effects import EffectRow
from store.tables.people import PersonRow
from tests.api.stage_web import Stage
from tests.stage import NOW, nowhere

URL = "https://erp.example/hook?key=a-password"


def told(on: Stage) -> int:
    """A subscription whose one post failed; its effect's id. Jonas leads the process."""
    with on.office.sessions(on.company_id) as session:
        session.query(PersonRow).filter_by(key="jonas").one().role = Role.SOP_LEAD.value
        hooks.begin(session, on.company_id, url=URL, kinds=["cycle"], at=NOW)
        ledger.append(
            session,
            nowhere(on.company_id),
            at=NOW,
            kind="cycle_opened",
            actor=SYSTEM,
            subject="cycle:1",
        )
    assert tell_hooks(on.office) == 1
    with on.office.sessions(on.company_id) as session:
        (post,) = session.query(EffectRow).filter_by(kind="hook")
        post.state, post.problem, post.attempts = "failed", "It answered 500.", 11
        return post.id


def state(on: Stage, effect_id: int) -> tuple[str, int]:
    with on.office.sessions(on.company_id) as session:
        post = session.get_one(EffectRow, effect_id)
        return post.state, post.attempts


def test_a_failed_post_is_seen_and_sent_again_by_who_may(stage: Stage) -> None:
    post = told(stage)
    page = stage.sign_in("marta").get("/hooks").text
    assert "https://erp.example/hook" in page
    assert "a-password" not in page
    assert "It answered 500." in page
    assert "Send again" not in page
    refused = stage.client.post(f"/hooks/posts/{post}/resend")
    assert (refused.status_code, state(stage, post)) == (403, ("failed", 11))
    page = stage.sign_in("jonas").get("/hooks").text
    (action,) = re.findall(r'action="(/hooks/posts/[^"]+)"', page)
    assert stage.client.post(action).headers["location"] == "/hooks"
    assert state(stage, post) == ("held", 0)
    again = stage.client.post(action)
    assert again.status_code == 409
    assert "Nothing was changed" in again.text
