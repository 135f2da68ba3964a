"""Whether two organisations are suspected to be one, and why."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from skew_wagtail.text import stem, words

from .comparing import Likeness, compare
from .names import tables, take_apart

#: From which score on two organisations are suspected to be one; tuned on the labelled pairs of the tests.
THRESHOLD = 0.8
_LEAST_NAME = 0.4
_MOST_CONTACT = 0.35
_OTHER_PLACE = 0.3
_SHORTEST_PHONE = 5


class Reason(TextChoices):
    """Why somebody thinks so."""

    SAME_NAME = "same_name", _("the same name, but for the legal form and the spelling")
    SIMILAR_NAME = "similar_name", _("a similar name")
    ABBREVIATION = "abbreviation", _("one name abbreviates the other")
    OTHER_NAME = "other_name", _("a short or former name")
    PLACE = "place", _("the same place")
    STREET = "street", _("the same street and number")
    WEBSITE = "website", _("the same website")
    MAIL = "mail", _("the same mail address")
    MAIL_DOMAIN = "mail_domain", _("mail addresses of the same domain")
    PHONE = "phone", _("the same phone number")


_WEIGHTS = {
    Reason.WEBSITE: 0.2,
    Reason.MAIL: 0.2,
    Reason.MAIL_DOMAIN: 0.12,
    Reason.PHONE: 0.12,
    Reason.STREET: 0.06,
    Reason.PLACE: 0.02,
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two organisations may be one; ``score`` from ``THRESHOLD`` on, the strongest reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def confidence(self) -> float:
        """The score as a number up to 1."""
        return min(self.score, 1.0)


@dataclass(frozen=True, slots=True)
class Traces:
    """The contact details in one spelling: what can be looked up as it is."""

    place: tuple[str, ...]
    street: str
    websites: tuple[str, ...]
    mails: tuple[str, ...]
    domains: tuple[str, ...]
    phones: tuple[str, ...]

    def blocks(self) -> set[str]:
        """All that many organisations may share, each with what it is."""
        kinds = {"w": self.websites, "m": self.mails, "d": self.domains, "p": self.phones}
        found = {f"{kind}:{value}" for kind, values in kinds.items() for value in values}
        return found | ({f"s:{self.street}"} if self.street else set())


@dataclass(frozen=True)
class Facts:
    """What is compared of an organisation: plain text as people typed it; all but the name may be missing."""

    name: str
    other_names: tuple[str, ...] = ()
    place: str = ""
    street: str = ""
    websites: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @cached_property
    def traces(self) -> Traces:
        """The contact details in one spelling; what is unreadable is left out. They go when these facts go."""
        mails = {mail.strip().lower() for mail in self.mails if "@" in mail}
        domains = {mail.rpartition("@")[2].removeprefix("www.") for mail in mails}
        return Traces(
            place=tuple(stem(word) for word in words(self.place)),
            street=_street(self.street, self.place),
            websites=_once(map(_website, self.websites)),
            mails=_once(mails),
            domains=_once(domains - tables().shared_domains),
            phones=_once(map(_phone, self.phones)),
        )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _street(street: str, place: str) -> str:
    key = re.sub(r"stras+e|str\b", "str", " ".join(words(street))).replace(" ", "")
    return f"{key}/{''.join(words(place))}" if any(letter.isdigit() for letter in key) else ""


def _website(url: str) -> str:
    """Host and path; empty for the front page of a site that many share."""
    url = url.strip()
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = re.sub(r"/(?:index\.\w+|home|de|start)?/?$", "", parts.path.lower())
    return "" if host in tables().shared_domains and not path else f"{host}{path}"


def _phone(number: str) -> str:
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    digits = re.sub(r"^(?:0049|49|0)(?=[1-9])", "", digits)
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def suspected(a: Facts, b: Facts, shared: Collection[str] = frozenset()) -> Suspicion | None:
    """Whether two organisations may be one; ``None`` when nothing speaks for it.

    The names decide; place and contacts only help or hinder, so one building, one phone of an umbrella or one
    domain is no suspicion. ``shared`` are keys of ``Traces.blocks`` that so many organisations have that they
    say nothing.
    """
    traces_a, traces_b = a.traces, b.traces
    likeness, reasons = _best_name(a, b, traces_a, traces_b)
    if likeness.differs or likeness.score < _LEAST_NAME:
        return None
    contacts = _common(traces_a, traces_b, shared)
    score = likeness.score + min(sum(_WEIGHTS[reason] for reason in contacts), _MOST_CONTACT)
    if traces_a.place and traces_b.place:
        if _same_place(traces_a.place, traces_b.place):
            contacts.append(Reason.PLACE)
            score += _WEIGHTS[Reason.PLACE]
        else:
            score -= _OTHER_PLACE
    if score < THRESHOLD:
        return None
    contacts.sort(key=lambda reason: -_WEIGHTS[reason])
    return Suspicion(round(score, 3), (*reasons, *contacts))


def _best_name(a: Facts, b: Facts, traces_a: Traces, traces_b: Traces) -> tuple[Likeness, list[Reason]]:
    """The likeness of the names; short and former ones may make it greater, but not undo a difference."""
    places = (traces_a.place, traces_b.place)
    main = compare(take_apart(a.name), take_apart(b.name), *places)
    best, reason = main, Reason.SIMILAR_NAME
    if main.differs:
        return main, []
    for first, second in (*product([a.name], b.other_names), *product(a.other_names, [b.name])):
        other = compare(take_apart(first), take_apart(second), *places)
        # What a short name abbreviates, its own long name says already.
        if other.score > best.score and not other.differs and not other.abbreviated:
            best, reason = other, Reason.OTHER_NAME
    if best.same_key and best is main:
        reason = Reason.SAME_NAME
    return best, [Reason.ABBREVIATION if best.abbreviated else reason]


def _common(a: Traces, b: Traces, shared: Collection[str]) -> list[Reason]:
    def meet(kind: str, first: Collection[str], second: Collection[str]) -> bool:
        return any(f"{kind}:{value}" not in shared for value in set(first) & set(second))

    found = []
    if meet("w", a.websites, b.websites):
        found.append(Reason.WEBSITE)
    if meet("m", a.mails, b.mails):
        found.append(Reason.MAIL)
    elif meet("d", a.domains, b.domains):
        found.append(Reason.MAIL_DOMAIN)
    if meet("p", a.phones, b.phones):
        found.append(Reason.PHONE)
    if a.street and meet("s", [a.street], [b.street]):
        found.append(Reason.STREET)
    return found


def _same_place(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """“Ebersfurt”, “Ebersfurt-Süd” and “Ebersfurt am Main” are one place for this purpose."""
    return set(a) <= set(b) or set(b) <= set(a)
