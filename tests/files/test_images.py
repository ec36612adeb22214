from __future__ import annotations

import hashlib
import io
import random
import zlib
from typing import Any

import PIL.Image
import pytest
from PIL import ImageCms

from editor.files.images import MAX_BYTES, ImageError, read_image, safe_picture

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _picture(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> PIL.Image.Image:
    """A picture whose left upper corner is darker than the rest."""
    picture = PIL.Image.new(mode, size, 200 if mode in ("L", "P") else None)
    if mode == "RGB":
        picture = PIL.Image.new(mode, size, (200, 180, 160))
        picture.paste((20, 20, 20), (0, 0, 10, 10))
    return picture


def _bytes(picture: PIL.Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _exif(orientation: int = 1) -> PIL.Image.Exif:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def _open(data: bytes) -> PIL.Image.Image:
    picture = PIL.Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_metadata_go_and_pixels_and_profile_stay(form: str) -> None:
    data = _bytes(_picture(), form, exif=_exif(), icc_profile=SRGB)
    assert b"SECRETCAMERA" in data
    image, kept = read_image(data + b"trailing SECRET photo", "a photo")
    assert b"SECRET" not in kept
    assert _open(kept).tobytes() == _open(data).tobytes()
    assert _open(kept).info["icc_profile"] == SRGB
    assert not _open(kept).getexif()
    assert (image.width, image.height) == (40, 20)
    assert image.media_type == f"image/{form.lower()}"
    assert image.asset == hashlib.sha256(kept).hexdigest()
    if form == "WEBP":
        assert kept[20] & 0x0C == 0  # the header does not promise metadata that are gone


def test_thumbnails_in_a_jpeg_go() -> None:
    data = _bytes(_picture(), "JPEG")
    header = data.index(b"JFIF\0") - 4
    thumbnail = (
        b"\xff\xe0"
        + (16 + 12).to_bytes(2, "big")
        + data[header + 4 : header + 16]
        + b"\2\2"
        + b"THUMBNAIL123"
    )
    extension = b"\xff\xe0\0\x0eJFXX\0\x10SECRET"
    _, kept = read_image(data[:header] + thumbnail + extension + data[header + 18 :], "x")
    assert b"THUMBNAIL" not in kept
    assert b"SECRET" not in kept
    assert _open(kept).tobytes() == _open(data).tobytes()


@pytest.mark.parametrize(
    ("form", "options"), [("PNG", {}), ("JPEG", {"progressive": True, "quality": 80}), ("JPEG", {})]
)
def test_a_clean_file_is_kept_byte_for_byte(form: str, options: dict[str, Any]) -> None:
    data = _bytes(_picture(), form, **options)
    assert read_image(data, "x")[1] == data


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
def test_a_photo_is_turned_upright(form: str) -> None:
    image, kept = read_image(_bytes(_picture(), form, exif=_exif(6)), "x")
    assert (image.width, image.height) == (20, 40)
    assert _open(kept).convert("L").getpixel((16, 3)) < 60  # the dark corner is at the upper right now
    assert b"SECRET" not in kept


def test_cmyk_becomes_rgb() -> None:
    picture = PIL.Image.new("CMYK", (30, 30), (0, 255, 255, 0))
    image, kept = read_image(_bytes(picture, "JPEG"), "x")
    red, green, blue = _open(kept).getpixel((10, 10))
    assert image.media_type == "image/jpeg"
    assert red > 180
    assert max(green, blue) < 90


@pytest.mark.parametrize(
    ("form", "mode", "media_type"),
    [
        ("TIFF", "RGB", "image/jpeg"),
        ("TIFF", "RGBA", "image/png"),
        ("TIFF", "CMYK", "image/jpeg"),
        ("BMP", "RGB", "image/png"),
        ("GIF", "P", "image/png"),
        ("TIFF", "I;16", "image/jpeg"),
    ],
)
def test_other_formats_are_converted(form: str, mode: str, media_type: str) -> None:
    image, kept = read_image(_bytes(PIL.Image.new(mode, (12, 8)), form), "x")
    assert (image.media_type, image.width, image.height) == (media_type, 12, 8)
    _open(kept)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_of_a_moving_picture_the_first_one_is_kept(form: str) -> None:
    red, blue = PIL.Image.new("RGB", (9, 9), "red"), PIL.Image.new("RGB", (9, 9), "blue")
    _, kept = read_image(_bytes(red, form, save_all=True, append_images=[blue], duration=100), "x")
    picture = _open(kept)
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((4, 4))[0] > 240


def _bomb() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    side = 60_000
    header = side.to_bytes(4, "big") * 2 + b"\x01\0\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"hello", "not a picture"),
        (b"\x89PNG\r\n\x1a\n", "not a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (_bytes(_picture(), "PNG")[:-60], "damaged or incomplete"),
        (_bytes(_picture(size=(400, 400)), "JPEG")[:-900], "damaged or incomplete"),
        (_bomb(), "pixels"),
        (b"x" * (MAX_BYTES + 1), "MB"),
    ],
    ids=["empty", "text", "stub", "heic", "png cut", "jpeg cut", "bomb", "large"],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ImageError, match=words) as caught:
        read_image(data, "photo.jpg")
    assert "photo.jpg" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert safe_picture(data) is None or words == "damaged or incomplete"


def test_a_cut_picture_is_refused_though_the_layout_engine_would_take_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import PIL.ImageFile

    monkeypatch.setattr(PIL.ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = _bytes(PIL.Image.effect_noise((64, 64), 50).convert("RGB"), "JPEG")
    with pytest.raises(ImageError, match="damaged or incomplete"):
        read_image(whole[: len(whole) // 2], "photo.jpg")
    assert PIL.ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "TIFF"])
def test_no_damage_gets_past_as_anything_but_a_sentence(form: str) -> None:
    noise = random.Random(7)
    picture = PIL.Image.effect_noise((32, 32), 50).convert("RGB")
    data = _bytes(picture, form)
    for _ in range(120):
        broken = bytearray(data)
        for _ in range(noise.randint(1, 6)):
            broken[noise.randrange(len(broken))] = noise.randrange(256)
        try:
            image, kept = read_image(
                bytes(broken[: noise.choice((len(broken), noise.randrange(len(broken))))]), "x"
            )
        except ImageError:
            continue
        assert (image.width, image.height) == _open(kept).size
