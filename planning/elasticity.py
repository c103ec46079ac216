"""How demand answers to a price, as far as a company states it."""

from planning.company import Company
from planning.company_records import Elasticity


def elasticity_of(company: Company, sku: str, tier: str) -> Elasticity | None:
    """What is stated for the item and tier; the tier's own row before the item's."""
    own = {one.tier: one for one in company.elasticities if one.sku == sku}
    return own.get(tier, own.get(None))
