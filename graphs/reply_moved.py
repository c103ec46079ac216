"""The letter that confirms what a mail moved in a request without answering it."""

from agents.wording import salutation
from graphs.letters import Written, reader_of
from graphs.tools import Tools
from mail.labels import label
from mail.render import Post
from mail.views import DecisionTurned, Fact
from store.people import Addressee
from store.tables.effects import MessageRow
from store.tables.gates import RequestRow


def moved_by_mail(
    tools: Tools, request: RequestRow, message: MessageRow, to: Addressee, key: str
) -> Written:
    said = message.reading or {}
    view = DecisionTurned(
        reader=reader_of(to),
        words=(salutation(to.name, to.language),),
        path=f"/requests/{request.id}",
        question=request.question,
        headline=label("Done, as you wrote; nothing is decided by it", to.language),
        facts=(Fact(label=label("You wrote", to.language), value=str(said.get("line", ""))),),
        at=message.received_at,
    )
    post = Post(key=key, thread_key=f"{request.case_id}/{to.key}")
    letter = tools.renderer.compose(view, post)
    return Written(to=to, kind=view.template, letter=letter, token=None)
