"""Consents of one organisation in the admin: see them, record, take back, send a link; refusals."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from ..actions import lift_refusal, record_consent, withdraw
from ..evidence import keep_evidence
from ..forms import ConsentForm, EditorWithdrawalForm, SendLinkForm
from ..letters import confirm_withdrawal, send_link
from ..models import Channel, ContactPerson, ListingRefusal
from ..overview import address_precision, consent_table, hidden_pictures
from ..printed_copies import agreed_to_print, printed_copies
from ..refusals import Refusals, refusal_message
from ..registry import actor_pages, named_people

_SENT_LATER = gettext_lazy(
    "The mail server did not take the letter. Under “Letters” you see why, and whether the site tries again by itself."
)


class ActorConsentView(WagtailAdminTemplateMixin):
    """A view about one organisation: for who may record consents and edit its profile."""

    permission = "skew_privacy.add_consent"
    header_icon = "lock"
    title = gettext_lazy("Consents of %(name)s")

    def dispatch(self, request: HttpRequest, *args: Any, actor_key: UUID, **kwargs: Any) -> HttpResponse:
        self.actor_key = actor_key
        self.pages = actor_pages(actor_key)
        if not self.pages:
            raise Http404
        editable = any(page.permissions_for_user(request.user).can_edit() for page in self.pages)
        if not (editable and request.user.has_perm(self.permission)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def organisation(self) -> str:
        """The name of the organisation."""
        return self.pages[0].title

    @property
    def overview_url(self) -> str:
        """Where everything about it stands."""
        return reverse("skew_privacy:consents", args=[self.actor_key])

    @property
    def profile_url(self) -> str:
        """Where its profile is edited."""
        return reverse("wagtailadmin_pages:edit", args=[self.pages[0].pk])

    def people(self) -> list[ContactPerson]:
        """Who is named on its profile."""
        return list(ContactPerson.objects.filter(pk__in=named_people([self.actor_key])))

    def get_header_title(self) -> str:
        return str(self.title) % {"name": self.organisation}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.profile_url, "label": self.organisation},
            {"url": "", "label": self.get_header_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = {"actor_key": self.actor_key, "profile_url": self.profile_url}
        return super().get_context_data(**kwargs) | links


class ConsentsView(ActorConsentView, TemplateView):
    """All about the consents of one organisation."""

    template_name = "skew_wagtail/privacy/admin/consents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refusal = Refusals().find([page.title for page in self.pages], self.actor_key)
        to_print = agreed_to_print(self.actor_key)
        return super().get_context_data(**kwargs) | {
            "channels": Channel.labels,
            "rows": consent_table(self.actor_key),
            "precision": address_precision(self.actor_key),
            "hidden_pictures": hidden_pictures(self.actor_key),
            "copies": printed_copies(self.actor_key),
            "print_since": to_print.given_on if to_print else None,
            "refusal": refusal_message(refusal) if refusal else "",
            "can_reach": any(person.email for person in self.people()),
        }


class ActorFormView(ActorConsentView, FormView):
    """A form about one organisation; afterwards back to the overview."""

    template_name = "skew_wagtail/privacy/admin/form.html"
    button = gettext_lazy("Save")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": self.overview_url, "label": _("Consents")}, here]

    def get_success_url(self) -> str:
        return self.overview_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": self.button, "overview_url": self.overview_url}


class RecordConsentView(ActorFormView):
    """Record a consent that reached the town hall."""

    title = gettext_lazy("Record a consent: %(name)s")
    form_class = ConsentForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"people": self.people()}

    def form_valid(self, form: ConsentForm) -> HttpResponse:
        data, file = form.cleaned_data, form.cleaned_data["evidence"]
        try:
            evidence = keep_evidence(file, self.request.user) if file else None
        except ValidationError as error:
            form.add_error("evidence", error)
            return self.form_invalid(form)
        record_consent(
            form.person,
            actor_key=self.actor_key,
            organisation_name=self.organisation,
            channels=data["channels"],
            method=data["method"],
            given_on=data["given_on"],
            wording_version=data["wording_version"],
            evidence=evidence,
            user=self.request.user,
        )
        messages.success(self.request, _("The consent is recorded and counts at once."))
        return super().form_valid(form)


class WithdrawConsentView(ActorFormView):
    """Record a withdrawal that reached the town hall."""

    title = gettext_lazy("Record a withdrawal: %(name)s")
    template_name = "skew_wagtail/privacy/admin/withdraw.html"
    button = gettext_lazy("Take back what is ticked")
    form_class = EditorWithdrawalForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"actor_key": self.actor_key}

    def form_valid(self, form: EditorWithdrawalForm) -> HttpResponse:
        data, withdrawal, organisation = form.cleaned_data, form.withdrawal, self.organisation
        concerned = ContactPerson.objects.filter(pk__in=withdrawal.people)
        people = list(concerned) if withdrawal.people and not withdrawal.entry else self.people()
        rows = withdraw(
            self.actor_key,
            withdrawal,
            method=data["method"],
            given_on=data["given_on"],
            user=self.request.user,
        )
        messages.success(self.request, _("It is taken back and gone from every page and file of the site."))
        missed = confirm_withdrawal(rows, withdrawal, organisation, people)
        if missed or not people:
            text = _("No confirmation could be sent to: %(names)s. Please tell them yourself.")
            messages.warning(self.request, text % {"names": ", ".join(missed) or organisation})
        return super().form_valid(form)


class SendLinkView(ActorFormView):
    """Send somebody the link by which one takes back without the town hall."""

    title = gettext_lazy("Send a link for taking back: %(name)s")
    button = gettext_lazy("Send the link")
    form_class = SendLinkForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"people": self.people()}

    def form_valid(self, form: SendLinkForm) -> HttpResponse:
        person = form.cleaned_data["person"]
        site = self.pages[0].get_site() or Site.find_for_request(self.request)
        if not send_link(person, self.actor_key, self.organisation, site):
            form.add_error("person", _SENT_LATER)
            return self.form_invalid(form)
        messages.success(self.request, _("The link is on its way to %(name)s.") % {"name": person.name})
        return super().form_valid(form)


class LiftRefusalView(WagtailAdminTemplateMixin, TemplateView):
    """Lift a refusal, after asking."""

    template_name = "skew_wagtail/privacy/admin/lift_refusal.html"
    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("skew_privacy.lift_listingrefusal"):
            raise PermissionDenied
        self.refusal = get_object_or_404(ListingRefusal, pk=pk, lifted_at=None)
        return super().dispatch(request, *args, **kwargs)

    @property
    def register_url(self) -> str:
        """The register of refusals."""
        return reverse("skew_privacy_listingrefusal_modeladmin_index")

    def get_page_title(self) -> str:
        return _("Lift the refusal of %(name)s") % {"name": self.refusal.name}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.register_url, "label": _("Refusals")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "refusal": refusal_message(self.refusal),
            "register_url": self.register_url,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lift_refusal(self.refusal, user=request.user)
        text = _("“%(name)s” may be listed again. Its profile stays a draft until somebody publishes it.")
        messages.success(request, text % {"name": self.refusal.name})
        return redirect(self.register_url)
