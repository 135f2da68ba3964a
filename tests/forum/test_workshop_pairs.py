"""Who could help whom, among very many."""

from random import Random

import pytest

from skew_wagtail.forum.workshop.pairs import Party, Wish, find_pairs


def test_of_three_hundred_who_all_seek_and_offer_rooms_the_last_two_are_found_and_all_are_counted():
    parties = [Party(number, f"Verein {number:03}", countries=frozenset({"de"})) for number in range(298)]
    parties += [
        Party(number, f"Verein {number}", frozenset({"music"}), frozenset({"gh"})) for number in (298, 299)
    ]
    needs = [Wish(party.key, "Räume", "Probenraum") for party in parties]
    offers = [Wish(party.key, "Räume", text) for party in parties for text in ("Saal", "Keller")]
    pairs, count = find_pairs(parties, needs, offers, 3)
    assert count == 300 * 299
    assert [(pair.seeker.key, pair.giver.key) for pair in pairs] == [(298, 299), (299, 298), (0, 1)]
    assert pairs[0].shared == (("topic", "music"), ("country", "gh"))
    assert pairs[0].offer.text == "Saal"


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_same_as_looking_at_each_combination(seed):
    random = Random(seed)

    def some(letters):
        return frozenset(random.sample(letters, random.randint(0, 3)))

    parties = [
        Party(number, f"Verein {number}", some("abcd"), some("klm"), some("abx")) for number in range(12)
    ]
    needs, offers = (
        [
            Wish(random.randrange(12), random.choice("RS"), str(number), random.choice(["", "a", "b", "z"]))
            for number in range(60)
        ]
        for _side in range(2)
    )
    scores = {}
    for need in needs:
        for offer in offers:
            if need.kind == offer.kind and need.party != offer.party:
                seeker, giver = parties[need.party], parties[offer.party]
                topics = ({need.topic} | seeker.topics) & ({offer.topic} | giver.topics) - {""}
                score = (
                    len(topics) + len(seeker.countries & giver.countries) + len(seeker.areas & giver.areas)
                )
                score += 2 * (need.topic == offer.topic != "")
                key = (need.kind, seeker.name, giver.name)
                scores[key] = max(score, scores.get(key, 0))
    expected = sorted(scores, key=lambda key: (-scores[key], *key))
    pairs, count = find_pairs(parties, needs, offers, 1000)
    assert [(pair.kind, pair.seeker.name, pair.giver.name) for pair in pairs] == expected
    assert count == len(expected)
