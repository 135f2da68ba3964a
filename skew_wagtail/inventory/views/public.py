"""Statistics for visitors: of a whole directory, and any as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from skew_wagtail.actors.models import ActorDirectoryPage
from skew_wagtail.actors.views import serve_file
from skew_wagtail.models import frame_context

from ..charts import statistics_csv, statistics_of
from ..models import InventoryProjectPage
from ..presentation import STATISTICS_CSV, directory_entries, directory_statistics_context, project_entries


@require_safe
def directory_statistics(request: HttpRequest, path: str) -> HttpResponse:
    """All actors of a directory in numbers."""
    return serve_file(request, path, _page)


@require_safe
def statistics_file(request: HttpRequest, path: str) -> HttpResponse:
    """The numbers of a directory or an inventory as CSV."""
    return serve_file(request, path, _csv, (ActorDirectoryPage, InventoryProjectPage))


def _page(directory: ActorDirectoryPage, request: HttpRequest) -> HttpResponse:
    context = {"page": directory, **frame_context(), **directory_statistics_context(directory)}
    return render(request, "skew_wagtail/inventory/directory_statistics.html", context)


def _csv(page: ActorDirectoryPage | InventoryProjectPage, request: HttpRequest) -> HttpResponse:
    of_directory = isinstance(page, ActorDirectoryPage)
    entries = directory_entries(page) if of_directory else project_entries(page)
    text = statistics_csv(statistics_of(entries, top=None))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{STATISTICS_CSV}"'
    response["X-Robots-Tag"] = "noindex"
    return response
