//! What the tests share.

pub(crate) mod animations;
pub(crate) mod answers;
pub(crate) mod avif;
pub(crate) mod containers;
pub(crate) mod exif;
pub(crate) mod hostile;
pub(crate) mod huge;
pub(crate) mod interlaced;
pub(crate) mod picture;
pub(crate) mod profiles;
pub(crate) mod program;
pub(crate) mod prometheus;
pub(crate) mod raw;
pub(crate) mod seeds;
pub(crate) mod storage;
pub(crate) mod world;
pub(crate) mod writers;

pub(crate) use picture::Picture;
pub(crate) use world::World;
