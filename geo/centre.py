"""A protection centre, as the operator's file describes it."""

from dataclasses import dataclass

from geo.point import Point

#: The 77 provinces of ISO 3166-2 without their TH-; Pattaya (TH-S) is a city, not a province.
PROVINCE_IDS = frozenset(
    f"TH-{number}"
    for first, last in ((10, 27), (30, 58), (60, 67), (70, 77), (80, 86), (90, 96))
    for number in range(first, last + 1)
)


@dataclass(frozen=True, slots=True)
class Centre:
    """Name who answers in a province, and where; `precision` says how far to trust the point."""

    id: str
    province_th: str
    province_en: str
    name_th: str
    name_en: str
    phone: str
    point: Point
    precision: str
