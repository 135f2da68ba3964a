"""Work of the organiser on registrations: add one, cancel one, write to all or some."""

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from skew_wagtail import conf
from skew_wagtail.privacy.throttle import allowed

from ..actions import NoSeat, add_by_hand, cancel, write_to_registered
from ..admin_forms import HandForm, LetterForm
from ..models import Registration, RegistrationState
from ..rows import name_of
from .base import EventView

#: How many letters to many an event may send in an hour; more would be a slip.
_LETTERS_AN_HOUR = 5


class WorkView(EventView, FormView):
    """A form about the registrations of one event; afterwards back to the list."""

    template_name = "skew_wagtail/forum/admin/work.html"
    button = gettext_lazy("Save")

    def get_success_url(self) -> str:
        return self.list_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": self.button}


class AddView(WorkView):
    """Add somebody who called or wrote."""

    title = gettext_lazy("Add a registration")
    form_class = HandForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"event": self.event}

    def form_valid(self, form: HandForm) -> HttpResponse:
        try:
            added = add_by_hand(form, language=get_language() or "de", user=self.request.user)
        except NoSeat:
            form.add_error(
                None, _("All seats are taken, and the event has no waiting list. Nothing was saved.")
            )
            return self.form_invalid(form)
        except IntegrityError:
            form.add_error("mail_address", _("Somebody with this mail address is registered already."))
            return self.form_invalid(form)
        if added.state == RegistrationState.WAITING:
            messages.warning(self.request, _("All seats are taken: the registration is on the waiting list."))
        else:
            messages.success(self.request, _("The registration has a seat."))
        return redirect(self.list_url)


class WriteView(WorkView):
    """Write to all who registered, to a part of them, or to those ticked in the list."""

    title = gettext_lazy("Write to the registered")
    button = gettext_lazy("Send the letters")
    form_class = LetterForm

    @property
    def chosen(self) -> list[int]:
        """The registrations ticked in the list; what is no number is left out."""
        given = [*self.request.GET.getlist("id"), *self.request.POST.getlist("id")]
        return sorted({int(key) for key in given if key.isascii() and key.isdecimal() and len(key) < 10})

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"event": self.event, "chosen": self.chosen}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"chosen": self.chosen}

    def form_valid(self, form: LetterForm) -> HttpResponse:
        recipients = form.recipients()
        if not recipients.exists():
            form.add_error(None, _("Nobody of these has a mail address and is registered. Nothing was sent."))
            return self.form_invalid(form)
        if not allowed("event-letters", str(self.event.pk), limit=_LETTERS_AN_HOUR, seconds=3600):
            form.add_error(
                None, _("Several letters went out within the hour. Please wait; nothing was sent.")
            )
            return self.form_invalid(form)
        number = write_to_registered(
            self.event,
            recipients,
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            user=self.request.user,
        )
        text = ngettext(
            "%(num)d letter is on its way, at most %(rate)d a minute.",
            "%(num)d letters are on their way, at most %(rate)d a minute.",
            number,
        )
        messages.success(self.request, text % {"num": number, "rate": conf.get("LETTERS_A_MINUTE")})
        return redirect(self.list_url)


class CancelView(EventView, TemplateView):
    """Cancel a registration, after asking; the person is told, who waits moves up."""

    template_name = "skew_wagtail/forum/admin/cancel.html"
    title = gettext_lazy("Cancel a registration")

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        self.pk = pk
        return super().dispatch(request, *args, **kwargs)

    @property
    def registration(self) -> Registration:
        """The one to cancel, of this event."""
        return get_object_or_404(Registration.objects.standing(), event=self.event.pk, pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registration = self.registration
        label = name_of(registration) or str(registration)
        return super().get_context_data(**kwargs) | {"label": label}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        cancel(self.registration, user=request.user)
        messages.success(request, _("The registration is cancelled."))
        return redirect(self.list_url)
