from django.http import HttpResponse
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from .downloads import may_get, publications_of, why_not
from .links import directory_downloads, profile_downloads
from .modeladmin import BrochureEditionAdmin
from .models import BrochurePage
from .retention_rules import RULES
from .rights import may_build
from .subjects import copies_of_people
from .viewsets import BrochureListingViewSet
from .withdrawing import printed_copies_of

modeladmin_register(BrochureEditionAdmin)
hooks.register("register_skew_printed_copies", printed_copies_of)
hooks.register("register_skew_copies_of_people", copies_of_people)
hooks.register("register_skew_inventory_publications", publications_of)
hooks.register("register_skew_directory_downloads", directory_downloads)
hooks.register("register_skew_profile_downloads", profile_downloads)


@hooks.register("register_admin_viewset")
def register_brochure_listing():
    return BrochureListingViewSet()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/brochures/editions/", include("skew_wagtail.brochure.admin_urls"))]


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    if isinstance(page, BrochurePage) and may_build(page, user):
        url = reverse("skew_brochure:overview", args=[page.pk])
        yield Button(_("Build the brochure"), url=url, icon_name="doc-full-inverse", priority=12)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    if isinstance(page.specific_deferred, BrochurePage) and may_build(page, user):
        url = reverse("skew_brochure:overview", args=[page.pk])
        yield Button(_("Build the brochure"), url=url, icon_name="doc-full-inverse", priority=25)


@hooks.register("before_serve_document")
def serve_editions_only_to_those_who_may(document, request):
    if not may_get(document, request):
        return HttpResponse(why_not(), status=404, content_type="text/plain; charset=utf-8")
    return None


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_brochure.build", _("Build a brochure"), _("Edition built"))
    actions.register_action("skew_brochure.withdraw", _("Withdraw an edition"), _("Edition withdrawn"))


@hooks.register("register_skew_retention")
def register_retention():
    return RULES
