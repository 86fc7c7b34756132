"""Writes houses.csv.gz from the data set `ames` of the R package modeldata (Debian: r-cran-modeldata; pip: rdata).

python3 data/pack_houses.py /usr/lib/R/site-library/modeldata/data/Rdata
"""

import bz2
import gzip
import lzma
import sys
import warnings
import zlib
from pathlib import Path

import rdata

# The column here, the column there, and what is a missing value there.
COLUMNS = [
    ("zone", "MS_Zoning", None),
    ("lot_frontage", "Lot_Frontage", 0),
    ("lot_area", "Lot_Area", None),
    ("alley", "Alley", "No_Alley_Access"),
    ("neighborhood", "Neighborhood", None),
    ("building", "Bldg_Type", None),
    ("style", "House_Style", None),
    ("condition", "Overall_Cond", None),
    ("built", "Year_Built", None),
    ("remodelled", "Year_Remod_Add", None),
    ("foundation", "Foundation", None),
    ("basement_area", "Total_Bsmt_SF", None),
    ("heating", "Heating_QC", None),
    ("air_conditioning", "Central_Air", None),
    ("living_area", "Gr_Liv_Area", None),
    ("baths", "Full_Bath", None),
    ("half_baths", "Half_Bath", None),
    ("bedrooms", "Bedroom_AbvGr", None),
    ("rooms", "TotRms_AbvGrd", None),
    ("fireplaces", "Fireplaces", None),
    ("garage", "Garage_Type", "No_Garage"),
    ("garage_cars", "Garage_Cars", None),
    ("garage_area", "Garage_Area", None),
    ("deck_area", "Wood_Deck_SF", None),
    ("porch_area", "Open_Porch_SF", None),
    ("sold", "Year_Sold", None),
    ("sale", "Sale_Condition", None),
    ("price", "Sale_Price", None),
]


def convert(packed):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return rdata.conversion.convert(rdata.parser.parse_data(packed))


def lazy_loaded(base, name):
    """An object of R's lazy-load database: a length, a letter for the packing, the packed object."""
    position, length = convert(gzip.decompress(Path(base + ".rdx").read_bytes()))["variables"][name]
    record = Path(base + ".rdb").read_bytes()[int(position) :][: int(length)]
    raw = {"format": lzma.FORMAT_RAW, "filters": [{"id": lzma.FILTER_LZMA2, "preset": 6}]}
    unpack = {b"Z": lambda b: lzma.decompress(b, **raw), b"2": bz2.decompress}
    kind = record[4:5]
    return convert(unpack[kind](record[5:]) if kind in unpack else zlib.decompress(record[4:]))


def cell(value, missing):
    text = str(int(value) if isinstance(value, float) else value)
    return "NA" if text == str(missing) else text


houses = lazy_loaded(sys.argv[1], "ames")
lines = [",".join(name for name, _, _ in COLUMNS)]
for row in houses.to_dict("records"):
    lines.append(",".join(cell(row[column], missing) for _, column, missing in COLUMNS))
text = "\n".join(lines) + "\n"
with open(Path(__file__).with_name("houses.csv.gz"), "wb") as file:
    file.write(gzip.compress(text.encode(), compresslevel=9, mtime=0))
