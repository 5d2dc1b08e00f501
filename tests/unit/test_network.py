"""The partner network counts every partner and every pair of partners once."""

import pytest

from small_cafe import done, record
from worldcafe.domain.network import Level, network
from worldcafe.domain.network_layout import laid_out
from worldcafe.domain.vocabulary import Kind, Modality, PartnerRole

DAKAR = {"name": "Ville de Dakar", "city": "Dakar", "country": "SN", "role": "beneficiary"}
SAO = {"name": "Prefeitura", "city": "São Paulo", "country": "BR", "role": "pivotal"}
ILO = {"name": "OIT", "country": "CH", "role": "facilitating"}


@pytest.fixture
def partnered(workshop):
    return done(
        workshop,
        record("c1", modality="triangular", partners=(DAKAR, SAO, ILO)),
        record("c2", modality="south_south", partners=(SAO, {**DAKAR, "city": "DAKAR"})),
        record("c3", kind="idea", partners=({"name": "UCCLA", "country": "PT"}, SAO)),
        record("c4", partners=(SAO, {"name": "Governo", "city": "Brasília", "country": "BR"})),
    )


def links(found):
    return {(link.one, link.other): len(link.contribution_ids) for link in found.links}


def test_countries_are_linked_by_what_their_bodies_do_together(partnered):
    """Where an international organisation has its seat is no country concerned."""
    found = network(partnered)
    assert links(found) == {("br", "sn"): 2, ("br", "pt"): 1}
    assert [knot.name for knot in found.knots] == ["BR", "SN", "PT"]
    assert found.knots[0].contribution_ids == ("c1", "c2", "c3", "c4")


def test_a_city_is_the_same_whatever_its_case_and_a_body_without_one_is_left_out(partnered):
    found = network(partnered, Level.CITY)
    assert links(found) == {("dakar/sn", "sao paulo/br"): 2, ("brasilia/br", "sao paulo/br"): 1}
    assert "OIT" not in {knot.name for knot in found.knots}


def test_a_link_says_in_which_modalities(partnered):
    (strongest, *_) = network(partnered).links
    assert strongest.modalities == {Modality.TRIANGULAR: 1, Modality.SOUTH_SOUTH: 1}
    (unsaid,) = network(partnered, kinds=(Kind.IDEA,)).links
    assert unsaid.main_modality is None


def test_an_organisation_has_the_roles_it_was_given(partnered):
    by_name = {knot.name: knot for knot in network(partnered, Level.ORGANISATION).knots}
    assert by_name["Prefeitura"].roles == {PartnerRole.PIVOTAL: 4}
    assert by_name["UCCLA"].roles == {}


# Where its knots stand


def test_the_same_network_is_always_laid_out_alike_and_inside_its_room():
    keys = [f"k{n}" for n in range(40)]
    links = {(f"k{n}", f"k{(7 * n + 1) % 40}"): n % 5 + 1 for n in range(40)}
    places = laid_out(keys, links)
    assert places == laid_out(keys, links)
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) == 40


def test_linked_knots_stand_nearer_than_others():
    keys = [f"k{n}" for n in range(12)]
    links = {(f"k{n}", f"k{n + 1}"): 3 for n in range(0, 12, 2)}
    places = laid_out(keys, links)

    def away(a, b):
        return sum((p - q) ** 2 for p, q in zip(places[a], places[b], strict=True)) ** 0.5

    linked = sum(away(a, b) for a, b in links) / len(links)
    others = [away(a, b) for a in keys for b in keys if a < b and (a, b) not in links]
    assert linked < sum(others) / len(others) / 2
