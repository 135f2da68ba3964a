"""Filling in a form as a browser would."""

from typing import Any

from bs4 import BeautifulSoup


def fields_of(html: str, selector: str) -> dict[str, Any]:
    """What a browser would send if one opened the form and pressed its button."""
    form = BeautifulSoup(html, "html.parser").select_one(selector)
    posted: dict[str, Any] = {}
    for element in form.select("input[name], select[name], textarea[name]"):
        if element.has_attr("disabled") or element.find_parent("template"):
            continue
        for value in _values(element):
            posted.setdefault(element["name"], []).append(value)
    return posted


def _values(element: Any) -> list[str]:
    if element.name == "textarea":
        return [element.text.removeprefix("\n")]
    if element.name == "select":
        options = element.select("option[selected]")
        if not options and not element.has_attr("multiple"):
            options = element.select("option")[:1]
        return [option.get("value", option.text) for option in options]
    kind = element.get("type", "text")
    if kind in ("submit", "button", "image", "file", "reset"):
        return []
    if kind in ("checkbox", "radio"):
        return [element.get("value", "on")] if element.has_attr("checked") else []
    return [element.get("value", "")]
