//! Photographs, and their renditions' sizes.

use images::{
    formats::{Header, decode},
    pixels::Pixels,
    similarity,
    steps::resize::resized,
};
use std::{error::Error, fs, path::Path};

pub(crate) struct Photo {
    pub(crate) name: String,
    whole: Pixels,
}

impl Photo {
    pub(crate) fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self {
            whole: read(&fs::read(path)?).map_err(|fault| format!("{name}: {fault}"))?,
            name,
        })
    }

    /// The photo at this width. Nothing if it is not that wide.
    pub(crate) fn at(&self, width: u32) -> Option<Pixels> {
        let height = (self.whole.height() * width + self.whole.width() / 2) / self.whole.width();
        let fits = width <= self.whole.width();
        fits.then(|| resized(&self.whole, width, height).ok()).flatten()
    }
}

/// What is in a file.
pub(crate) fn read(file: &[u8]) -> Result<Pixels, Box<dyn Error>> {
    let header = Header::read(file).map_err(|fault| format!("{fault:?}"))?;
    let decoded = decode(file, &header, header.whole()).map_err(|fault| format!("{fault:?}"))?;
    Ok(decoded.picture)
}

/// How much of a picture is left in a file.
pub(crate) fn score(picture: &Pixels, file: &[u8]) -> Result<f64, Box<dyn Error>> {
    similarity::score(picture, &read(file)?).ok_or_else(|| "no score".into())
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.get(middle.saturating_sub(1)..=middle) {
        Some([one, other]) if values.len().is_multiple_of(2) => f64::midpoint(*one, *other),
        _ => values.get(middle).copied().unwrap_or(f64::NAN),
    }
}
