"""What all our page types share."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from . import conf


def frame_context() -> dict[str, Any]:
    """What ``skew_wagtail/base.html`` needs: the host's frame and whether our stylesheet is linked."""
    return {"skew_base": conf.get("BASE_TEMPLATE"), "skew_css": conf.get("CSS")}


class SkewPage(models.Model):
    """A page of ours: it sits in the host's frame and keeps our template when a host subclasses it.

    A host's subclass gets ``template`` of its own app from Wagtail; when that file does not exist,
    ``default_template`` is used.
    """

    default_template: str = ""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | frame_context()

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        return [self.template, self.default_template]
