//! Pictures: rebuilt from what makes the picture and nothing else, and made small for pages.
//!
//! Of what cameras write beside the picture only its turning (EXIF Orientation) and its colours (ICC) stay; place, time,
//! device, texts, thumbnails and whatever stands behind the end go.

use std::io::Cursor;

use bytes::Bytes;
use domain::attachment::{Media, PREVIEW_SIDE};
use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Rgb, RgbImage,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};

use crate::Refusal;

mod jpeg;
mod png;
mod webp;

/// The most pixels a picture may have: telephones have up to 50 million.
const MOST_PIXELS: u64 = 52_000_000;
/// The most bytes a decoded picture may have.
const MOST_DECODED: u64 = 210 << 20;
/// The most bytes of a small picture.
const PREVIEW_BYTES: usize = 100 * 1024;
/// The largest colour profile that is kept in a small picture.
const PROFILE_BYTES: usize = 4096;
/// The largest colour profile that is kept in the picture itself.
const MOST_PROFILE: usize = 4 << 20;

/// A picture's size and its small picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Pixels across, turned as it is looked at.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// A JPEG of at most [`PREVIEW_SIDE`] pixels a side and about 100 KB, made by us.
    pub preview: Bytes,
}

/// The file without what is not the picture, as it came out of one of the containers.
struct Rebuilt {
    bytes: Bytes,
    width: u32,
    height: u32,
    turned: Orientation,
}

/// Rebuilds a picture and makes it small.
pub fn rebuild(media: Media, bytes: Bytes) -> Result<(Bytes, Picture), Refusal> {
    let (rebuilt, format) = match media {
        Media::Png => (png::rebuild(bytes), ImageFormat::Png),
        Media::Webp => (webp::rebuild(bytes), ImageFormat::WebP),
        _ => (jpeg::rebuild(bytes), ImageFormat::Jpeg),
    };
    let rebuilt = rebuilt.ok_or(Refusal::Broken)?;
    // Read from the head of the file, before anything is unpacked.
    if u64::from(rebuilt.width) * u64::from(rebuilt.height) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels);
    }
    let preview = small(&rebuilt, format)?;
    let across = matches!(
        rebuilt.turned,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if across {
        (rebuilt.height, rebuilt.width)
    } else {
        (rebuilt.width, rebuilt.height)
    };
    let picture = Picture {
        width,
        height,
        preview,
    };
    Ok((rebuilt.bytes, picture))
}

/// The small picture. A file that cannot be looked at is no picture.
fn small(rebuilt: &Rebuilt, format: ImageFormat) -> Result<Bytes, Refusal> {
    let reader = ImageReader::with_format(Cursor::new(&rebuilt.bytes), format);
    let mut decoder = reader.into_decoder().map_err(|_| Refusal::Broken)?;
    if decoder.total_bytes() > MOST_DECODED || decoder.dimensions() != (rebuilt.width, rebuilt.height) {
        return Err(Refusal::TooManyPixels);
    }
    let coloured = decoder.color_type().has_color();
    let profile = decoder.icc_profile().ok().flatten();
    let profile = profile.filter(|profile| coloured && profile.len() <= PROFILE_BYTES);
    let whole = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::Broken)?;
    let mut shown = fitting(&whole, PREVIEW_SIDE);
    drop(whole);
    shown.apply_orientation(rebuilt.turned);
    let opaque = on_white(shown);
    let mut written = Vec::new();
    for (side, quality) in [
        (PREVIEW_SIDE, 80),
        (PREVIEW_SIDE, 65),
        (960, 65),
        (960, 50),
        (640, 50),
        (480, 40),
    ] {
        let sized = if opaque.width().max(opaque.height()) > side {
            fitting(&DynamicImage::ImageRgb8(opaque.clone()), side).into_rgb8()
        } else {
            opaque.clone()
        };
        written = write(&sized, quality, profile.clone())?;
        if written.len() <= PREVIEW_BYTES {
            break;
        }
    }
    Ok(written.into())
}

fn fitting(image: &DynamicImage, side: u32) -> DynamicImage {
    if image.width().max(image.height()) > side {
        image.thumbnail(side, side)
    } else {
        image.clone()
    }
}

/// Without transparency, as on paper.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |colour: u8| {
            let mixed = u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

fn write(image: &RgbImage, quality: u8, profile: Option<Vec<u8>>) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, quality);
    if let Some(profile) = profile {
        // Without its profile the picture is only paler.
        let _ = encoder.set_icc_profile(profile);
    }
    encoder
        .write_image(
            image,
            image.width(),
            image.height(),
            image::ExtendedColorType::Rgb8,
        )
        .map_err(|_| Refusal::Broken)?;
    Ok(out)
}

/// EXIF that says how a picture is turned and nothing else: a TIFF head and one entry (tag 0x0112).
fn turning(turned: Orientation) -> Option<Bytes> {
    if turned == Orientation::NoTransforms {
        return None;
    }
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend_from_slice(&[turned.to_exif(), 0, 0, 0, 0, 0, 0, 0]);
    Some(exif.into())
}

/// How EXIF says a picture is turned.
fn turned(exif: Option<Bytes>) -> Orientation {
    exif.and_then(|exif| Orientation::from_exif_chunk(&exif))
        .unwrap_or(Orientation::NoTransforms)
}

#[cfg(test)]
mod tests;
