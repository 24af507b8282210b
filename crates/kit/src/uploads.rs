//! Uploaded pictures: size, sniffed type and pixels are checked; re-encoding strips EXIF and anything hidden.
use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits, imageops::FilterType};

use crate::{Kind, Problem};

/// Largest upload, bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
const MAX_SIDE: u32 = 8_000;

/// Quality of the WebP files, of 100: about two thirds of the JPEG's bytes, and no difference to see.
const WEBP_QUALITY: f32 = 78.0;

/// A picture in one width.
#[derive(Debug)]
pub struct Rendition {
    /// The width that was asked for.
    pub width: u32,
    /// For every browser.
    pub jpeg: Vec<u8>,
    /// For those that say they read it.
    pub webp: Vec<u8>,
}

/// A picture that may be shown: two files per width, never larger than what came.
#[derive(Debug)]
pub struct Picture {
    /// Width in pixels of the largest.
    pub width: u32,
    /// Height in pixels of the largest.
    pub height: u32,
    /// One per width that was asked for.
    pub sizes: Vec<Rendition>,
}

/// Checks a picture and makes the asked widths. Takes a while: call it off the worker thread.
///
/// # Errors
/// 413 too large, 415 not a JPEG, PNG or WebP, 422 unreadable or too many pixels.
pub fn picture(bytes: &[u8], widths: &[u32]) -> Result<Picture, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::new(Kind::TooLarge, "picture_too_large").arg("megabytes", "10"));
    }
    let unsupported = || Problem::new(Kind::Unsupported, "picture_type");
    let format = image::guess_format(bytes).map_err(|_| unsupported())?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(unsupported());
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let unreadable = |_| Problem::new(Kind::Unprocessable, "picture_unreadable");
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let turned = image::ImageDecoder::orientation(&mut decoder).map_err(unreadable)?;
    let mut whole = image::DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    whole.apply_orientation(turned);
    let mut sizes = Vec::new();
    for width in widths {
        let fitted = if whole.width() > *width {
            whole.resize(*width, MAX_SIDE, FilterType::Triangle)
        } else {
            whole.clone()
        };
        let fitted = fitted.to_rgb8();
        let webp = webp::Encoder::from_rgb(&fitted, fitted.width(), fitted.height())
            .encode_simple(false, WEBP_QUALITY)
            .map_err(|error| Problem::internal(format!("{error:?}")))?
            .to_vec();
        let mut jpeg = Cursor::new(Vec::new());
        fitted.write_to(&mut jpeg, ImageFormat::Jpeg).map_err(unreadable)?;
        sizes.push(Rendition { width: *width, jpeg: jpeg.into_inner(), webp });
    }
    Ok(Picture { width: whole.width(), height: whole.height(), sizes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image::DynamicImage::new_rgba8(width, height).write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn pictures_are_shrunk_and_become_jpeg_and_webp() {
        let made = picture(&png(800, 400), &[320, 1280]).unwrap();
        for (size, width) in made.sizes.iter().zip([320, 800]) {
            for (bytes, format) in [(&size.jpeg, ImageFormat::Jpeg), (&size.webp, ImageFormat::WebP)] {
                assert_eq!(image::guess_format(bytes).unwrap(), format);
                let decoded = image::load_from_memory(bytes).unwrap();
                assert_eq!((decoded.width(), decoded.height()), (width, width / 2));
            }
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_by_kind() {
        assert_eq!(picture(b"<svg onload=alert(1)>", &[1]).unwrap_err().kind, Kind::Unsupported);
        assert_eq!(picture(&png(8001, 1), &[1]).unwrap_err().kind, Kind::Unprocessable);
        assert_eq!(picture(&png(10, 10)[..40], &[1]).unwrap_err().kind, Kind::Unprocessable);
        assert_eq!(picture(&vec![0; MAX_BYTES + 1], &[1]).unwrap_err().kind, Kind::TooLarge);
    }
}
