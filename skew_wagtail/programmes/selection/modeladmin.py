"""The register of expressions of interest in the admin."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skew_wagtail.inventory.research.accounts import account_name
from skew_wagtail.modeladmin import (
    ReadOnlyPermissionHelper,
    RegisterAdmin,
    RegisterIndexView,
    RegisterInspectView,
    displayed,
    short,
)

from ..interest.answers import answers, missing_answers
from ..interest.models import ExpressionOfInterest, InterestField, InterestState
from .actions import has_closed
from .letters import has_letter
from .models import CallReviewer
from .ranking import Place, ranking
from .rights import calls_for, interests_for, is_reviewer, may_decide, may_see, sees_all, with_hidden_points
from .table import completeness, shown
from .views.base import refused


class InterestPermissionHelper(ReadOnlyPermissionHelper):
    """Beside those with a permission, reviewers see the register: what came in for their calls."""

    def user_can_list(self, user: Any) -> bool:
        return sees_all(user) or (user.is_active and CallReviewer.objects.filter(user=user.pk).exists())

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return may_see(user, obj.call)


class CallFilter(SimpleListFilter):
    """The calls whose expressions of interest the user may see."""

    title = gettext_lazy("call")
    parameter_name = "call"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        sent = interests_for(request.user).order_by().values("call")
        return [(str(call.pk), call.title) for call in calls_for(request.user).filter(pk__in=sent)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = {value for value, _title in self.lookup_choices}
        return queryset.filter(call=self.value()) if self.value() in known else queryset


class InterestStateFilter(SimpleListFilter):
    """All states but drafts."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [choice for choice in InterestState.choices if choice[0] != InterestState.DRAFT]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(state=self.value()) if self.value() in InterestState.values else queryset


