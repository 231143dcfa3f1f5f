#!/usr/bin/env python3
"""Makes bizudpgothic-subset.ttf, the font the figures are drawn with.

    apt-get install fonts-morisawa-bizud-gothic  # BIZ UDPGothic, SIL Open Font License 1.1
    pip install fonttools==4.68.0
    python3 subset.py [/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf]

The subset holds ASCII and Latin-1, Greek, the arrows and mathematical signs of
the course, kana, the kanji of JIS level 1 and the further kanji named in EXTRA.
BIZ UDPGothic reserves no font name, so the subset may keep its own (OFL.txt
beside it).
"""
import sys
from pathlib import Path

from fontTools import subset

EXTRA = "閾罹膵腫瘍癌腎臓胱腺癒臍瞳孔嚢脾喘咳痰膿疱疹痒瘤梗塞痺攣譫妄贅蹟檎囲頻尿拮抗棄却汎偏微惧頓餐媚毀璧"
RANGES = [
    (0x20, 0x7E), (0xA0, 0xFF),          # ASCII, Latin-1
    (0x391, 0x3A9), (0x3B1, 0x3C9),      # Greek
    (0x2010, 0x2027), (0x2030, 0x203B),  # dashes, quotes, dots, daggers
    (0x2070, 0x209C),                    # superscripts, subscripts
    (0x2190, 0x2199), (0x21D0, 0x21D5),  # arrows
    (0x2200, 0x22A5),                    # mathematics
    (0x2460, 0x2473),                    # circled digits
    (0x25A0, 0x25EF), (0x2605, 0x2606), (0x2713, 0x2717),
    (0x3000, 0x301C), (0x3041, 0x3096), (0x3099, 0x30FF),  # kana
    (0xFF01, 0xFF9F),                    # full and half width
]


def level1():
    """The kanji of JIS X 0208 rows 16 to 47."""
    for row in range(16, 48):
        for cell in range(1, 95):
            try:
                yield ord(bytes([0xA0 + row, 0xA0 + cell]).decode("euc_jp"))
            except UnicodeDecodeError:
                pass


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
    unicodes |= set(level1()) | {ord(c) for c in EXTRA}
    subsetter.populate(unicodes=sorted(unicodes))
    subsetter.subset(font)
    target = Path(__file__).with_name("bizudpgothic-subset.ttf")
    subset.save_font(font, str(target), options)
    print(target.name, target.stat().st_size, "bytes,", len(font.getGlyphOrder()), "glyphs")


main()
