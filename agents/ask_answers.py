"""What a model may answer, and what it is shown: schemas it fills, outside text only in a block."""

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, Field

from agents.prompting import instructions
from agents.reading_suspicion import visible
from agents.reading_values import ChangeWords, Proposal, ReplyContext
from agents.replies.values import AnswerIntent
from agents.wording import DraftRequest, tone_of
from gates.spoken import AS_WRITTEN, Spoken

_LONGEST_MAIL = 6_000


class ChangeAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    scope_words: str = Field(max_length=80)
    amount_words: str = Field(max_length=40)
    month_words: str = Field(max_length=40)
    direction_words: str = Field(max_length=40)


class ReplyAnswer(BaseModel):
    """Words copied from one mail. There is no field a number, a date or an effect could go into."""

    model_config = ConfigDict(extra="forbid")

    intent: AnswerIntent
    quantity_words: str = Field(max_length=80)
    date_words: str = Field(max_length=80)
    person_words: str = Field(max_length=80)
    unchanged_words: str = Field(max_length=120)
    changes: list[ChangeAnswer] = Field(max_length=12)

    def proposal(self) -> Proposal:
        return Proposal(
            intent=self.intent,
            score=1.0,
            quantity=self.quantity_words.strip(),
            date=self.date_words.strip(),
            person=self.person_words.strip(),
            unchanged=self.unchanged_words.strip(),
            changes=tuple(
                ChangeWords(
                    scope=change.scope_words.strip(),
                    amount=change.amount_words.strip(),
                    month=change.month_words.strip(),
                    direction=change.direction_words.strip(),
                )
                for change in self.changes
            ),
        )


class DraftAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=20, max_length=1200)


def reply_messages(context: ReplyContext, spoken: Spoken = AS_WRITTEN) -> list[BaseMessage]:
    """The rules and the mail, quoted line by line so that none of it can end the block."""
    lines = visible(context.text)[:_LONGEST_MAIL].splitlines()
    quoted = "\n".join(f"| {line}" for line in lines)
    asked = f"We had asked for: {context.asked.value}. Products: {_names(context)}."
    said = {"asked": context.asked.value, "products": _names(context)}
    return [
        SystemMessage(instructions("read_reply", spoken, said)),
        HumanMessage(f"{asked}\nMAIL\n{quoted}\nEND"),
    ]


def draft_messages(
    request: DraftRequest, template: str, spoken: Spoken = AS_WRITTEN
) -> list[BaseMessage]:
    """The template's text with its slots, to be reworded; facts stay behind their slots."""
    slots = ", ".join(f"{{{{{name.upper()}}}}}" for name in request.facts)
    human = f"Language: {request.locale}. Slots: {slots}.\nTEXT\n{template}\nEND"
    said = {"language": request.locale, "tone": tone_of(request.days_late).value}
    return [SystemMessage(instructions("draft", spoken, said)), HumanMessage(human)]


def _names(context: ReplyContext) -> str:
    return ", ".join(scope.name for scope in context.scopes[:60]) or "none"
