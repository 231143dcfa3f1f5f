#!/usr/bin/env python3
"""Makes stixtwomath-subset.woff2, the font of the site's formulas.

    go mod download codeberg.org/go-fonts/stix@v0.3.0  # STIX Two Math 2.13, SIL Open Font License 1.1
    pip install fonttools==4.68.0 brotli==1.2.1
    python3 subset.py $(go env GOMODCACHE)/codeberg.org/go-fonts/stix@v0.3.0/stix2mathregular/STIXTwoMath-Regular.otf

Browsers lay out formulas by a table that only mathematical fonts have, and few
systems bring such a font.
"""
import sys
from pathlib import Path

from fontTools import subset

RANGES = [
    (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x237, 0x237),  # ASCII, Latin-1, dotless i and j
    (0x2C6, 0x2DC), (0x300, 0x30C), (0x338, 0x338),  # accents, the stroke of not
    (0x391, 0x3F6),  # Greek
    (0x2010, 0x2027), (0x2030, 0x2037), (0x2070, 0x209C), (0x20D0, 0x20D7),  # dashes, dots, primes, arrows above
    (0x2102, 0x2102), (0x210B, 0x2138), (0x2145, 0x2149),  # letterlike
    (0x2190, 0x21D5),  # arrows
    (0x2200, 0x22F1), (0x2308, 0x230B), (0x23DC, 0x23E1),  # operators, floor and ceiling, braces
    (0x25A0, 0x25EF), (0x27E8, 0x27EB), (0x27F5, 0x27FC), (0x2A7D, 0x2A7E),
    (0x1D400, 0x1D503),  # bold, italic, bold italic, script
    (0x1D538, 0x1D56B),  # double-struck
    (0x1D6A4, 0x1D755), (0x1D7CE, 0x1D7E1),  # Greek: bold, italic, bold italic; digits
]


def main():
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["ssty", "dtls", "flac"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.recalc_timestamp = False
    font = subset.load_font(sys.argv[1], options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted({c for low, high in RANGES for c in range(low, high + 1)}))
    subsetter.subset(font)
    target = Path(__file__).with_name("stixtwomath-subset.woff2")
    subset.save_font(font, str(target), options)
    print(target.name, target.stat().st_size, "bytes,", len(font.getGlyphOrder()), "glyphs")


main()
