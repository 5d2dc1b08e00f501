"""Names of bodies and people, comparable across spellings and scripts."""

import re

from worldcafe.domain.folding import fold

_ARABIC = str.maketrans({
    "ب": "b", "ت": "t", "ث": "t", "ج": "g", "ح": "", "خ": "k", "د": "d", "ذ": "d", "ر": "r",
    "ز": "s", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "d", "ع": "", "غ": "g",
    "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "", "و": "", "ي": "",
    "ا": "", "ء": "", "ئ": "", "ؤ": "", "پ": "b", "ڤ": "f", "گ": "g", "چ": "s",
})  # fmt: skip
_LATIN = (
    (re.compile("sch|sh|ch|tch"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("kh|ck|q"), "k"),
    (re.compile("dj|gh|gu(?=[ei])|dg"), "g"),
    (re.compile("c(?=[eiy])|z|x"), "s"),
    (re.compile("c"), "k"),
    (re.compile("j"), "g"),
    (re.compile("p"), "b"),
    (re.compile("v"), "f"),
    (re.compile("[aeiouyhw]"), ""),
)
_TWICE = re.compile(r"(.)\1+")

_GENERIC = """
 a al an and at by da das de del der des di do dos du e el en et for from i in la las le les
 los mit na nas no nos o of on os para par por pour sur the to und v y with
 of city cities town council municipality municipal metropolitan metro assembly authority
 corporation county district region regional province government governorate prefecture
 state department ministry office union unions association associations federation network
 development committee people peoples capital hall greater united local national
 ville villes mairie commune communes municipalité communauté métropole conseil grand
 gouvernorat région département ministère bureau syndicat syndicats fédération réseau
 ciudad ciudades alcaldía ayuntamiento ajuntament intendencia municipalidad municipio
 gobierno provincia región ministerio oficina sindicato asociación federación red distrito
 cidade cidades prefeitura câmara município conselho municipal governo administração estado
 ministério sindicato associação federação rede
 بلدية مدينة أمانة محافظة ولاية الكبرى جماعة مجلس وزارة اتحاد نقابة جمعية حكومة إقليم
"""
GENERIC = frozenset(fold(word) for word in _GENERIC.split())
"""Words that say what sort of body it is: they tell no two of them apart."""

LEADS_TO_NAME = frozenset(
    fold(word) for word in ["مدينة", "بلدية", "جماعة", "جهة", "ولاية", "محافظة", "بين"]
)
"""Arabic words after which a name stands, in a script that has no capitals."""


def sound(folded: str, *, is_arabic: bool = False) -> str:
    """What is left of a name in any spelling and script: its consonants.

    `sound("kathmandu")` and `sound("كاتماندو", is_arabic=True)` are both `"ktmnd"`. A name
    of fewer than three consonants stays as it is, since too many would sound alike.
    """
    if is_arabic:
        bare = folded.removeprefix("ال").replace("دج", "ج").replace("تش", "ش")
        consonants = bare.translate(_ARABIC)
    else:
        consonants = folded
        for pattern, plain in _LATIN:
            consonants = pattern.sub(plain, consonants)
    consonants = _TWICE.sub(r"\1", consonants)
    return consonants if len(consonants) >= 3 else folded
