"""The registers of consents and of refusals in the admin."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.views import CreateView

from skew_wagtail.modeladmin import (
    ReadOnlyPermissionHelper,
    RegisterAdmin,
    RegisterInspectView,
    RegisterView,
)

from .actions import refuse_listing
from .forms import RefusalForm
from .models import Channel, Consent, ListingRefusal, Party
from .refusals import Refusals, refusal_message


class StateFilter(SimpleListFilter):
    """Consents in force, those no longer, withdrawals."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("active", _("consent in force")),
            ("past", _("consent no longer in force")),
            ("withdrawal", _("withdrawal")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "active":
            return queryset.in_force()
        if self.value() == "past":
            active = Consent.objects.in_force().values("pk")
            return queryset.filter(withdraws=False).exclude(pk__in=active)
        if self.value() == "withdrawal":
            return queryset.filter(withdraws=True)
        return queryset


class ChannelFilter(SimpleListFilter):
    """Rows that name a channel."""

    title = gettext_lazy("channel")
    parameter_name = "channel"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, label) for value, label in Channel.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{self.value(): True}) if self.value() in Channel.values else queryset


class ConsentInspectView(RegisterInspectView):
    """One row of the register, with its evidence and the way to the organisation."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        # With what the listing knows of each row beside its fields.
        self.instance = self.model_admin.get_queryset(request).get(pk=self.instance.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        overview = reverse("skew_privacy:consents", args=[self.instance.actor_key])
        evidence = self.instance.evidence
        return super().get_context_data(**kwargs) | {
            "overview_url": overview,
            "evidence_url": evidence.url if evidence else "",
        }


class ConsentAdmin(RegisterAdmin):
    """Consents and withdrawals (Einwilligungen, Widerrufe): who agreed to what."""

    model = Consent
    menu_label = gettext_lazy("Consents")
    menu_item_name = "skew-consents"
    menu_icon = "lock"
    menu_order = 720
    list_display = ("organisation_name", "who", "kind", "channel_names", "method", "given_on", "is_in_force")
    list_filter = (StateFilter, ChannelFilter, "method")
    list_export = (*list_display, "recorded_at", "recorded_by", "wording_version", "wording_hash")
    list_select_related = ("person", "recorded_by", "wording_version")
    search_fields = ("organisation_name", "person__name", "person__email")
    export_filename = "einwilligungen"
    inspect_view_fields = [
        "organisation_name", "who", "kind", "channel_names", "method", "given_on", "is_in_force",
        "wording_version", "wording", "wording_hash", "recorded_at", "recorded_by",
    ]  # fmt: skip
    inspect_view_class = ConsentInspectView
    inspect_template_name = "skew_wagtail/privacy/admin/consent_inspect.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With ``counts``: whether the row is in force for some channel."""
        return super().get_queryset(request).with_force()

    def who(self, consent: Consent) -> str:
        """Who spoke; of an erased person nothing is left."""
        if consent.party == Party.ORGANISATION:
            return str(consent.get_party_display())
        return str(consent.person) if consent.person else _("erased person")

    def kind(self, consent: Consent) -> str:
        """Consent or withdrawal."""
        return _("withdrawal") if consent.withdraws else _("consent")

    def channel_names(self, consent: Consent) -> str:
        """What it is about."""
        return ", ".join(str(Channel(channel).label) for channel in consent.channels)

    def is_in_force(self, consent: Consent) -> bool:
        """Whether it counts today."""
        return consent.counts

    who.short_description = gettext_lazy("who")
    kind.short_description = gettext_lazy("kind")
    channel_names.short_description = gettext_lazy("channels")
    is_in_force.short_description = gettext_lazy("in force")


class RefusalPermissionHelper(ReadOnlyPermissionHelper):
    """Whoever may add refusals, adds; nobody edits."""

    def get_all_model_permissions(self) -> QuerySet:
        names = [self.get_perm_codename("view"), self.get_perm_codename("add")]
        return super(ReadOnlyPermissionHelper, self).get_all_model_permissions().filter(codename__in=names)

    def user_can_create(self, user: Any) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("add"))


class RefuseView(RegisterView, CreateView):
    """Put an organisation on the list; its pages leave the site."""

    header_icon = "lock"

    def breadcrumbs(self) -> list[dict[str, Any]]:
        *above, register = super().breadcrumbs()
        return [*above, register | {"url": self.index_url}, {"url": "", "label": _("New refusal")}]

    def form_valid(self, form: RefusalForm) -> HttpResponse:
        data = form.cleaned_data
        already = Refusals().find([data["name"]])
        if already:
            form.add_error("name", refusal_message(already))
            return self.form_invalid(form)
        data["former_names"] = data["former_names"].splitlines()
        refusal = refuse_listing(**data, user=self.request.user)
        text = _("“%(name)s” is not listed any more, and no import brings it back.")
        messages.success(self.request, text % {"name": refusal.name})
        return redirect(self.get_success_url())


class RefusalInspectView(RegisterInspectView):
    """One refusal; who may, lifts it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_lift = self.request.user.has_perm("skew_privacy.lift_listingrefusal")
        url = reverse("skew_privacy:lift_refusal", args=[self.instance.pk])
        open_refusal = self.instance.lifted_at is None
        return super().get_context_data(**kwargs) | {"lift_url": url if may_lift and open_refusal else ""}


class LiftedFilter(SimpleListFilter):
    """Refusals in force, or lifted."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("active", _("in force")), ("lifted", _("lifted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        states = {"active": True, "lifted": False}
        return queryset.filter(lifted_at__isnull=states[self.value()]) if self.value() in states else queryset


class ListingRefusalAdmin(RegisterAdmin):
    """Refusals (Widersprüche): who must not be listed."""

    model = ListingRefusal
    menu_label = gettext_lazy("Refusals")
    menu_item_name = "skew-refusals"
    menu_icon = "no-view"
    menu_order = 730
    permission_helper_class = RefusalPermissionHelper
    list_display = ("name", "reason", "refused_on", "lifted_at")
    list_filter = (LiftedFilter, "reason")
    list_export = (*list_display, "former_names")
    search_fields = ("name", "former_names")
    export_filename = "widersprueche"
    inspect_view_fields = [
        "name", "former_names", "reason", "refused_on", "note", "recorded_at", "recorded_by", "lifted_at", "lifted_by",
    ]  # fmt: skip
    inspect_view_class = RefusalInspectView
    inspect_template_name = "skew_wagtail/privacy/admin/refusal_inspect.html"
    create_view_class = RefuseView
    create_template_name = "skew_wagtail/privacy/admin/refuse.html"
    base_form_class = RefusalForm
    panels = [
        FieldPanel("name"),
        FieldPanel("former_names"),
        FieldRowPanel([FieldPanel("reason"), FieldPanel("refused_on")]),
        FieldPanel("note"),
    ]

    def get_inspect_view_fields(self) -> list[str]:
        return self.inspect_view_fields

    def get_form_fields_exclude(self, request: HttpRequest | None = None) -> list[str]:
        return []

    def get_success_url(self, instance: Model) -> str:
        return reverse("skew_privacy_listingrefusal_modeladmin_index")
