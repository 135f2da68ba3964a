import pytest
from datetime import date, timedelta
from django.utils import timezone
from tests.factories import *
from skew_wagtail.forum.models import *
@pytest.mark.django_db
@pytest.mark.parametrize("inv",[1])
def test_x(client, inv):
    ok=OutcomeKindFactory(label_de="Nächster Schritt")
    kw={"inventory":InventoryFactory()} if inv else {}
    past=ForumFactory(title="Forum 2025",**kw,outcomes=[ForumOutcome(kind=ok,text="Raum suchen")],theme_groups=[ForumThemeGroup(title="Bildung",text="Viel")])
    print(inv, past.outcomes.count(), past.theme_groups.count(), ForumOutcome.objects.values(), past.latest_revision.content["outcomes"])
    print("Raum" in client.get(past.url).content.decode())
