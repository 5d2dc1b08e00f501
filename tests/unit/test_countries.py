"""Countries under the names lists give them."""

import pytest

from worldcafe.domain.folding import fold, folded_words
from worldcafe.wording.countries import country_code, country_name

NAMES = """
    FR: FR|fr|FRA|France|la France|FRANCE|Francia|França|فرنسا
    CD: RDC|RD Congo|DRC|République démocratique du Congo|Congo (Kinshasa)
    CD: Congo, République démocratique du|República Democrática del Congo
    CG: Congo|République du Congo
    CI: Côte d’Ivoire|cote d'ivoire|COTE DIVOIRE|Ivory Coast|ساحل العاج
    VN: Viet Nam|Vietnam|Viêt Nam
    TZ: Tanzanie|République-Unie de Tanzanie|Tanzania
    TR: Türkiye|Turquie|Turkey|تركيا
    GB: UK|U.K.|Royaume-Uni|United Kingdom|Reino Unido
    US: USA|U.S.A.|États-Unis|EE. UU.|United States of America
    PS: Palestine|فلسطين|Territoires palestiniens
    CV: Cabo Verde|Cap-Vert
    BO: Bolivie|Bolivia (Plurinational State of)|Bolivie (État plurinational de)
    BA: Bosnia and Herzegovina|Bosnia & Herzegovina|Bosnie-Herzégovine
    KR: Corée du Sud|Republic of Korea|South Korea
    KP: Corée du Nord|Democratic People's Republic of Korea
    NE: Niger|le Niger
    NG: Nigeria|Nigéria
    GW: Guinée-Bissau|Guinea-Bissau
    SV: El Salvador
    ET: ET|Ethiopia|Éthiopie
    DE: Deutschland|Alemania|Allemagne
    SE: Sverige
    JP: 日本|Japan|Japón
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_a_country_is_known_by_its_names(line):
    code, names = line.split(":")
    for name in names.split("|"):
        assert country_code(name) == code.strip(), name


@pytest.mark.parametrize("text", ["", "–", "Europe", "Siège", "Atlantide", "États arabes", "é"])
def test_what_is_no_country(text):
    assert country_code(text) is None


def test_a_country_has_a_name_in_every_language():
    assert [country_name("CH", lang) for lang in ("fr", "en", "es", "pt", "ar")] == [
        "Suisse", "Switzerland", "Suiza", "Suíça", "سويسرا",
    ]  # fmt: skip
    assert country_name("Viet Nam", "en") == "Vietnam"
    assert country_name("Atlantide", "en") == "Atlantide"


def test_folding_keeps_only_the_words():
    assert fold(" N’GUESSAN,  Zoë ") == "n guessan zoe"
    assert fold("Yılmaz") == fold("YILMAZ") == fold("yilmaz")
    assert fold("Œuvre Łódź Straße Ærø") == "oeuvre lodz strasse aero"
    assert fold("الإدارَة") == fold("الاداره")
    assert folded_words("Été  HIVER") == {"ete", "hiver"}
