import pytest

from geo.centres import Centres
from geo.whereabouts import AddressClaim, Addresses, spell, spellings

ADDRESSES = [
    ("99 ถ.โรจนะ ต.ไผ่ลิง อ.พระนครศรีอยุธยา จ.พระนครศรีอยุธยา 13000", "TH-14"),
    ("ตำบลในเมือง อำเภอเมืองขอนแก่น ขอนแก่น 40000 ประเทศไทย", "TH-40"),
    ("ถนนเชียงใหม่ ตำบลหัวเวียง อำเภอเมืองลำปาง ลำปาง 52000", "TH-52"),
    ("ถ.สุขุมวิท ต.บางปลาสร้อย อ.เมืองชลบุรี 20000", "TH-20"),
    ("เขตดินแดง กรุงเทพมหานคร 10400 ประเทศไทย", "TH-10"),
    ("ถ.นครปฐม แขวงดุสิต เขตดุสิต กทม. 10300", "TH-10"),
    ("สยาม ปทุมวัน กรุงเทพฯ 10330", "TH-10"),
    ("ตลาดเจดีย์ อ.ตากใบ จังหวัดนราธิวาส ๙๖๑๑๐", "TH-96"),
    ("ต.เวียง อ.เมือง จ. ลำพูน", "TH-51"),
    ("ถ.มิตรภาพไทย-ลาว ต.มีชัย อ.เมือง หนองคาย", "TH-43"),
    ("Naresuan Rd, Phra Nakhon Si Ayutthaya District, Ayutthaya 13000, Thailand", "TH-14"),
    ("Tak Bai District, Narathiwat 96110, Thailand", "TH-96"),
    ("Chiang Mai Road, Mueang Lampang District, Lampang 52000", "TH-52"),
    ("Bangkok Bank, Niphat Uthit 2, Hat Yai, Songkhla 90110, Thailand", "TH-90"),
    ("12 Moo 3, Tambon Bang Phra, Amphoe Si Racha, Chang Wat Chon Buri 20110", "TH-20"),
    ("Pattaya City, Bang Lamung District, Chonburi 20150, Thailand", "TH-20"),
    ("Wiang Phang Kham, Mae Sai District, Chiang Rai 57130", "TH-57"),
    ("Khwaeng Din Daeng, Krung Thep Maha Nakhon 10400", "TH-10"),
    ("Mueang Nong Bua Lamphu, Nong Bua Lamphu Province, Thailand", "TH-39"),
    ("Surin Beach, Choeng Thale, Phuket 83110 Thailand", "TH-83"),
]


@pytest.fixture(scope="module")
def addresses(centres: Centres) -> Addresses:
    return Addresses(centres)


@pytest.mark.parametrize(("address", "province"), ADDRESSES, ids=[a for a, _ in ADDRESSES])
def test_should_find_the_province_in_an_address(
    addresses: Addresses, address: str, province: str
) -> None:
    says = addresses.read(address)

    assert says == AddressClaim(in_thailand=True, province=province)


@pytest.mark.parametrize(
    "form",
    [
        "{0}",
        "ตำบลในเมือง อำเภอเมือง{0} {0} 10000 ประเทศไทย",
        "ต.ในเมือง อ.เมือง จังหวัด{0}",
        "ต.ในเมือง จ.{0} 10000",
    ],
    ids=["alone", "long", "in words", "short"],
)
def test_should_know_all_77_provinces_in_thai(
    addresses: Addresses, centres: Centres, form: str
) -> None:
    found = {addresses.read(form.format(centre.province_th)).province for centre in centres}
    wrong = [
        centre.id
        for centre in centres
        if addresses.read(form.format(centre.province_th)).province != centre.id
    ]

    assert wrong == []
    assert len(found) == 77


@pytest.mark.parametrize(
    "form",
    ["{0}", "1 Road, Mueang {0} District, {0} 10000, Thailand", "1 Road, {0} Province, Thailand"],
    ids=["alone", "long", "in words"],
)
@pytest.mark.parametrize("blank", [" ", "", "-"], ids=["blank", "together", "hyphen"])
def test_should_know_all_77_provinces_in_english(
    addresses: Addresses, centres: Centres, form: str, blank: str
) -> None:
    wrong = [
        centre.id
        for centre in centres
        if addresses.read(form.format(centre.province_en.replace(" ", blank))).province != centre.id
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "12 Nan Road, George Town, Penang",
        "Surin Bank Street, Singapore",
        "Patuxai, Vientiane, Laos",
        "ถ.หนองคาย จ.หนองคาย เวียงจันทน์ สปป.ลาว",
        "Bangkok, Poipet, Cambodia",
        "ร้านเลยค่ะ",
    ],
    ids=["none", "empty", "road", "street", "Laos", "Laos in Thai", "Cambodia", "part of a word"],
)
def test_should_claim_nothing_for_what_names_no_thai_place(
    addresses: Addresses, address: str | None
) -> None:
    says = addresses.read(address)

    assert says == AddressClaim(in_thailand=False, province=None)


@pytest.mark.parametrize(
    "address",
    ["หาดซันไรส์ ประเทศไทย", "Sunrise Beach, Thailand", "หาดซันไรส์ ไทย"],
    ids=["Thai", "English", "short"],
)
def test_should_know_the_country_without_a_province(addresses: Addresses, address: str) -> None:
    says = addresses.read(address)

    assert says == AddressClaim(in_thailand=True, province=None)


def test_should_read_sara_am_in_both_ways_of_typing(addresses: Addresses) -> None:
    says = addresses.read("อ.เมือง จ.ล\u0e4d\u0e32ปาง")

    assert says.province == "TH-52"


def test_should_not_let_two_provinces_share_a_spelling(centres: Centres) -> None:
    names = [centre.province_th for centre in centres] + [c.province_en for c in centres]

    ids = spellings(centres)

    assert len({spell(name) for name in names}) == 154
    assert set(ids.values()) == {centre.id for centre in centres}
