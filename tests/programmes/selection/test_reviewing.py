"""Reviewers are chosen, give points, and may be biased."""

import pytest
from django.db import IntegrityError
from wagtail.models import ModelLogEntry, PageLogEntry

from skew_wagtail.programmes.interest.models import ExpressionOfInterest
from skew_wagtail.programmes.models import CallCriterion, CallPage
from skew_wagtail.programmes.selection.errors import SelectionError
from skew_wagtail.programmes.selection.models import CallReviewer, Review, Score
from skew_wagtail.programmes.selection.table import RankingTable
from tests.factories import make_user
from tests.forms import fields_of
from tests.programmes.making import CallFactory, InterestFactory
from tests.programmes.selection.making import add_review, make_criteria, make_reviewer
from tests.programmes.test_admin import posted_call

pytestmark = pytest.mark.django_db


def review_path(interest):
    return f"/admin/skew/selection/review/{interest.pk}/"


def points_of(call, *points):
    return {
        f"criterion-{criterion.pk}": value
        for criterion, value in zip(call.criteria.all(), points, strict=True)
    }


def given_to(interest):
    return sorted(Score.objects.filter(review__interest=interest).values_list("criterion__title", "points"))


def test_whoever_edits_the_call_chooses_who_reviews(client, editor, call):
    one, two = make_reviewer(call, "eins"), make_user("zwei", superuser=True)
    client.force_login(editor)
    path = f"/admin/skew/selection/calls/{call.pk}/reviewers/"
    assert "eins" in client.get(path).content.decode()
    client.post(path, {"reviewers": [two.pk]})
    assert [row.user for row in CallReviewer.objects.all()] == [two]
    entry = PageLogEntry.objects.get(action="skew_programmes.choose_reviewers")
    assert entry.data == {"added": 1, "removed": 1}
    no_admin = make_user("ohne")
    assert client.post(path, {"reviewers": [no_admin.pk]}).status_code == 200
    assert not CallReviewer.objects.filter(user=no_admin).exists()
    assert one.pk not in CallReviewer.objects.values_list("user", flat=True)


def test_a_reviewer_gives_points_and_goes_on_to_the_next(client, reviewer, call, interest):
    second = InterestFactory(call=call, municipality_name="Stadt Zweite")
    client.force_login(reviewer)
    response = client.get(f"/admin/skew/selection/calls/{call.pk}/next/")
    assert response.headers["Location"] == review_path(interest)
    text = client.get(review_path(interest)).content.decode()
    assert "Zwölf Menschen" not in text  # what the call does not ask
    assert "0 – not at all" in text
    assert "You have reviewed 0 of 2." in text
    posted = points_of(call, 4, 0) | {"review_notes": "Gute Idee", "next": "1"}
    assert client.post(review_path(interest), posted).headers["Location"] == review_path(second)
    assert given_to(interest) == [("Kriterium 1", 4), ("Kriterium 2", 0)]
    again = fields_of(client.get(review_path(interest)).content.decode(), "main form")
    assert again[f"criterion-{call.criteria.first().pk}"] == ["4"]
    response = client.post(review_path(second), posted, follow=True)
    assert "You have reviewed everything" in response.content.decode()
    entry = ModelLogEntry.objects.filter(action="skew_programmes.review_interest").first()
    assert entry.data == {"biased": False}


def test_points_are_asked_for_and_only_those_that_there_are(client, reviewer, call, interest):
    client.force_login(reviewer)
    for points in (("", "3"), ("6", "3"), ("-1", "3"), ("viel", "3"), ("2.5", "3")):
        response = client.post(review_path(interest), points_of(call, *points))
        assert response.status_code == 200
        assert 'role="alert"' in response.content.decode()
    assert not Review.objects.exists()


def test_who_is_biased_gives_no_points_and_does_not_count(client, reviewer, call, interest):
    add_review(interest, make_reviewer(call, "zweite"), 2, 2)
    client.force_login(reviewer)
    client.post(review_path(interest), points_of(call, 5, 5) | {"is_biased": "on"})
    assert not Score.objects.filter(review__user=reviewer).exists()
    (row,) = RankingTable(call).rows
    assert (row.shown_total, row.place.reviews, row.biased, row.waiting_for) == ("2.00", 1, 1, [])
    client.post(review_path(interest), points_of(call, 5, 5))
    (row,) = RankingTable(call).rows
    assert (row.shown_total, row.place.reviews, row.biased) == ("3.50", 2, 0)


