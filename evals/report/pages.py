"""A comparison as one offline page and as JUnit: functions of `results.json` and nothing else."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.oracle.levels import Lost
from evals.telling import one_line

HERE = Path(__file__).parent
REPORT, JUNIT = "report.html", "junit.xml"


def page(found: dict[str, Any]) -> str:
    """One file that loads nothing from anywhere."""
    environment = Environment(
        loader=FileSystemLoader(HERE), undefined=StrictUndefined, autoescape=True
    )
    template = environment.get_template(REPORT)
    return template.render(found=found, line=one_line(found))


def junit(found: dict[str, Any]) -> bytes:
    """A test case for each metric that is judged, each failing cycle, and one for the whole."""
    judged = [metric for metric in found["metrics"] if metric["primary"]]
    failing = _failing(found)
    bad = sum(metric["verdict"] != "pass" for metric in judged) + (found["verdict"] != "pass")
    suite = Element(
        "testsuite",
        name="evals",
        tests=str(len(judged) + 1 + len(failing)),
        failures=str(bad + len(failing)),
    )
    for metric in judged:
        said = f"{metric['base']:.2f} → {metric['candidate']:.2f} {metric['unit']}"
        _case(suite, metric["name"], metric["verdict"], said)
    for recording, why in failing.items():
        _case(suite, recording, "fail", "; ".join(why))
    _case(suite, "verdict", found["verdict"], "; ".join(found["reasons"]))
    return bytes(tostring(suite, encoding="utf-8", xml_declaration=True))


def _failing(found: dict[str, Any]) -> dict[str, list[str]]:
    """Cycles that lost a correction or broke a promise, with what."""
    failing: dict[str, list[str]] = {}
    for gone in found["gone"]:
        if gone["lost"] == Lost.LOST_CORRECTION.value:
            said = f"{gone['by']} at {gone['gate']}: {gone['verb']}, € {gone['stake_eur']}"
            failing.setdefault(gone["recording"], []).append(said)
    for one in found.get("whole", {}).get("cycles", ()):
        if one["broken"]:
            failing.setdefault(one["recording"], []).extend(one["broken"])
    return failing


def _case(suite: Element, name: str, verdict: str, said: str) -> None:
    case = SubElement(suite, "testcase", classname="evals", name=name)
    if verdict != "pass":
        SubElement(case, "failure", type=verdict, message=said)


def write(found: dict[str, Any], out: Path) -> None:
    (out / REPORT).write_text(page(found), encoding="utf-8")
    (out / JUNIT).write_bytes(junit(found))
