"""Which texts stand in for a picture, and which are only the name of its file."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.validators import validate_alternative_text, validate_text_for_image

FILE_NAMES = [
    "IMG_1234.jpg", "IMG_1234", "img-20240102-WA0001", "DSC01234", "DSC_0042.JPG", "_MG_1234", "P1010001", "100_0815",
    "foto-3.png", "Foto 3", "Bild (2)", "image001", "image (3).jpeg", "scan_0001", "Scan 2024-01-02",
    "Bildschirmfoto 2024-01-02 um 10.11.12", "Screenshot_20240102-101112_Chrome",
    "Screen Shot 2024-01-02 at 9.41.00 AM", "WhatsApp Image 2024-01-02 at 10.11.12",
    "WhatsApp Bild 2024-01-02 um 10.11.12 (1)", "signal-2024-01-02-101112",
    "PXL_20240102_101112123.jpg", "20240102_101112", "FB_IMG_1700000000000", "Kopie von IMG_1234", "DJI_0001",
    "Unser Sommerfest.jpeg", "logo_final.svg", "550e8400-e29b-41d4-a716-446655440000", "9f86d081884c7d659a2feaa0",
    " IMG_1234.jpg ",
]  # fmt: skip
TEXTS = [
    "Drei Frauen an der Nähmaschine", "2024: Fest im Park", "Logo", "2024", "1998–2024: 26 Jahre Weltladen",
    "IMG-Projekt in Ghana mit Schulkindern", "Bild von Amina Beispiel, 1998", "Zwei Hände um eine Weltkugel",
    "Foto: Verein", "Scan der Satzung von 1998", "Screenshot der Website", "Дві руки", "Plakat „Fest 2024“", "", "A1",
]  # fmt: skip


@pytest.mark.parametrize("value", FILE_NAMES)
def test_a_file_name_is_refused_with_an_example_of_what_to_write(value):
    with pytest.raises(ValidationError) as error:
        validate_alternative_text(value)
    assert error.value.code == "file_name"
    assert value in error.value.messages[0]


@pytest.mark.parametrize("value", TEXTS)
def test_a_text_passes(value):
    validate_alternative_text(value)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(value):
    try:
        validate_alternative_text(value)
    except ValidationError as error:
        assert error.messages


@given(st.sampled_from(["IMG_", "DSC", "image", "Scan ", "foto-", "P10"]), st.integers(1, 99_999))
def test_a_camera_may_count_as_far_as_it_likes(prefix, number):
    with pytest.raises(ValidationError):
        validate_alternative_text(f"{prefix}{number:04}")


@given(st.sampled_from(FILE_NAMES), st.sampled_from(["Schulkinder", "Fest im Park", "Nähmaschine"]))
def test_a_name_with_words_that_say_something_passes(name, words):
    validate_alternative_text(f"{name} {words}")


def image(title, file_name):
    return SimpleNamespace(title=title, file=SimpleNamespace(name=f"original_images/{file_name}"))


@pytest.mark.parametrize("value", ["sommerfest_final_2", "Sommerfest_Final_2", "sommerfest_final_2 "])
@pytest.mark.parametrize(
    "picture",
    [
        image("sommerfest_final_2", "x.jpg"),
        image("Sommerfest", "sommerfest_final_2.jpg"),
        image("Sommerfest", "sommerfest_final_2_Ab3dE7x.jpg"),
    ],
    ids=["title", "file", "file of that name again"],
)
def test_the_name_of_the_chosen_file_is_refused(picture, value):
    with pytest.raises(ValidationError) as error:
        validate_text_for_image(picture, value, "alt_text")
    assert list(error.value.message_dict) == ["alt_text"]


@pytest.mark.parametrize(
    ("picture", "value"),
    [
        (image("Weltladen", "Weltladen.png"), "Weltladen"),
        (image("Drei Frauen an der Nähmaschine", "x.jpg"), "Drei Frauen an der Nähmaschine"),
        (image("sommerfest_final_2", "x.jpg"), "Das Sommerfest"),
        (image("sommerfest_final_2", "x.jpg"), ""),
    ],
)
def test_a_picture_may_be_called_what_it_shows(picture, value):
    validate_text_for_image(picture, value, "alt_text")
