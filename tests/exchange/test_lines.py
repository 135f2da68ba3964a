"""Needs, offers, projects and links in cells: what is shown says all that a new profile needs."""

import pytest

from skew_wagtail.actors.models import ActorProfilePage, ActorTag, CooperationNeed
from skew_wagtail.actors.models.children import Visibility
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.cells.terms import Lookups
from skew_wagtail.vocabulary.models import CooperationKind, Topic
from tests.exchange.sheets import SHOP, import_rows

pytestmark = pytest.mark.usefixtures("terms")

NEED = "Räume: Saal | Globales Lernen | intern"


def shown_again(key, text):
    """A cell's text, read and shown with names that are found again."""
    lookups, cell = Lookups(), COLUMNS[key].cell
    return cell.show(lookups.spelled(cell.parse(text, lookups)))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("projects", r"Wasser \| Brot | Ghana |  | 2019–"),
        ("projects", r"Endet mit \\|"),
        ("projects", "Chor |  | Partner e. V."),
        ("cooperation_needs", NEED),
        ("cooperation_needs", r"Räume: Saal \| Globales Lernen"),
        ("cooperation_needs", r"Räume | intern"),
        ("social_media", "mastodon: https://example.org/@chor\nhttps://t.me/chor\nother: https://t.me/b"),
    ],
)
def test_what_is_read_is_shown_as_it_was(key, text):
    assert shown_again(key, text) == text


def test_a_new_need_gets_topic_and_visibility_from_its_line(directory):
    import_rows(directory, SHOP | {"Kooperationsbedarfe": NEED})
    need = ActorProfilePage.objects.get().cooperation_needs.get()
    assert (need.kind.slug, need.text, need.topic.slug) == ("rooms", "Saal", "global-learning")
    assert not need.is_public


def test_a_bar_in_front_of_other_words_belongs_to_the_text(directory):
    import_rows(directory, SHOP | {"Kooperationsbedarfe": "Räume: Saal | Küche"})
    assert ActorProfilePage.objects.get().cooperation_needs.get().text == "Saal | Küche"


def test_a_line_without_topic_leaves_what_an_editor_chose(directory):
    row = SHOP | {"Kooperationsbedarfe": "Räume: Saal"}
    import_rows(directory, row, publish=True)
    topic = Topic.objects.get(slug="work")
    CooperationNeed.objects.update(topic=topic, visibility=Visibility.INTERNAL)
    result = import_rows(directory, row | {"Kurztext": "Neu"}, publish=True)
    need = ActorProfilePage.objects.get().cooperation_needs.get()
    assert result.updated and (need.topic, need.is_public) == (topic, False)


def test_tags_that_differ_by_punctuation_alone_are_both_found():
    for name in ("C", "C++"):
        ActorTag.objects.create(name=name)
    assert shown_again("tags", "C; C++") == "C; C++"


def test_a_label_that_means_another_term_or_parts_cells_is_shown_by_its_code():
    CooperationKind.objects.create(slug="rooms-two", label_de="Räume", sort_order=2000)
    CooperationKind.objects.create(slug="odd", label_de="Geld; Zeit")
    names = [str(Lookups().spelled(term)) for term in CooperationKind.objects.order_by("slug")]
    assert names == ["odd", "Räume", "rooms-two", "Referent*innen"]
    for term in CooperationKind.objects.all():
        assert Lookups().terms(CooperationKind).find(str(Lookups().spelled(term))) == term
