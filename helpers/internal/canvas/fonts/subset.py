#!/usr/bin/env python3
"""Makes bizudpgothic-subset.ttf, the font the figures are drawn with.

    apt-get install fonts-morisawa-bizud-gothic  # BIZ UDPGothic, SIL Open Font License 1.1
    pip install fonttools==4.68.0
    python3 subset.py [/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf]

The subset holds all that the font has of Latin, Greek, signs and kana, and the
kanji of JIS X 0213 levels 1 to 3 (which are those of JIS X 0208, all jouyou
kanji, and what medicine writes beside them) and of Windows, where names have
theirs. Hinting, vertical metrics and typographic features go. A larger
font costs the cells' programs some milliseconds of linking, and no more: it is read
from the program's file only where a figure is drawn.

BIZ UDPGothic reserves no font name, so the subset may keep its own (OFL.txt
beside it).
"""
import sys
from pathlib import Path

from fontTools import subset

RANGES = [
    (0x20, 0x2FFF),    # Latin, Greek, Cyrillic, signs, arrows, mathematics
    (0x3000, 0x33FF),  # punctuation, kana, units in one square
    (0xFF00, 0xFFEF),  # full and half width
]


def jis():
    """The characters of JIS X 0213's plane 1."""
    for row in range(1, 95):
        for cell in range(1, 95):
            yield bytes([0xA0 + row, 0xA0 + cell]), "euc_jis_2004"


def windows():
    """The characters of Windows' Japanese code page."""
    for first in [*range(0x81, 0xA0), *range(0xE0, 0xFD)]:
        for second in [*range(0x40, 0x7F), *range(0x80, 0xFD)]:
            yield bytes([first, second]), "cp932"


def decoded(codes):
    for code, encoding in codes:
        try:
            text = code.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            yield ord(text)


def main():
    source = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG", "meta"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.recalc_timestamp = False
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    unicodes = {c for low, high in RANGES for c in range(low, high + 1)}
    unicodes |= set(decoded(jis())) | set(decoded(windows()))
    subsetter.populate(unicodes=sorted(unicodes))
    subsetter.subset(font)
    target = Path(__file__).with_name("bizudpgothic-subset.ttf")
    subset.save_font(font, str(target), options)
    print(target.name, target.stat().st_size, "bytes,", len(font.getGlyphOrder()), "glyphs")


main()
