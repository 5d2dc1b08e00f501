"""The figures of Arabic as a typeface of its own: ٠ to ٩ where others have 0 to 9.

It holds nothing else, so that all other letters come from the typeface behind it. A text keeps
its numbers for whoever searches, copies or hears it; only how they look is another. Made into
`resources/fonts` from IBM Plex Sans Arabic by fontTools, which neither the program nor its
tests need; phones get the same as web fonts:

    python3 -m venv build/figures
    build/figures/bin/pip install fonttools==4.68.0 brotli==1.2.1
    build/figures/bin/python packaging/figures.py
"""

from pathlib import Path

from fontTools.subset import Subsetter  # type: ignore[import-not-found] # as said above
from fontTools.ttLib import TTFont  # type: ignore[import-not-found] # as said above

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FONTS, PHONE = RESOURCES / "fonts", RESOURCES / "phone"
FAMILY = "worldcafe Figures"
"""The licence keeps the name of what it is made from to that."""
STYLES = {"400Regular": "Regular", "600SemiBold": "SemiBold"}
ZERO, ARABIC_ZERO = 0x30, 0x660


def main() -> None:
    """Make the face in each weight, the same bytes each time."""
    for weight, style in STYLES.items():
        font = TTFont(FONTS / f"IBMPlexSansArabic_{weight}.ttf", recalcTimestamp=False)
        subsetter = Subsetter()
        subsetter.populate(unicodes=range(ARABIC_ZERO, ARABIC_ZERO + 10))
        subsetter.subset(font)
        for table in font["cmap"].tables:
            table.cmap = {
                code - ARABIC_ZERO + ZERO: glyph
                for code, glyph in table.cmap.items()
                if ARABIC_ZERO <= code < ARABIC_ZERO + 10
            }
        for feature in {"GSUB", "GPOS", "GDEF"} & set(font.keys()):
            del font[feature]
        _stand_as(font, TTFont(FONTS / f"IBMPlexSans_{weight}.ttf"))
        _call(font, style)
        font.save(FONTS / f"worldcafeFigures_{weight}.ttf")
        font.flavor = "woff2"
        font.save(PHONE / f"worldcafeFigures-{style}.woff2")


def _stand_as(font: TTFont, before: TTFont) -> None:
    """Be as high as the typeface that stands behind it: lines are where they would be."""
    for name in ("ascent", "descent", "lineGap"):
        setattr(font["hhea"], name, getattr(before["hhea"], name))
    for name in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent",
                 "usWinDescent", "fsSelection"):  # fmt: skip
        setattr(font["OS/2"], name, getattr(before["OS/2"], name))


def _call(font: TTFont, style: str) -> None:
    names = font["name"]
    told = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"worldcafeFigures-{style}",
            16: FAMILY, 17: style}  # fmt: skip
    names.names = [each for each in names.names if each.nameID in (0, 13, 14)]
    for at, text in told.items():
        names.setName(text, at, 3, 1, 0x409)


if __name__ == "__main__":
    main()
