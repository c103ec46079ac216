"""An owner splits their action by mail: parts as said, each colleague's by that colleague's yes."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agents.replies.splits import PartSaid, SplitSaid
from gates.chain import Channel
from gates.errors import Refusal
from gates.splitting import Part
from graphs.action_splitting import Splitting, split
from graphs.tools import Tools
from store import people
from store.ledger import Occasion
from store.tables.actions import ActionRow
from store.tables.effects import MessageRow


def split_as_said(
    tools: Tools, session: Session, action: ActionRow, said: SplitSaid, message: MessageRow
) -> str:
    """Split it; says why that can't be, where it can't, in the words the page would use.

    A part for which no day was said is due with the whole.
    """
    if said.why:
        return said.why
    own = ZoneInfo(people.by_id(session, action.owner_id).timezone)
    due, at = action.due_at.astimezone(own).date(), tools.now()
    splitting = Splitting(
        parts=tuple(_part(one, due) for one in said.parts),
        today=at.astimezone(own).date(),
        at=at,
        occasion=Occasion(
            company_id=action.company_id,
            channel=Channel.MAIL,
            case_id=message.case_id,
            brief_sha256=None,
        ),
    )
    try:
        split(tools, session, action, splitting)
    except Refusal as refused:
        return refused.message
    return ""


def _part(said: PartSaid, due: date) -> Part:
    return Part(to=said.to, due=said.due or due, share=said.share, words=said.words)
