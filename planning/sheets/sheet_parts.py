"""Which part of an .xlsx holds which sheet: ECMA-376 Part 1 §18.2.19 and Part 2 §9.3."""

import zipfile
from posixpath import join, normpath
from xml.parsers import expat

from planning.sheets.archive import unpack

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part name by sheet name; empty for other kinds of workbook."""
    names = set(archive.namelist())
    if not {WORKBOOK, RELATIONS} <= names:
        return {}
    targets = {
        found["Id"]: part_name(found["Target"])
        for found in elements(archive, RELATIONS, "Relationship")
        if {"Id", "Target"} <= found.keys()
    }
    return {
        found["name"]: targets.get(relation_id(found), "")
        for found in elements(archive, WORKBOOK, "sheet")
        if "name" in found
    }


def elements(archive: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    """Attributes of each such element. The part was well-formed when its extent was scanned."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(b"".join(unpack(archive, part)), True)  # noqa: FBT003 (expat takes no keywords)
    return found


def relation_id(sheet: dict[str, str]) -> str:
    return next((value for key, value in sheet.items() if key.endswith(":id")), "")


def part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
