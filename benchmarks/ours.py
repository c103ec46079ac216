"""Our own path: the tests' stage with a note after its last step, and a worker process.

`python -m benchmarks.ours DATABASE_URL FOLDER` runs a worker as `sopwith worker` does.
"""

import sys
from pathlib import Path

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from sqlalchemy.engine import URL, make_url

from benchmarks.noting import Notes
from graphs.tools import Tools
from runtime.checkpoints import Graph
from runtime.office import Office, open_office
from runtime.settings import Settings
from runtime.working import work
from tests import stage


def office_at(url: URL, notes: Notes) -> Office:
    def act(state: stage.TradeOff, runtime: Runtime[Tools]) -> stage.TradeOff:
        stage.act(state, runtime)
        notes.executed(state["case_id"])
        return {}

    def build(saver: PostgresSaver) -> Graph:
        graph: StateGraph[stage.TradeOff, Tools, stage.TradeOff, stage.TradeOff] = StateGraph(
            stage.TradeOff, context_schema=Tools
        )
        graph.add_node("ask", stage.ask)
        graph.add_node("await_decision", stage.await_decision)
        graph.add_node("act", act)
        graph.add_edge(START, "ask")
        graph.add_edge("ask", "await_decision")
        graph.add_edge("await_decision", "act")
        graph.add_edge("act", END)
        compiled: Graph = graph.compile(checkpointer=saver)
        return compiled

    settings = Settings(database_url=url.render_as_string(hide_password=False))
    return open_office(settings, {"cycle": build})


if __name__ == "__main__":
    given_url, folder = sys.argv[1:]
    work(office_at(make_url(given_url), Notes(Path(folder))))