class InterestIndexView(RegisterIndexView):
    """The register, below the calls with what can be done for each as a whole."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        mine = set(CallReviewer.objects.filter(user=user.pk).values_list("call_id", flat=True))
        sent = Q(expressions_of_interest__state__in=set(InterestState.values) - {InterestState.DRAFT})
        calls = calls_for(user).annotate(sent=Count("expressions_of_interest", filter=sent))
        shown_calls = [call for call in calls.order_by("-closes_at", "-pk") if call.sent or call.pk in mine]
        rows = [{"call": call, "sent": call.sent, "reviews": call.pk in mine} for call in shown_calls]
        return super().get_context_data(**kwargs) | {"calls": rows}


class InterestInspectView(RegisterInspectView):
    """One expression of interest: what it says, what reviewers say, and what the user may do with it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.instance.state == InterestState.DRAFT:
            # A draft belongs to who is filling it in.
            raise Http404
        if not may_see(request.user, self.instance.call):
            return refused(request)
        self.instance = with_hidden_points(interests_for(request.user), request.user).get(pk=self.instance.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        interest = self.instance
        attachments = interest.attachments.defer("content")
        own = {
            "answers": answers(interest),
            "missing": missing_answers(interest),
            "attachments": [
                {
                    "label": str(attachment),
                    "size": filesizeformat(attachment.size),
                    "url": reverse("skew_selection:attachment", args=[attachment.pk]),
                }
                for attachment in attachments
            ],
            "reviews_hidden": interest.points_hidden,
            "reviews": [] if interest.points_hidden else self._reviews(),
            "internal": interest.register_notes if may_decide(self.request.user) else "",
        }
        return super().get_context_data(**kwargs) | own | self._links()

    def _reviews(self) -> list[dict[str, Any]]:
        reviews = self.instance.reviews.select_related("user").prefetch_related("scores__criterion")
        return [
            {
                "who": account_name(review.user) or _("an account that is gone"),
                "is_biased": review.is_biased,
                "lines": [
                    _("%(criterion)s: %(points)s")
                    % {
                        "criterion": score.criterion,
                        "points": f"{score.points} – {score.get_points_display()}",
                    }
                    for score in review.scores.all()
                ],
                "said": review.review_notes,
            }
            for review in reviews
        ]

    def _links(self) -> dict[str, str]:
        """Where the user may go from here; empty where not."""
        interest, user = self.instance, self.request.user
        withdrawn = interest.state == InterestState.WITHDRAWN
        decides = may_decide(user)
        chosen = interest.state == InterestState.CHOSEN

        def link(name: str, key: int, allowed: bool) -> str:
            return reverse(f"skew_selection:{name}", args=[key]) if allowed else ""

        return {
            "ranking_url": link("ranking", interest.call_id, True),
            "review_url": link("review", interest.pk, not withdrawn and is_reviewer(user, interest.call)),
            "decide_url": link("decide", interest.call_id, decides and has_closed(interest.call)),
            "letter_url": link("letter", interest.pk, decides and has_letter(interest)),
            "publish_url": link("publish", interest.pk, decides and chosen),
            "notes_url": link("notes", interest.pk, decides),
        }


class ExpressionOfInterestAdmin(RegisterAdmin):
    """Expressions of interest (Interessenbekundungen) that were sent; drafts are their writers' business."""

    model = ExpressionOfInterest
    menu_label = gettext_lazy("Expressions of interest")
    menu_item_name = "skew-interests"
    menu_icon = "mail"
    menu_order = 346
    list_display = ("municipality_name", "call", "reference", "state", "arrival", "completeness", "average")
    list_filter = (CallFilter, InterestStateFilter)
    list_export = (
        "municipality_name", "call", "reference", "state", "submitted_at", "late", "completeness", "reviewed",
        "average", "decided_on", "decision_reason", *InterestField.values, "own_answers",
    )  # fmt: skip
    list_select_related = False
    search_fields = ("municipality_name", "official_key", "department")
    export_filename = "interessenbekundungen"
    inspect_view_fields = [
        "reference", "call", "state", "state_since", "submitted_at", "late", "decided_on", "decision_reason",
    ]  # fmt: skip
    index_view_class = InterestIndexView
    inspect_view_class = InterestInspectView
    index_template_name = "skew_wagtail/programmes/selection/interests.html"
    inspect_template_name = "skew_wagtail/programmes/selection/interest.html"
    permission_helper_class = InterestPermissionHelper

    def get_list_export(self, request: HttpRequest) -> list[str]:
        """Phone and role of people do not leave the house in a list."""
        return [name for name in self.list_export if name not in ("contact_role", "contact_phone")]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What the user may see, with all that the columns need in a constant number of queries."""
        found = with_hidden_points(interests_for(request.user), request.user)
        calls = ("call__form_fields", "call__form_questions", "call__criteria")
        reviews = ("answers", "reviews__scores")
        related = ("municipality_kind", "federal_state")
        ordering = self.get_ordering(request)
        found = found.order_by(*ordering) if ordering else found
        return found.select_related(*related).prefetch_related("call", *calls, *reviews)

    def reference(self, interest: ExpressionOfInterest) -> str:
        """What stands on the receipt."""
        return interest.reference

    reference.short_description = gettext_lazy("reference")

    def arrival(self, interest: ExpressionOfInterest) -> str:
        """When it was submitted, and whether that was late."""
        moment = displayed(self, "submitted_at", interest)
        if interest.is_late:
            return _("%(moment)s, late") % {"moment": short(moment)}
        return short(moment)

    arrival.short_description = gettext_lazy("submitted")
    arrival.admin_order_field = "submitted_at"

    def late(self, interest: ExpressionOfInterest) -> str:
        """Whether it came after the deadline."""
        return _("late") if interest.is_late else ""

    late.short_description = gettext_lazy("after the deadline")

    def completeness(self, interest: ExpressionOfInterest) -> str:
        """Whether all answers are there."""
        return completeness(missing_answers(interest, interest.call))

    completeness.short_description = gettext_lazy("completeness")

    def reviewed(self, interest: ExpressionOfInterest) -> int:
        """How many reviews there are; the ranking says whose are missing."""
        return len(interest.reviews.all())

    reviewed.short_description = gettext_lazy("reviews")

    def average(self, interest: ExpressionOfInterest) -> str:
        """The weighted mean; hidden from reviewers who have not reviewed it themselves."""
        return "–" if interest.points_hidden else shown(_place(interest).total)

    average.short_description = gettext_lazy("points on average")

    def own_answers(self, interest: ExpressionOfInterest) -> str:
        """Answers to the call's own questions, one below the other."""
        return "\n".join(f"{answer}: {answer.answer_text}" for answer in interest.answers.all())

    own_answers.short_description = gettext_lazy("own questions")


def _place(interest: ExpressionOfInterest) -> Place:
    weights = {criterion.pk: criterion.weight for criterion in interest.call.criteria.all()}
    points = [
        {score.criterion_id: score.points for score in review.scores.all()}
        for review in interest.reviews.all()
        if not review.is_biased
    ]
    return ranking(weights, {interest.pk: points})[0]
