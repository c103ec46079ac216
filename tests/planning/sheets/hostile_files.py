"""Files that no region would send on purpose: each one broken, huge, or made to hurt."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator

import xlsxwriter

from tests.planning.sheets.old_workbooks import PLAIN as OLD

Files = dict[str, bytes]
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = "SKU,Tier,Nov 2026\n"
NUMBERS = ("1e999999999", "1e-999999999", "9" * 4_000, "NaN", "Infinity", "-0", "1_000", "٣")
CODES = ("=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "<script>x</script>", "\u202eRAB", "{{7*7}}")
NAMES = ("plan.xlsm", "plan", "plan.xlsx.exe", ".xlsx", "\u202excsv.exe", "x" * 300 + ".csv")


def good_workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Forecast")
        sheet.write_row(0, 0, ["SKU", "Tier", "Nov 2026", "Dec 2026"])
        for row in range(1, 60):
            sheet.write_row(row, 0, [f"BAR-{row}", "key", row * 10, row * 11])
    return out.getvalue()


GOOD = good_workbook()
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)
MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/"'
    b' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    b"</manifest:manifest>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: bytes = b"x") -> bytes:
    return zipped(parts() | {name: content})


def with_sheet(rows: str, before: str = "") -> bytes:
    """A workbook whose one sheet holds this XML."""
    xml = f"<?xml version='1.0'?>{before}<worksheet {NS}><sheetData>{rows}</sheetData></worksheet>"
    return with_part("xl/worksheets/sheet1.xml", xml.encode())


def ods(table: str, before: str = "") -> bytes:
    content = f"<?xml version='1.0'?>{before}{ODS_HEAD}{table}{ODS_TAIL}"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": MANIFEST}
    )


TEXT = '<table:table-cell office:value-type="string">'
ODS_GOOD = ods(
    '<table:table table:name="S"><table:table-row>'
    f"{TEXT}<text:p>SKU</text:p></table:table-cell>"
    f"{TEXT}<text:p>Nov 2026</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};'>" for n in range(1, 14))
    + "]>"
)
OUTSIDE = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
PARAMETER = "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;]>"


def in_zips() -> Iterator[tuple[str, bytes]]:
    zeros = bytes(200_000_000)
    yield "bomb.xlsx", with_part("xl/worksheets/sheet2.xml", zeros)
    yield "bomb in a picture.xlsx", with_part("xl/media/image1.png", zeros)
    yield "bomb.ods", zipped({"content.xml": zeros})
    yield "lying bomb.xlsx", lying(with_part("xl/worksheets/sheet1.xml", bytes(40_000_000)))
    yield "zip in zip.xlsx", with_part("xl/worksheets/sheet1.xml", with_part("a", bytes(10**6)))
    yield "many parts.xlsx", zipped(parts() | {f"p{n}": b"" for n in range(2_100)})
    yield "not a workbook.xlsx", zipped({"readme.txt": b"hello"})
    yield "an empty zip.xlsx", zipped({})
    yield "no relations.xlsx", zipped({k: v for k, v in parts().items() if "rels" not in k})
    for name in ("../../etc/cron.d/x", "/etc/passwd", "..\\..\\x.xml", "C:\\x.xml", "a/../../b"):
        yield f"path {len(name)} {name[-6:]!r}.xlsx", with_part(name)
    for name in (
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.xml",
        "Basic/Standard/Module1.xml",
        "Object 1/content.xml",
    ):
        yield f"with {name.replace('/', ' ')}.xlsx", with_part(name)
    twice = io.BytesIO(GOOD)
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("xl/../xl/worksheets/sheet1.xml", b"<x/>")
    yield "same part twice.xlsx", twice.getvalue()
    yield (
        "encrypted.xlsx",
        GOOD.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x00\x14\x00\x01"
        ),
    )


def lying(content: bytes) -> bytes:
    """The same archive with every size of more than a megabyte said to be a thousand bytes."""
    data = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        found = data.find(mark)
        while found >= 0:
            if struct.unpack_from("<I", data, found + at)[0] > 10**6:
                struct.pack_into("<I", data, found + at, 1000)
            found = data.find(mark, found + 4)
    return bytes(data)


def in_sheets() -> Iterator[tuple[str, bytes]]:
    cell = "<c r='{}'><v>1</v></c>"
    first = "<row r='1'><c r='A1' t='inlineStr'><is><t>SKU</t></is></c></row>"
    far = f"{first}<row r='1048576'>{cell.format('XFD1048576')}</row>"
    yield "a cell at the far corner.xlsx", with_sheet(far)
    yield (
        "ten million cells.xlsx",
        with_sheet(
            "".join(f"<row r='{n}'>{cell.format(f'BXI{n}')}</row>" for n in range(1, 5_000, 500))
            + cell.format("A1")
        ),
    )
    for name in ("A0", "A99999999", "ZZZZ9", "1A", "", "A-1", "Ａ１", "A1:B2"):
        yield f"a cell called {name!r}.xlsx", with_sheet(f"<row>{cell.format(name)}</row>")
    for name in ("-1", "0", "99999999999", "x", "1e9", "٣"):
        yield f"a row called {name!r}.xlsx", with_sheet(f"<row r='{name}'><c><v>1</v></c></row>")
    for value in ("1e999", "NaN", "-INF", "1e-999999999", "9" * 5_000, "0x7f", "1;1", ""):
        row = f"<row r='1'><c r='A1'><v>{value}</v></c></row>"
        yield f"the number {value[:14]!r}.xlsx", with_sheet(row)
    yield "shared string out of reach.xlsx", with_sheet("<row><c t='s'><v>999999</v></c></row>")
    yield "negative shared string.xlsx", with_sheet("<row><c t='s'><v>-5</v></c></row>")
    yield "unknown type.xlsx", with_sheet("<row><c t='qq'><v>1</v></c></row>")
    yield "error cells.xlsx", with_sheet("<row><c t='e'><v>#REF!</v></c></row>")
    long_text = f"<row><c t='inlineStr'><is><t>{'x' * 40_000}</t></is></c></row>"
    yield "a cell of 40,000 letters.xlsx", with_sheet(long_text)
    yield "a deep nest.xlsx", with_sheet("<a>" * 200_000 + "</a>" * 200_000)
    yield "an attribute of 5 MB.xlsx", with_sheet(f"<row r='1' q='{'x' * 5_000_000}'/>")
    yield "not well formed.xlsx", with_sheet("<row><c></row>")
    yield (
        "utf-7.xlsx",
        with_part(
            "xl/worksheets/sheet1.xml", b"<?xml version='1.0' encoding='utf-7'?>+ADw-a/+AD4-"
        ),
    )
    for title, before in (("laughs", LAUGHS), ("outside", OUTSIDE), ("parameter", PARAMETER)):
        yield f"entities, {title}.xlsx", with_sheet("<row><c><v>&a13;</v></c></row>", before)
        yield f"entities, {title}.ods", ods("<text:p>&a13;</text:p>", before)
        shared = f"<?xml version='1.0'?>{before}<sst {NS}><si><t>&a13;</t></si></sst>".encode()
        yield f"entities in strings, {title}.xlsx", with_part("xl/sharedStrings.xml", shared)
    many = '<table:table-cell table:number-columns-repeated="{}" office:value="1"/>'
    for columns, rows in ((10**9, 1), (16_384, 1_048_576), (2_000, 5_000), (-1, -1)):
        row = f'<table:table-row table:number-rows-repeated="{rows}">{many.format(columns)}'
        table = f'<table:table table:name="S">{row}</table:table-row></table:table>'
        yield f"{columns} by {rows} repeated.ods", ods(table)


def in_texts() -> Iterator[tuple[str, bytes]]:
    yield "ten million cells.csv", HEAD.encode() + b"1,2,3,4,5,6,7,8,9,10\n" * 1_000_000
    yield "a million columns.csv", b"," * 1_000_000
    yield "one line of 24 MB.csv", b"x" * 24_000_000
    yield "26 MB.csv", b"x,y\n" * 6_500_001
    yield "only quotes.csv", b'"' * 1_000_001
    yield "an open quote.csv", HEAD.encode() + b'"BAR,key,1\n' * 50_000
    yield "nul.csv", HEAD.encode() + b"BAR\x00,key,1\n"
    yield "bits.csv", bytes(random.Random(1).randbytes(200_000))
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-7", "cp500", "shift_jis"):
        yield f"{encoding}.csv", HEAD.encode(encoding) * 40
    yield "half a surrogate.csv", b"\xff\xfe" + b"\x00\xd8" * 1_000
    yield "half a letter.csv", b"\xff\xfe" + HEAD.encode("utf-16-le")[:-1]
    yield "overlong utf-8.csv", HEAD.encode() + b"\xc0\xaf,\xe0\x80\xaf,\xf8\x88\n" * 40
    yield "only a mark.csv", b"\xef\xbb\xbf"
    yield "only spaces.csv", b" \t\r\n" * 1_000
    yield "lone returns.csv", (HEAD + "BAR,key,1\n").replace("\n", "\r").encode()
    for value in (
        "1e999999999",
        "1e-999999999",
        "9" * 4_000,
        "NaN",
        "Infinity",
        "-0",
        "1_000",
        "٣",
    ):
        yield f"the number {value[:14]!r}.csv", f"{HEAD}BAR,key,{value}\n".encode() * 2
    for value in (
        "=cmd|'/c calc'!A1",
        "+1+1",
        "@SUM(A1)",
        "<script>x</script>",
        "\u202eRAB",
        "{{7*7}}",
    ):
        yield f"the code {value[:8]!r}.csv", f'{HEAD}"{value}",key,1\n'.encode()
    for day in ("0000-00-00", "9999-12-31", "2026-13-45", "31.02.2026", "99999", "-1"):
        yield f"the day {day}.csv", f"SKU,Month,Units\nBAR,{day},1\n".encode()
    yield "same header 5,000 times.csv", ("SKU," + "Nov 2026," * 5_000).encode() + b"\nBAR,1\n"
    yield "a header of 16,384 months.csv", header_of_months().encode()


def header_of_months() -> str:
    months = (f"{2000 + n // 12 % 100}-{n % 12 + 1:02}" for n in range(16_000))
    return "SKU," + ",".join(months) + "\nBAR" + ",1" * 16_000


def by_wrong_name() -> Iterator[tuple[str, bytes]]:
    kinds = {
        "pdf": b"%PDF-1.7\n" + b"x" * 500,
        "png": b"\x89PNG\r\n\x1a\n" + b"x" * 500,
        "elf": b"\x7fELF" + b"x" * 500,
        "exe": b"MZ" + b"x" * 500,
        "gz": b"\x1f\x8b" + b"x" * 500,
        "rar": b"Rar!\x1a\x07" + b"x" * 500,
        "html": b"<html><table><tr><td>SKU</td></tr></table></html>",
        "text": HEAD.encode(),
        "workbook": GOOD,
        "old workbook": OLD,
    }
    for kind, content in kinds.items():
        for ending in ("xlsx", "xls", "ods", "csv", "doc"):
            yield f"a {kind}.{ending}", content
    for name in (
        "plan.xlsm",
        "plan",
        "plan.xlsx.exe",
        ".xlsx",
        "\u202excsv.exe",
        "x" * 300 + ".csv",
    ):
        yield name, GOOD
    yield "nothing.xlsx", b""


def cut_or_bent() -> Iterator[tuple[str, bytes]]:
    luck = random.Random(20261130)
    for ending, whole in (("xlsx", GOOD), ("xls", OLD), ("ods", ODS_GOOD)):
        for share in (5, 40, 80, 99):
            yield f"{share} % of it.{ending}", whole[: len(whole) * share // 100]
        for number in range(12):
            bent = bytearray(whole)
            for _ in range(luck.randint(1, 30)):
                bent[luck.randrange(8, len(bent))] = luck.randrange(256)
            yield f"bent {number}.{ending}", bytes(bent)


GENERATORS: tuple[Callable[[], Iterator[tuple[str, bytes]]], ...] = (
    in_zips,
    in_sheets,
    in_texts,
    by_wrong_name,
    cut_or_bent,
)
