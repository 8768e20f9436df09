//! Views of photos, and which photos are popular: what is counted, how much of it is written down, and how fast it is forgotten.
//! Pure rules: nothing here knows who looked.

pub mod decay;
mod machine;
pub mod sample;

pub use machine::is_machine;
