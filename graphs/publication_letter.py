"""What everybody who took part is told when the plan is locked, with their own actions."""

from dataclasses import dataclass

from gates.follow_through import Effects
from gates.letter_kinds import Kind
from graphs.case_state import CaseState
from graphs.letters import Wording, Written, write
from graphs.phrases import day
from graphs.tools import Tools
from mail import views
from mail.views import Fact, Reader, View
from planning import written
from planning.options import SolvedOption
from store.people import Addressee

MARGIN = "margin_after_cost_eur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One locked plan, as its readers are told of it."""

    cycle: str
    option: SolvedOption
    effects: Effects
    decided_by: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        effects = self.effects
        return (
            Fact(label="Plan", value=self.option.scenario.name),
            Fact(label="Margin after cost", value=written.eur(self.option.metrics[MARGIN])),
            Fact(label="Promises", value=written.counted(len(effects.commitments), "commitment")),
            Fact(label="Actions", value=written.counted(len(effects.actions), "action")),
        )

    def actions_of(self, who: Addressee) -> tuple[Fact, ...]:
        return tuple(
            Fact(label=action.title, value=day(action.due))
            for action in self.effects.actions
            if action.owner == who.key
        )


def publication_letter(
    tools: Tools, state: CaseState, published: Publication, who: Addressee
) -> Written:
    scenario, name = published.option.scenario, f"The {published.cycle} plan"

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.CyclePublished(
            reader=reader,
            words=words,
            path="/plan",
            cycle=name,
            headline=f"{scenario.name}: {scenario.summary}",
            facts=published.facts,
            your_actions=published.actions_of(who),
        )

    said = {"cycle": name, "choice": scenario.name, "decided_by": published.decided_by}
    return write(
        tools,
        case_id=state["case_id"],
        to=who,
        key=f"{state['case_id']}/published/{state['round']}/{who.key}",
        wording=Wording(kind=Kind.PLAN_PUBLISHED, facts=said),
        view=view,
        answerable=False,
    )
