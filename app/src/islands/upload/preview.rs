//! The preview: a small copy of a photo, made by the browser, shown until there are renditions.

use crate::browser::{Unable, window};
use domain::limits::{MAX_PREVIEW_BYTES, PREVIEW_SIDE};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, File, HtmlImageElement, ImageBitmap, ImageBitmapOptions, ImageEncodeOptions, ImageOrientation,
    OffscreenCanvas, OffscreenCanvasRenderingContext2d, ResizeQuality,
};

/// Tried from the best on until the preview is small enough.
const QUALITIES: [f64; 4] = [0.82, 0.65, 0.45, 0.25];

/// Width and height of a photo as it is seen, upright.
///
/// # Errors
/// If the browser cannot read it.
pub(crate) async fn natural_size(object_url: &str) -> Result<(u32, u32), Unable> {
    let image = HtmlImageElement::new()?;
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(object_url);
    JsFuture::from(loaded).await?;
    match (image.natural_width(), image.natural_height()) {
        (0, _) | (_, 0) => Err(Unable),
        size => Ok(size),
    }
}

/// A WebP, or a JPEG where the browser writes no WebP; upright, in sRGB, without metadata.
///
/// # Errors
/// If the browser cannot make one that is small enough.
pub(crate) async fn make(file: &File, natural: (u32, u32)) -> Result<Blob, Unable> {
    let (width, height) = fit(natural);
    let canvas = draw(file, width, height).await?;
    let small_enough = |blob: &Blob| blob.size() <= f64::from(u32::try_from(MAX_PREVIEW_BYTES).unwrap_or(u32::MAX));
    let mut format = "image/webp";
    for quality in QUALITIES {
        let mut blob = encode(&canvas, format, quality).await?;
        if blob.type_() != format {
            format = "image/jpeg";
            blob = encode(&canvas, format, quality).await?;
        }
        if small_enough(&blob) {
            return Ok(blob);
        }
    }
    Err(Unable)
}

/// The browser decodes away from the page's own thread, and only as large as it is needed.
async fn draw(file: &File, width: u32, height: u32) -> Result<OffscreenCanvas, Unable> {
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    options.set_resize_width(width);
    options.set_resize_height(height);
    options.set_resize_quality(ResizeQuality::High);
    let decoding = window()?.create_image_bitmap_with_blob_and_image_bitmap_options(file, &options)?;
    let bitmap: ImageBitmap = JsFuture::from(decoding).await?.unchecked_into();
    let canvas = OffscreenCanvas::new(width, height)?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(Unable)?.unchecked_into();
    context.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0)?;
    bitmap.close();
    Ok(canvas)
}

async fn encode(canvas: &OffscreenCanvas, format: &str, quality: f64) -> Result<Blob, Unable> {
    let options = ImageEncodeOptions::new();
    options.set_type(format);
    options.set_quality(quality);
    let encoding = canvas.convert_to_blob_with_options(&options)?;
    Ok(JsFuture::from(encoding).await?.unchecked_into())
}

/// The preview's size: never larger than the photo.
fn fit((width, height): (u32, u32)) -> (u32, u32) {
    let long = width.max(height);
    if long <= PREVIEW_SIDE {
        return (width, height);
    }
    let scale = |side: u32| {
        let scaled = (u64::from(side) * u64::from(PREVIEW_SIDE) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(scaled).unwrap_or(PREVIEW_SIDE).max(1)
    };
    (scale(width), scale(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_side_is_1280_at_most() {
        assert_eq!(fit((6000, 4000)), (1280, 853));
        assert_eq!(fit((4000, 6000)), (853, 1280));
        assert_eq!(fit((800, 600)), (800, 600));
        assert_eq!(fit((30_000, 1)), (1280, 1));
    }
}
