"""What is kept of a photo: what is on it, and nothing else."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image

from line.attachments import SIDE, cleaned
from tests.photos import SECRETS, a_jpeg, a_png, opened


def drawn(photo: bytes) -> Image.Image:
    kept = cleaned(photo)
    assert kept is not None
    return opened(kept)


def test_should_leave_nothing_but_the_picture() -> None:
    photo = a_jpeg()
    assert all(secret in photo for secret in SECRETS)

    kept = cleaned(photo)

    assert kept is not None
    assert not any(secret in kept for secret in SECRETS)
    assert not opened(kept).getexif()
    assert set(opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in kept


def test_should_turn_a_photo_upright_before_it_forgets_how_it_was_held() -> None:
    photo = drawn(a_jpeg(400, 300, top="red"))

    assert photo.size == (300, 400)
    shown = {name: photo.getpixel((150, y)) for name, y in (("top", 20), ("bottom", 380))}
    assert shown["top"][0] > 200 > shown["top"][2]  # type: ignore[index]  # of RGB
    assert shown["bottom"][2] > 200 > shown["bottom"][0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("size", "kept"),
    [((4000, 3000), (960, 1280)), ((1281, 10), (10, 1280)), ((64, 48), (48, 64))],
    ids=["large", "long", "small"],
)
def test_should_make_large_photos_small_and_small_ones_no_larger(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert drawn(a_jpeg(*size)).size == kept
    assert max(kept) <= SIDE


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_should_draw_any_png_as_jpeg(mode: str) -> None:
    photo = drawn(a_png(mode=mode))

    assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (40, 30))


def test_should_show_what_is_transparent_as_paper() -> None:
    assert drawn(a_png(mode="RGBA")).getpixel((5, 5)) == (255, 255, 255)


def written(kind: str) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 30)).save(kept, kind)
    return kept.getvalue()


def a_bomb(width: int, height: int) -> bytes:
    """Claim so many pixels in a PNG of some bytes."""
    small = a_png()
    head = small[12:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + small[24:29]
    return small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]


@pytest.mark.parametrize(
    "photo",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff" + b"no photo" * 99,
        a_jpeg()[: len(a_jpeg()) // 2],
        a_png((400, 300))[:60],
        written("GIF"),
        written("WEBP"),
        written("TIFF"),
        written("BMP"),
        a_bomb(5_000, 4_001),
        a_bomb(12_000, 12_000),
        a_bomb(60_000, 60_000),
        a_jpeg() + b"\xff\xda" * 301,
    ],
    ids=[
        "empty", "svg", "three bytes", "a jpeg by its head only", "half a jpeg", "half a png",
        "gif", "webp", "tiff", "bmp", "21 megapixels of png", "a bomb", "a large bomb", "scans",
    ],
)  # fmt: skip
def test_should_refuse_what_is_no_photo(photo: bytes) -> None:
    assert cleaned(photo) is None


def test_should_refuse_a_bomb_before_it_is_unpacked() -> None:
    kept = BytesIO()
    Image.new("1", (8_000, 8_000)).save(kept, "PNG")
    assert len(kept.getvalue()) < 20_000

    assert cleaned(kept.getvalue()) is None
