//! Which addresses storage may have: public ones. A name that leads anywhere else (this machine, its network, a cloud's
//! metadata) is not followed there, unless the list of origins itself names that address.
//!
//! The check is part of resolving, so that the address which was checked is the one that is connected to: a name that
//! changes its address in between (DNS rebinding) gains nothing.

use crate::origins::{Named, Origins};
use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};
use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// IPv4 addresses that are not public (IANA's special-purpose registry, RFC 6890; multicast, RFC 5771; reserved, RFC 1112).
const SPECIAL_V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    // behind a provider's address translation (RFC 6598)
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The only part of IPv6 that is public: global unicast (RFC 4291). What is not in it: loopback, link-local, unique local,
/// multicast, IPv4-compatible addresses, local address translation (`64:ff9b:1::/48`, RFC 8215).
const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// IPv6 addresses inside of [`GLOBAL_V6`] that are not public, or lead to IPv4 by ways that no storage needs.
const SPECIAL_V6: [(Ipv6Addr, u32); 4] = [
    // protocols' own: Teredo (RFC 4380), benchmarks, ORCHID
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    // documentation (RFC 3849, RFC 9637)
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
    // 6to4 (RFC 3056)
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
];

/// Whether an address is public: one that anybody on the internet reaches at the same place.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |(start, bits): (Ipv4Addr, u32)| (u32::from(address) ^ u32::from(start)) >> (32 - bits) == 0;
    !SPECIAL_V4.into_iter().any(within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let within = |(start, bits): (Ipv6Addr, u32)| (u128::from(address) ^ u128::from(start)) >> (128 - bits) == 0;
    match embedded(address) {
        Embedded::Translated(inner) => is_public_v4(inner),
        Embedded::Tunnelled(inner) if !is_public_v4(inner) => false,
        Embedded::Tunnelled(_) | Embedded::Nothing => within(GLOBAL_V6) && !SPECIAL_V6.into_iter().any(within),
    }
}

/// An IPv4 address inside of an IPv6 one.
enum Embedded {
    /// It is only another way to write the IPv4 address: IPv4-mapped (RFC 4291), and the well-known prefix of networks
    /// that have no IPv4 of their own (NAT64, RFC 6052).
    Translated(Ipv4Addr),
    /// The IPv6 address exists as well: ISATAP (RFC 5214).
    Tunnelled(Ipv4Addr),
    Nothing,
}

fn embedded(address: Ipv6Addr) -> Embedded {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let inner = || {
        let ([first, second], [third, fourth]) = (g.to_be_bytes(), h.to_be_bytes());
        Ipv4Addr::new(first, second, third, fourth)
    };
    match [a, b, c, d, e, f] {
        [0, 0, 0, 0, 0, 0xffff] | [0x64, 0xff9b, 0, 0, 0, 0] => Embedded::Translated(inner()),
        [_, _, _, _, 0 | 0x200, 0x5efe] => Embedded::Tunnelled(inner()),
        _ => Embedded::Nothing,
    }
}

/// Resolves names to those of their addresses that may be connected to.
#[derive(Debug)]
pub struct Checked<R> {
    origins: Origins,
    resolver: R,
}

impl<R> Checked<R> {
    /// Checks what `resolver` finds.
    #[must_use]
    pub const fn new(origins: Origins, resolver: R) -> Self {
        Self { origins, resolver }
    }
}

impl<R: Resolver> Resolver for Checked<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let named = self.origins.named(uri);
        let allowed = |address: IpAddr| match named {
            Some(Named::Address(named)) => address == named,
            Some(Named::ThisMachine) => address.is_loopback(),
            Some(Named::Name) => is_public(address),
            None => false,
        };
        let found = self.resolver.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| allowed(address.ip())) {
            kept.push(*address);
        }
        match found.first() {
            Some(first) if kept.is_empty() => Err(Error::Other(Box::new(NotAllowed {
                host: uri.host().unwrap_or_default().to_owned(),
                address: first.ip(),
            }))),
            _ => Ok(kept),
        }
    }
}

/// A name led to no address that may be connected to.
#[derive(Debug)]
pub struct NotAllowed {
    host: String,
    address: IpAddr,
}

impl fmt::Display for NotAllowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, address } = self;
        write!(
            f,
            "{host} leads to {address}, which is not public: not connected (IMAGES_ORIGINS may name the address itself)"
        )
    }
}

impl std::error::Error for NotAllowed {}

#[cfg(test)]
mod tests;
