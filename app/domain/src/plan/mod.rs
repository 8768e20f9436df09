//! What the free plan allows, how much of it is used, and what follows from that. Pure rules: nothing here counts anything,
//! and time is an argument.
//!
//! [`quota`] is the table of limits and prices, [`setting`] replaces limits, [`marks`] says from where on one is nearly used up,
//! [`standing`] says what is used, [`pace`] how rarely
//! counts are written down, [`degrade`] what the site does without before it would cost money, [`forecast`] and [`bill`] what is to
//! come.

pub mod bill;
mod counts;
pub mod degrade;
pub mod forecast;
pub mod marks;
pub mod pace;
pub mod quota;
pub mod setting;
pub mod standing;

pub use counts::Counts;
pub use marks::Marks;
pub use quota::{Period, Resource, Service, Unit};
pub use setting::{Plan, PlanError};
pub use standing::{Level, Standing};
