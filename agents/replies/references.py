"""Order, delivery and ticket numbers in a text, copied as they stand."""

import re
from dataclasses import dataclass

_KIND = (
    r"(?:purchase\s+|sales\s+|customer\s+|our\s+|your\s+)?(?:orders?|po|so|p\.o\.|ref(?:erence)?"
    r"|confirmation|ticket|case|asn|shipment|delivery\s+note|invoice|booking|contract|job"
    r"|bestell(?:ung|nummer|nr)|auftrags?(?:nummer|nr|bestätigung)?|lieferschein|vorgang|referenz"
    r"|rechnung|facture|factura|beleg|kontrakt|abruf|pedido|orden(?:\s+de\s+compra)?|referencia|albar[áa]n|confirmaci[óo]n"
    r"|oc|commande|bon\s+de\s+(?:commande|livraison)|référence|réf|confirmation|bc)"
)
_NUMBER = r"(?:no\.?|nr\.?|number|nummer|n[°º]|núm\.?|número|numéro|num\.?|#|:|under|ist|is|es|est)"
_SPOKEN = re.compile(
    rf"\b{_KIND}\b\.?\s*(?:{_NUMBER}\s*)*[\s:#-]*"
    r"(?P<ref>(?:[A-Z]{1,5}[-/ ]?)?\d{3,}(?:[-/]\d+)*)(?![.,]?\d|\s?%)",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?<![\w-])(?P<ref>(?:PO|SO|OC|BC|AB|LS|ASN|CN|RMA|BE|CMD|PED|REF|ORD|TR|DN|INV|BST|[A-Z]{2,5}(?=-\d{3}))"
    r"[-#/ ]?\d{2,}(?:[-/]\d+)*)(?![\w])"
)
_LONG = re.compile(r"(?<![\w+/.,-])(?P<ref>45\d{8}|\d{8,12})(?![\w/]|[.,]\d)")
_PREFIX = re.compile(
    r"(?<![A-Za-z])(?P<prefix>PO|SO|OC|BC|ASN|AB|LS)[\s:#-]*(?:n[°o.]\s*)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    text: str
    start: int
    end: int


def references_in(text: str) -> list[Reference]:
    """Every reference, left to right; "PO 4711" keeps its prefix, "order no. 4711" does not.

    >>> [found.text for found in references_in("see PO-88213 and Auftrag Nr. 4500012345")]
    ['PO-88213', '4500012345']
    """
    found: list[Reference] = []
    for pattern in (_TOKEN, _SPOKEN, _LONG):
        for match in pattern.finditer(text):
            start, end = match.span("ref")
            if any(start < known.end and known.start < end for known in found):
                continue
            found.append(Reference(text=_whole(text, start, end), start=match.start(), end=end))
    return sorted(found, key=lambda reference: reference.start)


def _whole(text: str, start: int, end: int) -> str:
    prefix = _PREFIX.search(text[:start])
    words = text[prefix.start() if prefix else start : end]
    return re.sub(r"\s*[#:]\s*|\s+", " ", words).strip()


def digits_of(reference: str) -> str:
    return re.sub(r"\D", "", reference)
