"""The vocabularies in the admin: one listing each, gathered in one submenu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from skew_wagtail.spreadsheets import SafeExport
from skew_wagtail.viewsets import SafeChooserViewSet

from .models import (
    VOCABULARIES,
    ActivityArea,
    Country,
    FundingNotice,
    Municipality,
    SpokenLanguage,
    Term,
)
from .widgets import TermSelect

_ICONS = {Country: "globe", SpokenLanguage: "comment", ActivityArea: "site"}
_EXTRA = {SpokenLanguage: ["native"], ActivityArea: ["level", "parent"]}
_CHOSEN = ("level", "parent", "kind", "size", "state")


def _panel(name: str) -> FieldPanel:
    return FieldPanel(name, widget=TermSelect) if name in _CHOSEN else FieldPanel(name)


class TermIndexView(SafeExport, IndexView):
    """A listing whose export holds no formulas."""


def term_viewset(model: type[Term]) -> type[SnippetViewSet]:
    """The listing and form of one vocabulary."""
    extra = _EXTRA.get(model, [])
    attributes = {
        "model": model,
        "chooser_viewset_class": SafeChooserViewSet,
        "icon": _ICONS.get(model, "list-ul"),
        "menu_label": model._meta.verbose_name_plural,
        "list_display": [
            "label_de",
            "slug",
            BooleanColumn("is_active", label=_("offered"), sort_key="is_active"),
        ],
        "list_filter": ["is_active", *[name for name in extra if name != "native"]],
        "list_export": ["slug", "label_de", "label_en", "label_fr", "is_active", *extra],
        "search_fields": ["label_de", "label_en", "slug"],
        "index_view_class": TermIndexView,
        "list_per_page": 50,
        "ordering": ["sort_order", "label_de"],
        "panels": [
            MultiFieldPanel(
                ["label_de", FieldRowPanel(["label_en", "label_fr"]), *map(_panel, extra)], _("Label")
            ),
            MultiFieldPanel([FieldRowPanel(["sort_order", "is_active"]), "slug", "source_uri"], _("Use")),
        ],
    }
    return type(f"{model.__name__}ViewSet", (SnippetViewSet,), attributes)


class MunicipalityViewSet(SnippetViewSet):
    """Municipalities (Kommunen)."""

    model = Municipality
    chooser_viewset_class = SafeChooserViewSet
    icon = "home"
    menu_label = _("Municipalities")
    search_fields = ["name"]
    search_backend_name = None
    list_display = ["name", "kind", "state"]
    list_filter = ["kind", "state", "size"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([_panel("kind"), _panel("size"), _panel("state")]),
        FieldRowPanel(["key", "website"]),
        MultiFieldPanel(["coat_of_arms", "coat_of_arms_alt"], _("Coat of arms")),
    ]


class FundingNoticeViewSet(SnippetViewSet):
    """Funding notices (Förderhinweise)."""

    model = FundingNotice
    chooser_viewset_class = SafeChooserViewSet
    icon = "pilcrow"
    menu_label = _("Funding notices")
    search_fields = ["title"]
    list_display = ["title"]
    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("logo"), FieldPanel("logo_alt")]


class VocabularyGroup(SnippetViewSetGroup):
    """All vocabularies below one menu item."""

    items = [
        MunicipalityViewSet,
        FundingNoticeViewSet,
        *[term_viewset(model) for model in VOCABULARIES.values()],
    ]
    menu_label = _("Vocabulary")
    menu_name = "skew-vocabulary"
    menu_icon = "list-ul"
    menu_order = 900
    # It joins our own menu (wagtail_hooks) instead of the main one.
    add_to_admin_menu = False
