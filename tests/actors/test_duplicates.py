"""Who may be in the directory twice: judged on labelled pairs, on any text, and among thousands."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from skew_wagtail.actors.duplicates import DuplicateFinder, Facts, Reason, suspected
from skew_wagtail.text import words
from tests.actors.duplicate_set import labelled_pairs, quality
from tests.bulk import WORDS

PAIRS = labelled_pairs()


def told(pairs):
    return [f"{pair.kind}: {pair.a.name} / {pair.b.name}" for pair in pairs]


def test_the_labelled_pairs_are_many_and_mixed():
    same = sum(pair.is_same for pair in PAIRS)
    assert len(PAIRS) >= 120
    assert 0.35 <= same / len(PAIRS) <= 0.65
    assert len({(pair.a, pair.b) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("half", ["all", "tuned on", "held out"])
def test_nine_of_ten_suspicions_are_right_and_nine_of_ten_duplicates_are_found(half):
    pairs = [pair for pair in PAIRS if half == "all" or pair.held_out == (half == "held out")]
    found = quality(pairs, suspected)
    assert found.precision >= 0.9, told(found.wrong)
    assert found.recall >= 0.9, told(found.wrong)


def test_a_house_full_of_clubs_is_no_suspicion():
    house = {
        "place": "Ebersfurt", "street": "Bahnhofstraße 4", "websites": ("https://haus.example/",),
        "mails": ("info@haus.example",), "phones": ("06655 100",),
    }  # fmt: skip
    clubs = [Facts(name, **house) for name in ("Togo-Verein", "Chor Samowar", "Nadelöhr", "Weltmusik")]
    assert [suspected(a, b) for a in clubs for b in clubs if a is not b] == [None] * 12


def test_a_suspicion_says_why_and_names_no_personal_value():
    a = Facts("Refugio e. V.", place="Ebersfurt", mails=("ada@refugio.example",), phones=("0665 5 471",))
    b = Facts("Refugio", place="Ebersfurt", mails=("ADA@refugio.example",), phones=("+49 6655 471",))
    suspicion = suspected(a, b)
    assert suspicion.reasons == (Reason.SAME_NAME, Reason.MAIL, Reason.PHONE, Reason.PLACE)
    assert "refugio" not in " ".join(str(reason.label) for reason in suspicion.reasons).lower()


_texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from([*WORDS, "e. V.", "Дім", "الأمل", "2", "Süd", "AWO", "des"]), max_size=5).map(
        " ".join
    ),
)
_some = st.lists(_texts, max_size=2).map(tuple)
_facts = st.builds(
    Facts, name=_texts, other_names=_some, place=_texts, street=_texts,
    websites=st.one_of(_some, st.just(("http://[", "//x:y/"))), mails=_some, phones=_some,
)  # fmt: skip


@given(_facts, _facts)
def test_any_text_is_judged_alike_from_both_sides(a, b):
    assert suspected(a, b) == suspected(b, a)


@given(_facts, st.sampled_from(["e. V.", "e.V.", "eG", "gGmbH", "GmbH", "GbR", "n. e. V.", "i. G.", "gUG"]))
def test_an_organisation_is_suspected_with_and_without_its_legal_form(facts, form):
    assume(words(facts.name))
    other = Facts(f"{facts.name} {form}", place=facts.place)
    assume(len(words(other.name)) > len(words(form)))
    assert suspected(facts, other) is not None


@given(_facts)
def test_the_finder_finds_any_named_organisation_itself(facts):
    assume(words(facts.name))
    finder = DuplicateFinder([("it", facts)])
    assert [candidate.key for candidate in finder.candidates(facts)] == ["it"]
    finder.discard("it")
    assert finder.candidates(facts) == []


def _town(count):
    """Organisations with names as uneven as real ones, with hard places: few words, one house, one phone."""
    chance = random.Random(7)
    names = [
        f"{chance.choice(WORDS)} {chance.choice(WORDS)} {''.join(chance.choices('abdegiklmnorstu', k=7))}"
        for _ in range(count)
    ]
    return [
        (number, Facts(name, place="Ebersfurt", street="Bahnhofstraße 4", phones=("06655 100",)))
        for number, name in enumerate(names)
    ]


def test_among_ten_thousand_only_a_handful_are_compared():
    town = _town(10_000)
    finder = DuplicateFinder(town)
    for number in range(0, 10_000, 500):
        name = town[number][1].name
        typo = Facts(f"{name[:-3]}{name[-2:]} e. V.", place="Ebersfurt", street="Bahnhofstraße 4")
        assert number in [candidate.key for candidate in finder.candidates(typo)], typo
    assert finder.comparisons <= 20 * 60


def test_the_finder_finds_the_labelled_duplicates_among_thousands():
    """The keys by which candidates are chosen must not lose what the comparison would find."""
    known = [pair for pair in PAIRS if pair.is_same and suspected(pair.a, pair.b)]
    finder = DuplicateFinder([*_town(3000), *((pair, pair.a) for pair in known)])
    lost = [pair for pair in known if pair not in [found.key for found in finder.candidates(pair.b)]]
    assert told(lost) == []


def test_a_detail_that_many_share_stops_counting():
    """Nobody listed this house's website as shared; four tenants make it so."""
    tenants = [
        (number, Facts(name, place="Ebersfurt", websites=("https://haus-am-fluss.example",)))
        for number, name in enumerate(("Speiche", "Chor Samowar", "Nadelöhr", "Kino Sahel"))
    ]
    asked = Facts(
        "Speiche - Lastenräder für Nachbarn", place="Ebersfurt", websites=("haus-am-fluss.example",)
    )
    assert [found.key for found in DuplicateFinder(tenants[:1]).candidates(asked)] == [0]
    assert DuplicateFinder(tenants).candidates(asked) == []


def test_pairs_come_once_and_changes_count():
    finder = DuplicateFinder([("a", Facts("Chor Sahel")), ("b", Facts("Chor Sahel e. V."))])
    finder.add("c", Facts("Chor Sahel gGmbH"))
    assert sorted(sorted((a, b)) for a, b, _suspicion in finder.pairs()) == [
        ["a", "b"],
        ["a", "c"],
        ["b", "c"],
    ]
    finder.add("c", Facts("Weltladen"))
    assert [sorted((a, b)) for a, b, _suspicion in finder.pairs()] == [["a", "b"]]
