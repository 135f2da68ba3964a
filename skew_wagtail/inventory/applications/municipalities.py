"""The municipality that a form names, among those that the site knows."""

from skew_wagtail.vocabulary.models import Municipality

from .models import ApplicantMunicipality


def known_municipality(record: ApplicantMunicipality) -> Municipality | None:
    """The municipality with the official key that somebody wrote into a form, else the one of that name."""
    known = Municipality.objects.order_by("pk")
    by_key = known.filter(key=record.official_key).first() if record.official_key else None
    return by_key or known.filter(name__iexact=record.municipality_name).first()


def new_municipality(record: ApplicantMunicipality) -> Municipality:
    """Make the municipality that a form describes."""
    return Municipality.objects.create(
        name=record.municipality_name or str(record),
        kind=record.municipality_kind,
        state=record.federal_state,
        key=record.official_key,
    )
