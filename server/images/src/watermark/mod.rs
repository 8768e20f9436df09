//! Marks on renditions: a line of text or a picture, once or all over.
//!
//! A mark is drawn for each size of a photo anew, so that it is as sharp as the size allows. Text is light with a soft
//! dark edge, and so can be read on light and on dark.

mod blend;
mod place;
mod stamp;
#[cfg(test)]
mod tests;
mod text;

pub use text::can_write;

use crate::{
    colour::to_srgb,
    fault::Fault,
    formats::{Header, decode},
    pixels::{Layout, Pixels, in_colour},
};
use domain::{
    mark_picture::MAX_MARK_SIDE,
    media::MediaType,
    reason::Reason,
    watermark::{MAX_MARK_TEXT, Style},
};

/// What a mark shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A line of text, with a glyph for each of its characters.
    Text(String),
    /// A picture with its transparency (always [`Layout::Rgba`]).
    Picture(Pixels),
}

impl Mark {
    /// A text.
    ///
    /// # Errors
    /// If it is empty, too long, or has characters that the font lacks: it should not have been taken.
    pub fn text(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > MAX_MARK_TEXT || !can_write(text) {
            return Err(Fault::File(Reason::Watermark));
        }
        Ok(Self::Text(text.to_owned()))
    }

    /// A picture, from a PNG.
    ///
    /// # Errors
    /// If it is no PNG, broken, or too large: it should not have been taken.
    pub fn picture(file: &[u8]) -> Result<Self, Fault> {
        let broken = Fault::File(Reason::Watermark);
        let header = Header::read(file).map_err(|_| broken.clone())?;
        if header.media_type != MediaType::Png || header.width.max(header.height) > MAX_MARK_SIDE {
            return Err(broken);
        }
        let decoded = decode(file, &header, header.whole()).map_err(|_| broken.clone())?;
        let picture = to_srgb(decoded.picture, &decoded.profile).map_err(|_| broken.clone())?;
        stamp::with_alpha(&picture).map(Self::Picture).ok_or(broken)
    }
}

/// Puts a mark on a picture in sRGB. One that is too small for it stays as it was.
///
/// # Errors
/// If the picture's colours were not converted.
pub fn put(picture: Pixels, mark: &Mark, style: &Style) -> Result<Pixels, Fault> {
    let Some(stamp) = stamp::of(mark, style, picture.width(), picture.height()) else {
        return Ok(picture);
    };
    let mut picture = if stamp::is_grey(&stamp) {
        picture
    } else {
        coloured(picture)?
    };
    for (x, y) in place::places(&picture, &stamp, style) {
        picture = blend::over(picture, &stamp, (x, y), style.opacity)?;
    }
    Ok(picture)
}

/// A grey picture becomes one that can hold a coloured mark.
fn coloured(picture: Pixels) -> Result<Pixels, Fault> {
    if picture.layout() != Layout::Grey {
        return Ok(picture);
    }
    Pixels::new(
        picture.width(),
        picture.height(),
        Layout::Rgb,
        in_colour(picture.data()),
    )
}
