"""What the town hall says about those who took part in a call of the canary town."""

from wagtail.models import Site

from skew_wagtail.programmes.models import CallPage
from skew_wagtail.programmes.selection.models import DecisionLetterSettings, Review
from tests.canary.marks import Marks
from tests.field_classes import INTERNAL
from tests.programmes.making import InterestFactory


def plant_selection(marks: Marks, call: CallPage) -> None:
    """A review, and what letters about decisions say."""
    interest = InterestFactory(
        call=call, municipality_name=marks.word("municipality that took part in a call")
    )
    marks.plant(Review(interest=interest), INTERNAL, why="review of an expression of interest")
    letters = DecisionLetterSettings(site=Site.objects.get(is_default_site=True))
    marks.plant(letters, INTERNAL, why="letters about decisions")
