//! Samples of eight and of sixteen bits, and the light that they stand for by the curve of sRGB (IEC 61966-2-1), of which
//! 65,535 is white.

use std::sync::LazyLock;

/// A sample of a picture.
pub trait Sample: Copy {
    /// The alpha of a pixel that nothing shines through.
    const FULL_ALPHA: u64;

    /// The light that it stands for.
    fn light(self) -> u16;

    /// How much it counts, if it is an alpha.
    fn alpha(self) -> u64;

    /// It in eight bits, rounded.
    fn byte(self) -> u8;
}

impl Sample for u8 {
    const FULL_ALPHA: u64 = 255;

    fn light(self) -> u16 {
        LIGHT_OF_BYTES.get(usize::from(self)).copied().unwrap_or(u16::MAX)
    }

    fn alpha(self) -> u64 {
        self.into()
    }

    fn byte(self) -> u8 {
        self
    }
}

impl Sample for u16 {
    const FULL_ALPHA: u64 = 65_535;

    fn light(self) -> u16 {
        LIGHT_OF_WORDS.get(usize::from(self)).copied().unwrap_or(u16::MAX)
    }

    fn alpha(self) -> u64 {
        self.into()
    }

    fn byte(self) -> u8 {
        byte((u64::from(self) + 128) / 257)
    }
}

/// The sample of eight bits for this much light.
pub(super) fn shade(light: u64) -> u8 {
    let place = usize::try_from(light).unwrap_or(usize::MAX);
    SHADES.get(place).copied().unwrap_or(u8::MAX)
}

/// A number that fits into eight bits.
pub(super) fn byte(number: u64) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

static LIGHT_OF_BYTES: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (0..=u8::MAX)
        .map(|sample| word(light(f64::from(sample) / 255.0)))
        .collect()
});

static LIGHT_OF_WORDS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (0..=u16::MAX)
        .map(|sample| word(light(f64::from(sample) / 65_535.0)))
        .collect()
});

static SHADES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let shade = |light: u16| curve(f64::from(light) / 65_535.0) * 255.0;
    (0..=u16::MAX).map(|light| shade(light).round() as u8).collect()
});

fn word(share: f64) -> u16 {
    (share * 65_535.0).round() as u16
}

fn light(shade: f64) -> f64 {
    if shade <= 0.040_45 {
        shade / 12.92
    } else {
        ((shade + 0.055) / 1.055).powf(2.4)
    }
}

fn curve(light: f64) -> f64 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_leads_back_to_its_shade() {
        for sample in 0..=u8::MAX {
            assert_eq!(shade(sample.light().into()), sample);
            assert_eq!(shade((u16::from(sample) * 257).light().into()), sample);
        }
        assert_eq!((0_u8.light(), 255_u8.light(), u16::MAX.light()), (0, 65_535, 65_535));
    }
}
