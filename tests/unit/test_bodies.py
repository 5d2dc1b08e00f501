"""A partner is one body, whatever it is called; its seat makes no country concerned."""

import pytest

from small_cafe import done, record
from worldcafe.domain import harvest
from worldcafe.domain.bodies import body_of, international
from worldcafe.domain.model import Partner
from worldcafe.domain.vocabulary import PartnerType


@pytest.mark.parametrize(
    "names",
    [
        "ILO|OIT|BIT|L’OIT|the ILO|Bureau international du Travail|OIT / ILO",
        "ILO|International Labour Organization (ILO)|منظمة العمل الدولية",
        "UN|ONU|Nations unies|Organización de las Naciones Unidas|الأمم المتحدة",
        "PNUD|UNDP|United Nations Development Programme|برنامج الأمم المتحدة الإنمائي",
        "CGLU|UCLG|Cités et Gouvernements Locaux Unis",
        "UE|EU|Union européenne|União Europeia",
        "Ville de Thiès|VILLE DE THIES",
    ],
)
def test_names_of_one_body_in_five_languages_are_one(names):
    assert len({body_of(name) for name in names.split("|")}) == 1


def test_bodies_that_only_sound_alike_stay_apart():
    apart = ["ONU", "ONU Femmes", "PNUD", "OIT", "CIF-OIT", "CGLU", "CGLU Afrique",
             "Bureau de l’OIT à Dakar", "PNUD / OIT", "Association des Nations"]  # fmt: skip
    assert len({body_of(name) for name in apart}) == len(apart)


@pytest.mark.parametrize("name", ["Ville de Genève", "CCI", "Ministère du Travail", "", "()"])
def test_other_bodies_are_no_international_organisation(name):
    assert not international(name)


def test_partners_and_countries_are_counted_once(workshop):
    said = [
        Partner(name="OIT", country="CH"), Partner(name="ILO"),
        Partner(name="Bureau international du Travail", country="SN"),
        Partner(name="OIT", country="CH"),
        Partner(name="Fonds commun", country="LU", type=PartnerType.MULTILATERAL),
        Partner(name="Ville de Thiès", country="SN"), Partner(name="Lima", country="PE"),
        Partner(country="Bangkok"), Partner(country="Global"),
    ]  # fmt: skip
    items = [record(f"c{n}", partners=(each,)) for n, each in enumerate(said)]
    counted = harvest.numbers(done(workshop, *items))
    assert (counted.n_partners, counted.n_countries) == (4, 2)
    first, *_ = harvest.partner_lines(done(workshop, *items))
    assert (first.name, len(first.contribution_ids), first.is_international) == ("OIT", 4, True)
