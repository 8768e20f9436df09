//! Every limit of the service in one place. What may be uploaded at all stands in [`domain::limits`].

use std::time::Duration;

/// The largest ticket, in bytes.
pub const MAX_TICKET_BYTES: usize = 64 * 1024;

/// How long a ticket may take to arrive.
pub const TICKET_TIMEOUT: Duration = Duration::from_secs(10);

/// What `Retry-After` says when the queue is full, in seconds.
pub const RETRY_AFTER_SECONDS: &str = "5";

/// How long held work may take after the signal to stop.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(30);

/// How long storage may take to accept a connection.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long storage may stay silent, before it answers or in the middle of a file.
pub const READ_TIMEOUT: Duration = Duration::from_secs(20);

/// How long an unused connection to storage is kept. Shorter than any server keeps it, so that none is used that the
/// other side is about to close: what is being sent then is lost.
pub const IDLE_TIMEOUT: Duration = Duration::from_secs(2);

/// The largest colour profile, inflated, in bytes. Display profiles have a few kilobytes.
pub const MAX_PROFILE_BYTES: usize = 4 * 1024 * 1024;

/// The largest EXIF block, in bytes. JPEG cannot hold more than 64 kB; a larger one is not read.
pub const MAX_EXIF_BYTES: usize = 1024 * 1024;

/// The most entries in a directory of an EXIF block. Cameras write a few dozen.
pub const MAX_EXIF_ENTRIES: usize = 1_000;

/// The most scans in a progressive JPEG: each costs a pass over all coefficients. Encoders write about ten.
pub const MAX_JPEG_SCANS: usize = 40;

/// The most chunks in a PNG.
pub const MAX_PNG_CHUNKS: usize = 100_000;

/// The most pictures in an animation (GIF, WebP, PNG), of which only the first is shown. They are counted before any is
/// decoded; real ones have dozens, a long one a few hundred.
pub const MAX_FRAMES: usize = 1_000;

/// The most entries in any table of an AVIF container.
pub const MAX_AVIF_ENTRIES: usize = 1_000;

/// The most frames in the AV1 data of an AVIF. A photo has one, one that sharpens in steps up to four; hidden frames
/// cost as much as seen ones.
pub const MAX_AVIF_FRAMES: usize = 4;

/// Address space of the process that works on pictures, besides files and pixels, in bytes: the program, its libraries,
/// and stacks, of which it touches little.
pub const CHILD_BASE_BYTES: u64 = 128 * 1024 * 1024;

/// Memory of that process besides files and pixels, in bytes: what it touches of these, and tables.
pub const CHILD_RESIDENT_BYTES: u64 = 12 * 1024 * 1024;

/// The longest order for that process, in bytes.
pub const MAX_ORDER_BYTES: u64 = 64 * 1024;

/// The longest encoded file, in bytes for each of its pixels. None of the encoders writes more than the pixels.
pub const MAX_ENCODED_BYTES_A_PIXEL: u32 = 4;

/// What an encoded file may have besides, in bytes.
pub const ENCODED_BASE_BYTES: u32 = 64 * 1024;

/// The longest message about what was found out, in bytes.
pub const MAX_FACTS_BYTES: u32 = 4 * 1024;

/// The longest message about a fault, in bytes: far more than a sentence needs.
pub const MAX_FAULT_BYTES: u32 = 1000;

/// How many files of one job are put into storage at the same time: each waits longer for the network than it takes to
/// send.
pub const UPLOADS_AT_ONCE: usize = 3;

/// The most parts of a colour profile in a JPEG: they are numbered with one byte.
pub const MAX_JPEG_PROFILE_PARTS: usize = 255;

/// The longest text that is taken from a camera, in characters.
pub const MAX_CAMERA_TEXT: usize = 64;

/// The longest text of a credit that is written into a file, in characters.
pub const MAX_CREDIT_TEXT: usize = 500;
