//! The decoder of JPEG: the same pictures as another one, at every scale, and only whole ones.

mod damage;
mod kinds;
mod maker;
mod scales;
