"""The views somebody kept and those others share, as the inbox lists them."""

from collections.abc import Mapping
from urllib.parse import urlencode

from api.deps import Desk
from api.views.saved import MOST, SavedView, SavedViews
from store.people import by_id
from store.saved_views import views_for


def saved_views(desk: Desk, said: Mapping[str, str]) -> SavedViews:
    """`said`: the present filter; the view that says the same is the current one."""
    rows = views_for(desk.session, desk.company_id, desk.person.person_id)
    me = desk.person.person_id
    views = [
        SavedView(
            id=row.id,
            name=row.name,
            href=f"/inbox?{urlencode(row.filters)}",
            mine=row.person_id == me,
            by="" if row.person_id == me else by_id(desk.session, row.person_id).name,
            current=row.filters == said,
        )
        for row in rows
    ]
    mine = sum(view.mine for view in views)
    known = any(view.current for view in views)
    return SavedViews(views=views, said=said, may_save=bool(said) and not known and mine < MOST)
