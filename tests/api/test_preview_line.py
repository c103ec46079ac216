"""A preview's one line: each part is there, and opens what it rests on."""

import re

from api.gather.evals.line import line_of
from store.tables.evals import EvalRunRow
from tests.api.stage_evals import outcome, own_run
from tests.api.stage_web import Stage


def run(**found: object) -> EvalRunRow:
    kept = outcome()
    return EvalRunRow(id=7, results={**kept.results, **found}, briefs=kept.briefs)


def test_every_part_is_said_and_opens_on_its_page(stage: Stage) -> None:
    number = own_run(stage)
    page = stage.sign_in("ines").get(f"/evals/runs/{number}").text
    (head,) = re.findall(r"<h1>(.*?)</h1>", page, re.DOTALL)
    parts = dict(re.findall(r'href="([^"]+)">([^<]+)</a>', head))
    said = " / ".join(parts.values())
    for wanted in ("gates", "lost correction", "here is what", "missed issues", "coverage"):
        assert wanted in said, said
    for href in parts:
        address, _, anchor = href.replace("&amp;", "&").partition("#")
        opened = stage.client.get(address)
        assert opened.status_code == 200, href
        assert not anchor or f'id="{anchor}"' in opened.text, href
    saw = next(href for href, text in parts.items() if text.startswith("here is what"))
    assert "From a recording" in stage.client.get(saw.replace("&amp;", "&")).text


def test_what_was_saved_says_how_long_was_waited() -> None:
    saved = [{"lost": "saved touch", "waited_h": hours} for hours in (6.5, 3.0)]
    texts = [one.text for one in line_of(run(gone=saved, gates=[31, 28], missed=[0, 1]))]
    assert texts[:3] == [
        "31 → 28 gates",
        "2 approved unchanged, waits of 9.5 h saved",
        "missed issues 0 → 1",
    ]
    assert texts[3].startswith("coverage ")


def test_a_run_that_has_come_to_nothing_has_no_line() -> None:
    assert line_of(EvalRunRow(id=7)) == ()
