"""The board's tile on the start page of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from .meetings import meetings
from .rights import seen_projects
from .standing import standings

#: How many days the tile looks ahead, and how many meetings it names.
AHEAD, MOST = 30, 5


class BoardPanel(Component):
    """What is overdue and what comes next in the inventories that somebody sees."""

    name = "skew_board"
    template_name = "skew_wagtail/inventory/board/tile.html"
    order = 280

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        found = standings(seen_projects(parent_context["request"].user))
        return {
            "overdue_steps": sum(len(standing.overdue) for standing in found),
            "meetings": meetings(found, AHEAD)[:MOST],
            "ahead": AHEAD,
        }
