"""The words a company uses in its files: codes and names of SKUs, tiers and regions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache

from planning.company import Company
from planning.company_records import Account, plan_rates
from planning.fiscal_calendar import PATTERNS, FiscalCalendar
from planning.sheets.lines import CURRENCIES, Uom


def spelled(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADER_WORDS: dict[str, frozenset[str]] = {
    "sku": spelled(
        "sku item itemcode product productcode article artikel artikelnr artikelnummer material "
        "code varenummer vare produkt producto articulo referencia tuote"
    ),
    "tier": spelled(
        "tier customertier customer kunde kundengruppe kundenklasse segment channel kanal "
        "cliente nivel kundsegment kundegruppe account customergroup"
    ),
    "region": spelled("region market markt marked marknad country land mercado pais"),
    "family": spelled("family familie familia productfamily produktfamilie warengruppe familj"),
    "comment": spelled(
        "comment comments note notes remark remarks kommentar kommentare bemerkung bemerkungen "
        "comentario comentarios observaciones huomautus"
    ),
    "month": spelled(
        "month monat period periode mes maned manad date datum fecha week woche kw cw wk semana "
        "semaine uge uke vecka"
    ),
    "quantity": spelled(
        "quantity qty menge units forecast volume prognose cantidad unidades antal antall "
        "amount cases stueck stuck kartons value plan"
    ),
    "uom": spelled("uom unit unitofmeasure einheit me unidad enhet enhed measure mengeneinheit"),
}
UOM_WORDS = {
    **dict.fromkeys(
        spelled("units unit ea each pcs pc pieces piece stk st stueck stuck"), Uom.UNITS
    ),
    **dict.fromkeys(spelled("unidades uds ud antal styck pce"), Uom.UNITS),
    **dict.fromkeys(spelled("cases case cs ctn carton cartons kartons karton kar"), Uom.CASES),
    **dict.fromkeys(spelled("cajas caja kolli kartonger kasser caisses"), Uom.CASES),
    **dict.fromkeys(spelled("pallets pallet plt pal palette paletten palettes pall"), Uom.PALLETS),
    **dict.fromkeys(spelled("pallar pales tarimas europallet paller"), Uom.PALLETS),
    **dict.fromkeys(spelled("kg kgs kilo kilos kilogram kilograms kilogramm"), Uom.KILOGRAMS),
    **dict.fromkeys(spelled("t to tonne tonnes tonnen tons ton toneladas ton mt"), Uom.TONNES),
    **{one.value.lower(): one for one in CURRENCIES},
    **dict.fromkeys(spelled("euro euros"), Uom.EUR),
}
TOTAL_WORDS = spelled(
    "total totals subtotal sum summe gesamt gesamtsumme zwischensumme suma subtotales totalt "
    "delsum delsumma summa grandtotal sub-total"
)
PLAIN = str.maketrans("áàâäåãéèêëíìîïóòôöøõúùûüçñ", "aaaaaaeeeeiiiioooooouuuucn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the reader knows before it opens a file. All of it may be empty.

    The dictionaries give the code for a code or a name, both folded by `fold`.
    """

    region: str
    """The sender's region; a column of the file overrules it."""
    skus: dict[str, str]
    tiers: dict[str, str]
    regions: dict[str, str]
    units_per: dict[Uom, dict[str, Fraction]]
    """What one case, pallet, kilogram or tonne holds, by SKU code."""
    closed_days: tuple[date, ...] = ()
    """Weekdays on which nobody works: they get nothing of a week that two months share."""
    fiscal: FiscalCalendar | None = None
    accounts: dict[str, Account] = field(default_factory=dict[str, Account])
    """By code or name, folded."""


REPEATED = 65_536
"""A long file says the same codes and months over and over: so many texts are remembered."""
NOTHING_KNOWN = Vocabulary(region="", skus={}, tiers={}, regions={}, units_per={})


def vocabulary(company: Company, *, region: str = "") -> Vocabulary:
    """What a company's own files can be read with."""
    return Vocabulary(
        region=region,
        skus=folded((item.sku, item.name) for item in company.items),
        tiers=folded((tier.code, tier.name) for tier in company.tiers),
        regions=folded((place.code, place.name) for place in company.regions),
        units_per=units_per(company),
        closed_days=company.closed_days,
        fiscal=fiscal_calendar(company),
        accounts={fold(key): one for one in company.accounts for key in (one.name, one.code)},
    )


def fiscal_calendar(company: Company) -> FiscalCalendar | None:
    pattern = PATTERNS.get(company.fiscal_pattern)
    if pattern is None:
        return None
    return FiscalCalendar(pattern=pattern, year_starts=company.fiscal_year_starts)


def units_per(company: Company) -> dict[Uom, dict[str, Fraction]]:
    """Exact: a tonne of an item of 0.35 kg is 20,000/7 units."""
    pallets = {i.sku: Fraction(i.units_per_pallet) for i in company.items if i.units_per_pallet}
    per_kg = {i.sku: 1 / Fraction(i.kg_per_unit) for i in company.items if i.kg_per_unit}
    return {
        Uom.CASES: {item.sku: Fraction(item.units_per_case) for item in company.items},
        Uom.PALLETS: pallets,
        Uom.KILOGRAMS: per_kg,
        Uom.TONNES: {sku: 1000 * units for sku, units in per_kg.items()},
        **per_money(company),
    }


def per_money(company: Company) -> dict[Uom, dict[str, Fraction]]:
    """At the plan's rate: the latest no later than its first day. Nothing where none is known."""
    held = plan_rates(company.rates, company.plan_start)
    worth = {Uom(code): Fraction(rate.eur) for code, rate in held.items()}
    worth[Uom(company.currency)] = Fraction(1)
    prices = {item.sku: Fraction(item.price_eur) for item in company.items if item.price_eur}
    return {
        money: {sku: eur / price for sku, price in prices.items()} for money, eur in worth.items()
    }


def folded(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names first, so that a code wins where both are the same."""
    listed = list(pairs)
    return {fold(name): code for code, name in listed} | {fold(code): code for code, _ in listed}


@lru_cache(maxsize=REPEATED)
def fold(text: str) -> str:
    """Case, accents, spaces and punctuation don't matter in a header or a name.

    >>> fold("Artikel-Nr."), fold(" Måned ")
    ('artikelnr', 'maned')
    """
    plain = text.lower().translate(PLAIN).replace("ß", "ss")
    return "".join(letter for letter in plain if letter.isalnum())


@lru_cache(maxsize=REPEATED)
def uom_in(text: str) -> Uom | None:
    """The unit of measure a text names, whole words only.

    >>> uom_in("Forecast (cases)"), uom_in("Menge [Stück]"), uom_in("Plan")
    (<Uom.CASES: 'cases'>, <Uom.UNITS: 'units'>, None)
    """
    for word in words(text):
        if found := UOM_WORDS.get(word):
            return found
    return None


@lru_cache(maxsize=REPEATED)
def is_total(text: str) -> bool:
    """Whether the text marks a total, whole words only.

    >>> is_total("Total Oat Bars"), is_total("Zwischensumme"), is_total("Totality Bar")
    (True, True, False)
    """
    return any(word in TOTAL_WORDS for word in words(text))


def words(text: str) -> list[str]:
    plain = text.lower().translate(PLAIN)
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()
