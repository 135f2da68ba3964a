from django.urls import path

from .views import deciding, reviewing

app_name = "skew_selection"

urlpatterns = [
    path("calls/<int:call_id>/reviewers/", reviewing.ReviewersView.as_view(), name="reviewers"),
    path("calls/<int:call_id>/next/", reviewing.NextReviewView.as_view(), name="next_review"),
    path("calls/<int:call_id>/ranking/", deciding.RankingView.as_view(), name="ranking"),
    path("calls/<int:call_id>/decide/", deciding.DecideView.as_view(), name="decide"),
    path("calls/<int:call_id>/letters/", deciding.LettersView.as_view(), name="letters"),
    path("calls/<int:call_id>/publish/", deciding.PublishSelectionView.as_view(), name="publish_selection"),
    path("review/<int:pk>/", reviewing.ReviewView.as_view(), name="review"),
    path("interests/<int:pk>/letter/", deciding.LetterView.as_view(), name="letter"),
    path("interests/<int:pk>/notes/", deciding.NotesView.as_view(), name="notes"),
    path("interests/<int:pk>/publish/", deciding.PublishView.as_view(), name="publish"),
    path("attachments/<int:pk>/", reviewing.AttachmentView.as_view(), name="attachment"),
]
