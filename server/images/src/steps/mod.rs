//! The steps of [`crate::pipeline`], one file each.

// the service's
pub mod bare;
pub mod craft;
pub mod fetch;
pub mod fetch_mark;
pub mod inspect;
pub mod report;
pub mod reserve;
pub mod room;

// the child's
pub mod colour;
pub mod copy;
pub mod decode;
pub mod encode;
pub mod mark;
pub mod placeholder;
pub mod resize;
pub mod shrink;
pub mod turn;
