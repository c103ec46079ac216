"""A comparison as one offline page and as JUnit: functions of `results.json` and nothing else."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
    """A test case for each metric that is judged, and one for the whole."""
    judged = [metric for metric in found["metrics"] if metric["primary"]]
    bad = sum(metric["verdict"] != "pass" for metric in judged) + (found["verdict"] != "pass")
    suite = Element("testsuite", name="evals", tests=str(len(judged) + 1), failures=str(bad))
    for metric in judged:
        said = f"{metric['base']:.2f} → {metric['candidate']:.2f} {metric['unit']}"
        _case(suite, metric["name"], metric["verdict"], said)
    _case(suite, "verdict", found["verdict"], "; ".join(found["reasons"]))
    return bytes(tostring(suite, encoding="utf-8", xml_declaration=True))


def _case(suite: Element, name: str, verdict: str, said: str) -> None:
    case = SubElement(suite, "testcase", classname="evals", name=name)
    if verdict != "pass":
        SubElement(case, "failure", type=verdict, message=said)


def write(found: dict[str, Any], out: Path) -> None:
    (out / REPORT).write_text(page(found), encoding="utf-8")
    (out / JUNIT).write_bytes(junit(found))