def test_missing_reviews_are_named(client, editor, call, interest, reviewer):
    make_reviewer(call, "saumselig")
    add_review(interest, reviewer, 3, 3)
    client.force_login(editor)
    text = client.get(f"/admin/skew/selection/calls/{call.pk}/ranking/").content.decode()
    assert "still to come: saumselig" in text
    text = client.get(f"/admin/skew/selection/calls/{call.pk}/reviewers/").content.decode()
    assert "begutachtend: 1 of 1 reviewed" in text
    assert "saumselig: 0 of 1 reviewed" in text


def test_what_is_withdrawn_is_reviewed_no_more(client, reviewer, interest):
    ExpressionOfInterest.objects.update(state="withdrawn")
    client.force_login(reviewer)
    response = client.post(review_path(interest), points_of(interest.call, 1, 1), follow=True)
    assert "has withdrawn" in response.content.decode()
    with pytest.raises(SelectionError):
        add_review(interest, reviewer, 1, 1)
    assert not Review.objects.exists()


def test_points_stay_when_the_account_goes(call, interest, reviewer, admin):
    add_review(interest, reviewer, 5, 5, notes="Gut")
    reviewer.delete()
    (row,) = RankingTable(call).rows
    assert row.shown_total == "5.00"
    assert not CallReviewer.objects.exists()
    text = admin.get(f"/admin/skew_programmes/expressionofinterest/inspect/{interest.pk}/").content.decode()
    assert "an account that is gone" in text


def test_one_review_a_reviewer(interest, reviewer):
    add_review(interest, reviewer, 1, 1)
    add_review(interest, reviewer, 2, 2)
    assert given_to(interest) == [("Kriterium 1", 2), ("Kriterium 2", 2)]
    with pytest.raises(IntegrityError):
        Review.objects.create(interest=interest, user=reviewer)


def test_a_call_without_criteria_takes_notes(client, programme):
    call = CallFactory(parent=programme, slug="ohne", title="Ohne")
    interest, user = InterestFactory(call=call), make_reviewer(call)
    client.force_login(user)
    assert "no criteria" in client.get(review_path(interest)).content.decode()
    client.post(review_path(interest), {"review_notes": "Gut"})
    assert Review.objects.get().review_notes == "Gut"
    (row,) = RankingTable(call).rows
    assert (row.place.rank, row.shown_total) == (None, "–")
    assert client.get(f"/admin/skew/selection/calls/{call.pk}/ranking/").status_code == 200


def save_call(client, call, kept):
    """Save the form of a call, with the rows of some criteria struck out."""
    criteria = list(call.criteria.all())
    rows = [{"id": each.pk, "title": each.title, "text": "", "weight": each.weight} for each in criteria]
    posted = posted_call(title=call.title, slug=call.slug, criteria=rows)
    posted |= {"criteria-INITIAL_FORMS": str(len(rows))}
    posted |= {f"criteria-{at}-DELETE": "on" for at, each in enumerate(criteria) if each not in kept}
    return client.post(f"/admin/pages/{call.pk}/edit/", posted)


def test_a_criterion_with_points_stays(admin, call, interest, reviewer):
    first, second = call.criteria.all()
    review = add_review(interest, reviewer, 1, 1)
    review.scores.filter(criterion=second).delete()
    response = save_call(admin, call, kept=[second])
    assert response.status_code == 200
    assert "“Kriterium 1” has points of reviewers and must stay" in response.content.decode()
    assert CallCriterion.objects.count() == 2
    response = save_call(admin, call, kept=[first])
    assert response.status_code == 302, response.context["form"].errors
    assert [criterion.title for criterion in CallPage.objects.get(pk=call.pk).criteria.all()] == [
        "Kriterium 1"
    ]
    assert given_to(interest) == [("Kriterium 1", 1)]


def test_a_call_goes_with_all_that_came_in(call, interest, reviewer):
    add_review(interest, reviewer, 1, 1)
    call.delete()
    assert not Score.objects.exists()
    assert not ExpressionOfInterest.objects.exists()


def test_saving_a_call_keeps_points_and_weight(admin, programme, call, interest, reviewer):
    add_review(interest, reviewer, 1, 5)
    assert save_call(admin, call, kept=list(call.criteria.all())).status_code == 302
    (row,) = RankingTable(CallPage.objects.get(pk=call.pk)).rows
    # 1 once, 5 twice.
    assert row.shown_total == "3.67"


def test_criteria_of_a_new_call_can_be_made_and_dropped(admin, programme):
    call = CallFactory(parent=programme, slug="neu", title="Neu", criteria=make_criteria(1, 1))
    assert save_call(admin, call, kept=[]).status_code == 302
    assert not CallPage.objects.get(pk=call.pk).criteria.exists()
