"""The pages of a workshop in the admin, for a phone."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.pdf.errors import PdfError

from ..models import NetworkingWorkshopPage
from . import actions
from .forms import AgreementForm, Entry, NewOrganisationForm, PublishForm
from .hints import hint_at_people
from .models import WorkshopAgreement, WorkshopOrganisation
from .presentation import Audience, list_data, overview, suggestions
from .rights import may_change_page, may_moderate, may_publish_at_once
from .sheet import FILE_NAME, list_pdf


class WorkshopView(WagtailAdminTemplateMixin, TemplateView):
    """A page about one workshop, for who may moderate it."""

    header_icon = "group"
    page_title: Any = gettext_lazy("On the day of the workshop")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_moderate(request.user, self.workshop):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def workshop(self) -> NetworkingWorkshopPage:
        """The workshop."""
        # By the column of Wagtail's own page, for which Django knows how large a number may be.
        return get_object_or_404(NetworkingWorkshopPage, id=self.kwargs["page_id"])

    @property
    def overview_url(self) -> str:
        """The page of the workshop from which all others are reached."""
        return reverse("skew_workshop:overview", args=[self.workshop.pk])

    def get_page_subtitle(self) -> str:
        return self.workshop.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("skew_workshops:index"), "label": _("Workshops")}
        day = {"url": self.overview_url, "label": self.workshop.get_admin_display_title()}
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, above, day, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ours = {"workshop": self.workshop, "overview_url": self.overview_url}
        return super().get_context_data(**kwargs) | ours


class OverviewView(WorkshopView):
    """Who is present, how much is written about each, what was agreed; add somebody quickly."""

    template_name = "skew_wagtail/forum/workshop/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | overview(self.workshop)
        context.setdefault("form", NewOrganisationForm())
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "all" in request.POST:
            added = actions.add_actors(self.workshop, self._linked(), request.user)
            text = ngettext("%(count)d organisation added.", "%(count)d organisations added.", len(added))
            messages.success(request, text % {"count": len(added)})
            return redirect(self.overview_url)
        if "actor" in request.POST:
            return self._add_actor(request)
        form = NewOrganisationForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        row = actions.add_by_name(self.workshop, form.cleaned_data["name"], request.user)
        return redirect("skew_workshop:organisation", self.workshop.pk, row.pk)

    def _add_actor(self, request: HttpRequest) -> HttpResponse:
        chosen = [actor for actor in self._linked() if str(actor.pk) == request.POST["actor"]]
        actions.add_actors(self.workshop, chosen, request.user)
        row = self.workshop.present_organisations.filter(actor__in=chosen).first()
        if row is None:
            messages.error(request, _("This actor does not take part any more; please add it by name."))
            return redirect(self.overview_url)
        return redirect("skew_workshop:organisation", self.workshop.pk, row.pk)

    def _linked(self) -> list[ActorProfilePage]:
        return [row.actor for row in self.workshop.linked_actors.select_related("actor")]


class RowView(WorkshopView):
    """A page about one organisation of the workshop."""

    @cached_property
    def row(self) -> WorkshopOrganisation:
        """The organisation."""
        rows = WorkshopOrganisation.objects.select_related("actor", "changed_by")
        return get_object_or_404(rows, id=self.kwargs["row_id"], workshop=self.workshop)

    def get_page_title(self) -> str:
        return str(self.row)

    @property
    def row_url(self) -> str:
        """The form about the organisation."""
        return reverse("skew_workshop:organisation", args=[self.workshop.pk, self.row.pk])


class OrganisationView(RowView):
    """The short form about one organisation."""

    template_name = "skew_wagtail/forum/workshop/organisation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("entry", Entry(self.row))
        new = actions.new_for_profile(self.row)
        may_change = may_change_page(self.request.user, self.row.actor)
        return super().get_context_data(**kwargs) | {
            "row": self.row,
            "new_for_profile": len(new) if may_change else 0,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove_organisation" in request.POST:
            return self._remove(request)
        entry = actions.save_entry(self.row, request.POST, request.user)
        if not entry.is_valid():
            messages.error(request, _("Not saved yet: please look at the marked fields."))
            return self.render_to_response(self.get_context_data(entry=entry))
        messages.success(request, _("Saved: %(name)s.") % {"name": entry.organisation})
        for note in entry.notes:
            messages.warning(request, note)
        hint_at_people(request, entry.texts())
        return redirect(self.overview_url if "back" in request.POST else self.row_url)

    def _remove(self, request: HttpRequest) -> HttpResponse:
        if actions.remove_organisation(self.row, request.user):
            messages.success(request, _("Removed: %(name)s.") % {"name": self.row})
            return redirect(self.overview_url)
        messages.error(request, _("Something is written about this organisation; please remove that first."))
        return redirect(self.row_url)


class AgreementView(WorkshopView):
    """An agreement, new or made before."""

    template_name = "skew_wagtail/forum/workshop/agreement.html"

    def get_page_title(self) -> str:
        return _("Agreement") if "row_id" in self.kwargs else _("New agreement")

    def agreement(self, *, locked: bool = False) -> WorkshopAgreement:
        """The agreement; ``locked`` until the transaction ends."""
        if "row_id" not in self.kwargs:
            return WorkshopAgreement(workshop=self.workshop)
        rows = WorkshopAgreement.objects.filter(workshop=self.workshop)
        if locked:
            rows = rows.select_for_update()
        return get_object_or_404(rows, id=self.kwargs["row_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = AgreementForm(instance=self.agreement(), workshop=self.workshop)
        return super().get_context_data(**kwargs) | {"agreement": kwargs["form"].instance}

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        agreement = self.agreement(locked=True)
        if "remove" in request.POST and agreement.pk:
            actions.remove_agreement(agreement, request.user)
            messages.success(request, _("The agreement is removed."))
            return redirect(self.overview_url)
        form = AgreementForm(request.POST, instance=agreement, workshop=self.workshop)
        if not form.is_valid():
            messages.error(request, _("Not saved yet: please look at the marked fields."))
            return self.render_to_response(self.get_context_data(form=form))
        actions.save_agreement(form, request.user)
        messages.success(request, _("The agreement is saved."))
        hint_at_people(request, [form.cleaned_data["text"], form.cleaned_data["responsible_body"]])
        if form.changed_meanwhile:
            text = _("%(who)s has changed meanwhile: %(fields)s.")
            fields = ", ".join(form.changed_meanwhile)
            messages.warning(request, text % {"who": form.who, "fields": fields})
        return redirect(self.overview_url)


class PairsView(WorkshopView):
    """Who could work with whom."""

    template_name = "skew_wagtail/forum/workshop/pairs.html"
    page_title = gettext_lazy("Who could work with whom")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"found": suggestions(self.workshop)}


class TakeOverView(WorkshopView):
    """Asks before something is taken over, and whether it goes online at once."""

    target: Any

    def form(self, data: Any = None) -> PublishForm | None:
        """The question whether to publish, where that is allowed."""
        return PublishForm(data) if may_publish_at_once(self.request.user, self.target) else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"form": self.form(), "may_change": may_change_page(self.request.user, self.target)}
        return super().get_context_data(**kwargs) | own

    def wants_to_publish(self) -> bool:
        """What was answered; without the question, no."""
        form = self.form(self.request.POST)
        return form is not None and form.is_valid() and form.cleaned_data["publish"]

    def refused(self) -> HttpResponse | None:
        """The answer where the page may not be changed now."""
        if may_change_page(self.request.user, self.target):
            return None
        messages.error(self.request, _("You may not change this page now, or somebody has locked it."))
        return redirect(self.overview_url)


class ProfileView(RowView, TakeOverView):
    """Take needs and offers over into the profile of the organisation."""

    template_name = "skew_wagtail/forum/workshop/profile.html"

    @property
    def target(self) -> ActorProfilePage | None:
        """The profile."""
        return self.row.actor

    def form(self, data: Any = None) -> PublishForm | None:
        return super().form(data) if self.target else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"row": self.row, "lines": actions.new_for_profile(self.row), "row_url": self.row_url}
        return super().get_context_data(**kwargs) | own

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := self.refused():
            return refused
        try:
            count = actions.take_over_to_profile(self.row, request.user, publish=self.wants_to_publish())
        except ValidationError as error:
            text = _("The profile cannot be saved: %(why)s")
            messages.error(request, text % {"why": " ".join(error.messages)})
            return redirect(self.row_url)
        text = ngettext(
            "%(count)d line is taken over into the profile.",
            "%(count)d lines are taken over into the profile.",
            count,
        )
        messages.success(request, text % {"count": count})
        return redirect(self.row_url)


class OutcomesView(TakeOverView):
    """Make outcomes of the event of its agreements."""

    template_name = "skew_wagtail/forum/workshop/outcomes.html"
    page_title = gettext_lazy("Agreements as outcomes")

    @property
    def target(self) -> NetworkingWorkshopPage:
        """The page of the workshop."""
        return self.workshop

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreements = overview(self.workshop)["agreements"]
        still = [each for each in agreements if each.taken_over_at is None]
        shown = actions.showable(still)
        kept = len(still) - len(shown)
        return super().get_context_data(**kwargs) | {"agreements": shown, "kept_back": kept}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := self.refused():
            return refused
        try:
            count = actions.take_over_as_outcomes(
                self.workshop, request.user, publish=self.wants_to_publish()
            )
        except ValidationError as error:
            text = _("The workshop cannot be saved: %(why)s")
            messages.error(request, text % {"why": " ".join(error.messages)})
            return redirect(self.overview_url)
        text = ngettext("%(count)d outcome is new.", "%(count)d outcomes are new.", count)
        messages.success(request, text % {"count": count})
        return redirect(self.overview_url)


class ListView(WorkshopView):
    """The list to print: for everyone, or for the moderator with what stays inside."""

    template_name = "skew_wagtail/forum/workshop/list.html"
    page_title = gettext_lazy("List to print")

    @property
    def audience(self) -> Audience:
        """Whom the list is for; what nobody knows is for everyone."""
        asked = self.request.GET.get("for", "")
        return Audience(asked) if asked in Audience.values else Audience.EVERYONE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "list": list_data(self.workshop, self.audience),
            "audience": self.audience,
            "audiences": Audience,
            "missing_extra": missing_extra(),
        }


class ListPdfView(ListView):
    """The same list as a PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content = list_pdf(self.workshop, self.audience)
        except PdfError as error:
            messages.error(request, error.message)
            list_url = reverse("skew_workshop:handout", args=[self.workshop.pk])
            return redirect(f"{list_url}?for={self.audience}")
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
        response["Cache-Control"] = "private, no-store"
        return response
