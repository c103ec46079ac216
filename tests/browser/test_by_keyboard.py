"""The newer pages by keyboard alone: everything is reached in order, seen, and never covered."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from gates.people import Role
from store.tables.gates import RequestRow
from tests.api.doors import own_things, signed_in_as
from tests.api.stage_web import Stage, ask
from tests.api.test_reading import things
from tests.browser.conftest import windows
from tests.browser.visits import Visit
from tests.living import Living

pytestmark = [pytest.mark.browser, pytest.mark.long]
MOST = 400
"""Presses on one page, at most."""
REACHABLE = """() => {
  const seen = new Set();
  const found = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')];
  return found.filter(one => {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({visibilityProperty: true}))
      return false;
    if (one.matches('details:not([open]) > :not(summary) *')) return false;
    if (one.type !== 'radio') return true;
    const first = !seen.has(one.name); seen.add(one.name); return first;
  }).length;
}"""
HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const label = one.closest('label')?.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width, 40) / 2, box.y + Math.min(box.height, 40) / 2];
  const top = document.elementFromPoint(x, y);
  window.numbered ??= new Map();
  if (!numbered.has(one)) numbered.set(one, numbered.size);
  return {
    number: numbered.get(one),
    said: one.outerHTML.slice(0, 120),
    seen: !!label || [one, one.parentElement, one.closest('form')].some(
      part => part && (getComputedStyle(part).outlineStyle !== 'none'
        || getComputedStyle(part).boxShadow !== 'none')),
    covered: box.width > 1 && top !== null && !one.contains(top) && !top.contains(one)
      && !(label && one.closest('label').contains(top)),
  };
}"""


def walk(one: Visit, path: str) -> list[str]:
    """What is wrong with a walk through the page by the Tab key."""
    one.open(path)
    one.page.evaluate("document.activeElement?.blur()")
    reachable: int = one.page.evaluate(REACHABLE)
    wrong: list[str] = []
    reached = set[int]()
    last = -1
    for _ in range(MOST):
        one.page.keyboard.press("Tab")
        here: dict[str, Any] | None = one.page.evaluate(HERE)
        if here is not None and here["number"] == last:
            continue  # a day has parts of its own
        if here is None or here["number"] in reached:
            break
        last = here["number"]
        reached.add(here["number"])
        wrong += [f"{path} not seen: {here['said']}"] if not here["seen"] else []
        wrong += [f"{path} covered: {here['said']}"] if here["covered"] else []
    if len(reached) < min(reachable, MOST):
        wrong.append(f"{path}: {len(reached)} of {reachable} reached")
    return wrong


def test_everything_is_reached_and_seen(stage: Stage, visit: Callable[..., Visit]) -> None:
    values = things(stage, "GET") | own_things(stage)
    request = f"/requests/{ask(stage)}"
    paths = ["/account", "/people", "/people/ines", "/demand", "/cycles", "/help", "/inbox"]
    paths += [request, f"{request}/ask?q=why", "/evals", "/playbook", "/process"]
    one = visit()
    one.sign_in("Ines Moreau")
    wrong = [said for path in paths for said in walk(one, path.format(**values))]
    assert wrong == []


def test_the_pages_of_who_tunes(stage: Stage, visit: Callable[..., Visit]) -> None:
    version = (things(stage, "GET") | own_things(stage))["playbook"]
    signed_in_as(stage, stage.company_id, Role.ADMIN)
    paths = ["/playbook", f"/playbook/versions/{version}", f"/playbook/edit?of={version}", "/evals"]
    one = visit()
    one.sign_in(Role.ADMIN.value)
    assert [said for path in paths for said in walk(one, path)] == []


def test_a_question_is_asked_and_hours_are_kept(stage: Stage, visit: Callable[..., Visit]) -> None:
    """Typing and Enter alone."""
    one = visit()
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{ask(stage)}/ask")
    field = one.page.get_by_label("Your question")
    field.focus()
    one.page.keyboard.type("What does waiting cost?")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/ask?q=*")
    one.open("/account")
    hour = one.page.get_by_label("What can wait")
    hour.focus()
    one.page.keyboard.type("08")
    button = one.page.get_by_role("button", name="Keep these hours")
    button.focus()
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/account#h-letters")
    expect(one.page.get_by_label("What can wait")).to_have_value("8")


def test_a_lived_plan_in_money(at: Callable[[str], Living], browser: Browser) -> None:
    life = at("trade_off")
    with life.office.sessions(life.company_id) as session:
        asked = session.query(RequestRow).filter_by(gate="trade_off").one().id
    paths = [f"/requests/{asked}", "/plan", "/plan/money?option=build_early", "/demand", "/cycle"]
    for window in windows(browser, life.office):
        one = window()
        one.sign_in("Ines Moreau")
        assert [said for path in paths for said in walk(one, path)] == []
