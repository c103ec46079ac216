"""What stands once in each table of a company directory, and what others name it by."""

KEYS: dict[str, tuple[str, ...]] = {
    "items": ("sku",),
    "regions": ("code",),
    "tiers": ("code",),
    "promotions": ("code",),
    "components": ("code",),
    "bom": ("sku", "component"),
    "resources": ("code",),
    "stock": ("code",),
    "people": ("key",),
    "history": ("region", "sku", "tier", "month"),
    "forecast": ("region", "sku", "tier", "month"),
    "orders": ("region", "sku", "tier", "month"),
    "finance": ("family", "month"),
    "past_forecasts": ("stream", "region", "sku", "tier", "month", "lag_months"),
    "routings": ("sku", "resource"),
    "sources": ("component", "supplier"),
    "alternates": ("component", "alternate"),
    "substitutes": ("sku", "substitute"),
    "schedule": ("sku", "week"),
    "rates": ("currency", "day"),
    "accounts": ("code",),
    "streams": ("stream", "region", "sku", "tier", "month"),
    "weights": ("stream", "region", "family"),
    "elasticities": ("sku", "tier"),
    "lanes": ("region", "plant"),
    "budget": ("region", "sku", "month"),
    "setups": ("sku", "resource"),
    "overrides": ("region", "family", "sku", "tier", "month"),
}
"""Open supply has none: one purchase order may arrive in parts."""

IDENTIFIERS = {
    "items": "sku",
    "regions": "code",
    "tiers": "code",
    "promotions": "code",
    "components": "code",
    "resources": "code",
    "people": "key",
}
"""Other tables name them, several in one cell with spaces between."""

AT_LEAST_ONE = {
    *("units_per_case", "units_per_pallet", "weeks", "rank", "lag_months"),
    *("order_multiple", "shelf_life_weeks", "max_cover_weeks"),
}
