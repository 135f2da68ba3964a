"""The form of a call, at the address of its page. Nothing acts but POST."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from skew_wagtail.actors.views import serve_file
from skew_wagtail.privacy.signed_links import LinkError
from skew_wagtail.privacy.views.visitors import offline

from ...models import CallPage
from ..forms import InterestForm
from ..links import new_form_token, read_form_token, was_opened_in_time
from ..models import ExpressionOfInterest
from ..opening import Opening, opening_of
from ..uploads import bounded
from .answering import broken_link, closed_page, form_page_of, save


@bounded
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, path: str) -> HttpResponse:
    """An empty form; its hidden secret makes one record of it, however often it is sent."""
    return serve_file(request, path, _answer, CallPage)


def _answer(call: CallPage, request: HttpRequest) -> HttpResponse:
    moment = timezone.now()
    opening = opening_of(call, moment)
    is_closed = opening in (Opening.OFF, Opening.SOON)
    if is_closed or (request.method != "POST" and opening != Opening.OPEN):
        return closed_page(request, call, moment)
    if (closed := offline(request)) is not None:
        return closed
    if request.method != "POST":
        return form_page_of(request, InterestForm(call), moment, token=new_form_token(call))
    return _begin(request, call)


def _begin(request: HttpRequest, call: CallPage) -> HttpResponse:
    token = request.POST.get("token", "")
    try:
        key = read_form_token(call, token)
    except LinkError as error:
        return broken_link(request, error)
    stored = ExpressionOfInterest.objects.select_related("call").filter(key=key).first()
    begun = stored is not None or was_opened_in_time(call, token)
    new = ExpressionOfInterest(call=call, key=key, language=get_language() or "de")
    return save(request, stored or new, timezone.now(), token=token, begun_in_time=begun)
