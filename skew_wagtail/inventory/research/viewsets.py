"""Interview guides in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from skew_wagtail.viewsets import SafeChooserViewSet

from .models import InterviewGuide


class InterviewGuideViewSet(SnippetViewSet):
    """Interview guides (Interviewleitfäden)."""

    model = InterviewGuide
    chooser_viewset_class = SafeChooserViewSet
    icon = "help"
    menu_label = _("Interview guides")
    menu_name = "skew-interview-guides"
    menu_order = 206
    menu_hook = "register_skew_menu_item"
    list_display = ["title"]
    search_fields = ["title"]
