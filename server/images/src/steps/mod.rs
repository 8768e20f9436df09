//! The steps of [`crate::pipeline`], one file each.

pub mod colour;
pub mod decode;
pub mod encode;
pub mod fetch;
pub mod inspect;
pub mod placeholder;
pub mod reserve;
pub mod resize;
pub mod shrink;
pub mod store;
pub mod turn;
