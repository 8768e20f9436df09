//! How much memory a job needs, worked out from the header before any of it is taken. Estimates, not measurements: the
//! child's limit leaves room above them.

use crate::{
    formats::{self, Header},
    limits::CHILD_BASE_BYTES,
    plan::Plan,
};

/// A rough count of what the steps after shrinking need for each pixel of the largest rendition: the sizes, the encoders'
/// own copies, and the files.
const BYTES_A_PIXEL: u64 = 16;

/// How much memory a job needs, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Until the picture is as small as the largest rendition.
    pub first: u64,
    /// After that.
    pub then: u64,
}

impl Estimate {
    /// What a file of so many bytes needs.
    #[must_use]
    pub fn new(header: &Header, plan: &Plan, file_bytes: u64) -> Self {
        let wanted = plan.wanted();
        let (wide, high) = (u64::from(wanted.width), u64::from(wanted.height));
        // shrinking has a picture in between, of the new width and the old height
        let between = wide * u64::from(header.height) * 4;
        let shrinking = header.pixels() * 4 + between;
        // the file is in both processes while it is handed over
        let files = 2 * file_bytes;
        Self {
            first: files + formats::memory(header, wanted).max(shrinking),
            then: wide * high * BYTES_A_PIXEL,
        }
    }

    /// The address space that the process may take, in bytes.
    #[must_use]
    pub const fn space(self) -> u64 {
        let most = if self.first > self.then { self.first } else { self.then };
        most.saturating_mul(2).saturating_add(CHILD_BASE_BYTES)
    }
}
