"""Pictures on their way into a brochure: decoded, made safe, turned upright, and freed of metadata.

PNG, JPEG, WebP and SVG are kept in their own format, byte for byte where nothing has to change but
metadata; others that Pillow reads become PNG or JPEG.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from editor.core.brochure import Image
from editor.files.errors import ImageError
from editor.files.image_metadata import strip
from editor.files.svg import SvgError, clean_svg

if TYPE_CHECKING:
    # Pillow is loaded for the first photo: a window without one opens sooner.
    import PIL.Image

__all__ = ["ImageError", "read_image", "safe_picture"]

MAX_BYTES = 50_000_000
MAX_PIXELS = 80_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP", "AVIF")
_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "WEBP": "image/webp"}
_PHOTOS = frozenset(("JPEG", "MPO", "TIFF", "AVIF"))
_KEPT_MODES = frozenset(("1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"))
_ORIENTATION = 0x0112


def read_image(data: bytes, name: str) -> tuple[Image, bytes]:
    """Return a picture's value (sizes in pixels, no alt text yet) and the bytes to keep, whose sha256 it
    names.

    `name` is what the user calls the file; ImageError says in one sentence why the picture cannot be used.
    """
    if len(data) > MAX_BYTES:
        raise ImageError(
            f"The picture “{name}” has {len(data) / 1e6:.0f} MB; at most {MAX_BYTES // 1_000_000} MB "
            "can be used. Save it smaller and add it again."
        )
    if not data:
        raise ImageError(f"The picture “{name}” is empty. Choose another file.")
    if _looks_like_svg(data):
        try:
            kept, width, height = clean_svg(data, lambda inner: _read_raster(inner, name)[:2])
        except SvgError as error:
            raise ImageError(f"The drawing “{name}” {error}") from error
        media_type = "image/svg+xml"
    else:
        media_type, kept, width, height = _read_raster(data, name)
    return Image(hashlib.sha256(kept).hexdigest(), media_type, width, height), kept


def safe_picture(data: bytes) -> bytes | None:
    """Return a stored picture as it may be drawn, None if it may not.

    A document can come from anywhere, so its pictures are not trusted to have gone through `read_image`.
    """
    try:
        if _looks_like_svg(data):
            return clean_svg(data, lambda inner: _read_raster(inner, "")[:2])[0]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _opened(data) as picture:
                sound = picture.format in _KEPT and picture.width * picture.height <= MAX_PIXELS
                return data if sound else None
    except Exception:  # a picture that cannot be read is not shown, whatever is wrong with it
        return None


def _looks_like_svg(data: bytes) -> bool:
    start = data[:4]
    return (
        start[:2] in (b"\xff\xfe", b"\xfe\xff")
        or data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    )


def _read_raster(data: bytes, name: str) -> tuple[str, bytes, int, int]:
    """Return media type, bytes to keep, width and height in pixels."""
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"):
        raise ImageError(
            f"The picture “{name}” is a HEIC photo, which cannot be read. "
            "Export it as JPEG from your photo program."
        )
    import PIL.Image

    try:
        with warnings.catch_warnings():
            # Pillow warns of huge or odd pictures; the size is checked here, and odd ones load or fail.
            warnings.simplefilter("ignore")
            with _whole_pictures_only(), _opened(data) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise _too_large(name, picture.width * picture.height / 1e6)
                picture.load()
                return _kept_or_converted(picture, data)
    except PIL.UnidentifiedImageError as error:
        raise ImageError(
            f"“{name}” is not a picture that can be read. Use PNG, JPEG, WebP or SVG."
        ) from error
    except PIL.Image.DecompressionBombError as error:
        raise _too_large(name, None) from error
    except ImageError:
        raise
    except Exception as error:  # Pillow's readers raise whatever they stumble over
        raise ImageError(
            f"The picture “{name}” is damaged or incomplete. Export it again from the program it comes from."
        ) from error


@contextlib.contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Refuse truncated pictures: WeasyPrint makes Pillow accept them in the whole process."""
    import PIL.ImageFile

    tolerant = PIL.ImageFile.LOAD_TRUNCATED_IMAGES
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        PIL.ImageFile.LOAD_TRUNCATED_IMAGES = tolerant


def _opened(data: bytes) -> PIL.Image.Image:
    import PIL.Image

    # Pillow would load every reader it has to find one of these.
    from PIL import (  # noqa: F401
        AvifImagePlugin,
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    return PIL.Image.open(io.BytesIO(data), formats=_FORMATS)


def _too_large(name: str, megapixels: float | None) -> ImageError:
    size = f"{megapixels:.0f} million" if megapixels else "far too many"
    return ImageError(
        f"The picture “{name}” has {size} pixels; at most {MAX_PIXELS // 1_000_000} million can be used. "
        "Save it smaller and add it again."
    )


def _kept_or_converted(picture: PIL.Image.Image, data: bytes) -> tuple[str, bytes, int, int]:
    media_type = _KEPT.get(picture.format or "")
    upright = picture.getexif().get(_ORIENTATION, 1) in (0, 1)
    moves = picture.format == "WEBP" and getattr(picture, "n_frames", 1) > 1
    if media_type and upright and not moves and picture.mode in _KEPT_MODES:
        try:
            return media_type, strip(data, media_type), picture.width, picture.height
        except ValueError:
            pass  # Pillow is more lenient than we are: encode what it has read
    return _converted(picture)


def _converted(picture: PIL.Image.Image) -> tuple[str, bytes, int, int]:
    import PIL.Image
    from PIL import ImageOps

    profile = picture.info.get("icc_profile")
    photo = picture.format in _PHOTOS
    opaque = not picture.has_transparency_data
    turned = ImageOps.exif_transpose(picture)
    if turned.mode == "CMYK":
        turned, profile = _without_cmyk(turned, profile), None
    elif turned.mode.startswith("I;16"):
        turned = turned.convert("I").point(lambda level: level / 256).convert("L")
    elif turned.mode not in ("1", "L", "LA", "RGB", "RGBA"):
        turned = turned.convert("RGB" if opaque else "RGBA")
    out = io.BytesIO()
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    # A clean copy: Pillow would write comments and EXIF data it finds in `info` again.
    clean = PIL.Image.new(turned.mode, turned.size)
    clean.paste(turned)
    if photo and opaque and turned.mode in ("L", "RGB"):
        clean.save(out, "JPEG", quality=93, subsampling=0, optimize=True, **options)
        media_type = "image/jpeg"
    else:
        clean.save(out, "PNG", optimize=False, **options)
        media_type = "image/png"
    return media_type, out.getvalue(), clean.width, clean.height


def _without_cmyk(picture: PIL.Image.Image, profile: bytes | None) -> PIL.Image.Image:
    """Return a CMYK picture in sRGB, through its own profile if it has a usable one."""
    from PIL import ImageCms

    if profile:
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            if converted:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("RGB")
