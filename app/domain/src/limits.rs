//! Every limit in one place: what may be uploaded, how long things may be, how many a page shows.

/// The largest file, in bytes: 50 MB as cameras and file managers count it (MiB).
pub const MAX_FILE_BYTES: u64 = 50 * 1024 * 1024;

/// The largest photo, in pixels (width times height).
pub const MAX_PIXELS: u64 = 100_000_000;

/// The longest side, in pixels.
pub const MAX_SIDE: u32 = 30_000;

/// The largest preview, in bytes.
pub const MAX_PREVIEW_BYTES: u64 = 300_000;

/// The long side of a preview, in pixels.
pub const PREVIEW_SIDE: u32 = 1280;

/// The longest title, in characters.
pub const MAX_TITLE: usize = 120;

/// The longest description, in characters.
pub const MAX_DESCRIPTION: usize = 2000;

/// The longest alt text, in characters.
pub const MAX_ALT: usize = 1000;

/// The most tags of a photo.
pub const MAX_TAGS: usize = 20;

/// The longest tag, in characters.
pub const MAX_TAG: usize = 40;

/// Photos on one page of a list.
pub const PAGE_SIZE: u32 = 30;

/// The most photos that one API call lists.
pub const MAX_API_PAGE: u32 = 100;

/// Files that the browser sends at the same time.
pub const PARALLEL_UPLOADS: usize = 3;

/// What a visitor reads when a file is over [`MAX_FILE_BYTES`].
pub const TOO_LARGE: &str = "This file is larger than 50 MB, the most Heliograph takes.";

/// What a visitor reads when a photo is over [`MAX_PIXELS`] or [`MAX_SIDE`].
pub const TOO_MANY_PIXELS: &str = "This photo has more than 100 megapixels, the most Heliograph takes.";

/// What a visitor reads when a file is none of the types in [`crate::media::MediaType`].
pub const WRONG_TYPE: &str = "Heliograph takes JPEG, PNG, WebP, AVIF and GIF photos.";
