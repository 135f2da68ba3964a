"""An application that another municipality of the county made, and a suggestion; both forms are online."""

from django.utils import timezone
from wagtail.models import Site

from skew_wagtail.inventory.applications.models import (
    ApplicationSettings,
    ApplicationState,
    InventoryApplication,
    InventorySuggestion,
)
from skew_wagtail.vocabulary.models import ActivityArea, MunicipalityKind, Topic

RECIPIENT = "Stadt Ebersfurt\nKoordination Eine Welt\nMarkt 1\n00815 Ebersfurt"


def load_applications() -> None:
    """Make them."""
    settings = ApplicationSettings.for_site(Site.objects.get(is_default_site=True))
    settings.recipient, settings.takes_suggestions = RECIPIENT, True
    settings.save()
    today = timezone.localdate()
    application = InventoryApplication.objects.create(
        state=ApplicationState.REVIEW,
        completed_at=timezone.now(),
        received_on=today,
        municipality_name="Gemeinde Oberwiesenbach",
        municipality_kind=MunicipalityKind.objects.get(slug="municipality"),
        federal_state=ActivityArea.objects.get(slug="de-he"),
        inhabitants=9_400,
        postal_address="Dorfstraße 3\n00816 Oberwiesenbach",
        department="Hauptamt",
        contact_name="Jussuf Muster",
        contact_role="Integrationsbeauftragter",
        contact_phone="030 23125 456",
        contact_email="jussuf.muster@example.org",
        occasion="2027 wird die Partnerschaft mit einer Gemeinde in Togo zehn Jahre alt.",
        aim="Vereine, Schulen und Kirchengemeinden kennen sich und planen das Jubiläum zusammen.",
        known_actors="Togo-Freunde Oberwiesenbach e. V.\nEine-Welt-Gruppe St. Martin",
        partnerships="Kpalimé in Togo seit 2017",
        responsible_name="Jussuf Muster",
        weekly_hours="4 Stunden in der Woche",
        wished_period="März bis Dezember 2027",
        wants_workshop=True,
        agrees_data_protection=True,
        agrees_publication=True,
        signing_place="Oberwiesenbach",
        officer_name="Änne Größel",
        officer_role="Bürgermeisterin",
        annexes="Beschluss des Gemeinderats vom 14.03.2026",
        register_notes="Zweite Ausfertigung liegt bei.",
    )
    application.focus_terms.set(Topic.objects.filter(slug__in=("fair-trade", "municipal-partnerships")))
    InventorySuggestion.objects.create(
        organisation="Weltgruppe Unterwiesenbach",
        wish="Wir wissen nicht, wer in unserer Gemeinde noch für Westafrika arbeitet.",
        sender_name="Amina Beispiel",
        sender_email="amina@example.org",
    )
