//! The transforms from a profile's colours to sRGB. A profile that is broken, or of another kind than the picture, has
//! none: it is as good as no profile, and the photo is shown all the same.
//!
//! Profiles are as foreign as pixels: what panics while one is read or used costs only the profile.

use crate::{formats::Profile, pixels::Layout};
use moxcms::{
    CmsError, ColorProfile, DataColorSpace, Layout as Kind, RenderingIntent, TransformExecutor, TransformOptions,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

type Executor<S> = Arc<dyn TransformExecutor<S> + Send + Sync>;

/// A way from a profile's colours to sRGB, for samples of one size.
pub(super) struct Transform<S> {
    executor: Executor<S>,
    /// Whether the profile knows shades only, of which a picture of any layout may consist.
    pub(super) grey: bool,
}

/// Which pictures a profile is for, and how wide its transform reads and writes pixels.
struct Fit {
    from: Kind,
    to: Kind,
    grey: bool,
}

/// The transform for samples of eight bits. None if there is nothing to do, or nothing that can be done.
pub(super) fn bytes(profile: &Profile, layout: Layout) -> Option<Transform<u8>> {
    let options = options(true);
    find(profile, layout, |source, fit, srgb| {
        source.create_transform_8bit(fit.from, srgb, fit.to, options)
    })
}

/// The transform for samples of sixteen bits.
pub(super) fn words(profile: &Profile, layout: Layout) -> Option<Transform<u16>> {
    // fixed point has 13 bits of light: too few for dark shades of sixteen
    let options = options(false);
    find(profile, layout, |source, fit, srgb| {
        source.create_transform_16bit(fit.from, srgb, fit.to, options)
    })
}

/// Perceptual where a profile has tables for it, as browsers do; it makes no difference for a profile of curves.
fn options(fixed_point: bool) -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::Perceptual,
        prefer_fixed_point: fixed_point,
        ..TransformOptions::default()
    }
}

fn find<S>(
    profile: &Profile,
    layout: Layout,
    create: impl FnOnce(&ColorProfile, &Fit, &ColorProfile) -> Result<Executor<S>, CmsError>,
) -> Option<Transform<S>> {
    let found = catch_unwind(AssertUnwindSafe(|| {
        let source = match profile {
            Profile::Srgb => return None,
            Profile::DisplayP3 => ColorProfile::new_display_p3(),
            Profile::Icc(bytes) => ColorProfile::new_from_slice(bytes).ok()?,
        };
        let fit = Fit::of(source.color_space, layout)?;
        let executor = create(&source, &fit, &ColorProfile::new_srgb()).ok()?;
        Some(Transform {
            executor,
            grey: fit.grey,
        })
    }));
    found.ok().flatten()
}

impl Fit {
    fn of(space: DataColorSpace, layout: Layout) -> Option<Self> {
        let (from, to) = match (space, layout) {
            // also where decoding spread grey over three channels
            (DataColorSpace::Gray, Layout::Grey | Layout::Rgb | Layout::Rgba) => (Kind::Gray, Kind::Gray),
            (DataColorSpace::Rgb, Layout::Rgb) => (Kind::Rgb, Kind::Rgb),
            (DataColorSpace::Rgb, Layout::Rgba) => (Kind::Rgba, Kind::Rgba),
            // four channels are four channels to the engine
            (DataColorSpace::Cmyk, Layout::Cmyk) => (Kind::Rgba, Kind::Rgb),
            _ => return None,
        };
        Some(Self {
            from,
            to,
            grey: space == DataColorSpace::Gray,
        })
    }
}

impl<S: Copy + Default> Transform<S> {
    /// Converts pixels, and says whether that worked. What a panic left in `to` is for nobody to use.
    #[must_use]
    pub(super) fn convert(&self, from: &[S], to: &mut [S]) -> bool {
        applied(|| self.executor.transform(from, to))
    }
}

fn applied<E>(transform: impl FnOnce() -> Result<(), E>) -> bool {
    catch_unwind(AssertUnwindSafe(transform)).is_ok_and(|done| done.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transform_that_breaks_is_as_good_as_none() {
        assert!(applied(|| Ok::<(), ()>(())));
        assert!(!applied(|| Err(())));
        assert!(!applied::<()>(|| panic!("a broken profile")));
    }
}
