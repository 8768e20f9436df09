use super::*;
use std::net::SocketAddr;

/// Every way that imgproxy's tables know to write an address, and the ends of every range.
const ADDRESSES: &[(&str, bool)] = &[
    ("8.8.8.8", true),
    ("1.1.1.1", true),
    ("9.255.255.255", true),
    ("11.0.0.0", true),
    ("0.0.0.0", false),
    ("0.1.2.3", false),
    ("10.0.0.1", false),
    ("10.255.255.255", false),
    ("100.63.255.255", true),
    ("100.64.0.0", false),
    ("100.127.255.255", false),
    ("100.128.0.0", true),
    ("126.255.255.255", true),
    ("127.0.0.1", false),
    ("127.255.255.254", false),
    ("128.0.0.1", true),
    ("169.253.255.255", true),
    ("169.254.0.1", false),
    ("169.254.169.254", false),
    ("169.255.0.0", true),
    ("172.15.255.255", true),
    ("172.16.0.1", false),
    ("172.31.255.255", false),
    ("172.32.0.0", true),
    ("192.0.0.8", false),
    ("192.0.1.0", true),
    ("192.0.2.1", false),
    ("192.88.99.1", false),
    ("192.168.1.1", false),
    ("192.169.0.0", true),
    ("198.17.255.255", true),
    ("198.18.0.1", false),
    ("198.19.255.255", false),
    ("198.20.0.0", true),
    ("198.51.100.7", false),
    ("203.0.113.7", false),
    ("223.255.255.255", true),
    ("224.0.0.1", false),
    ("239.255.255.255", false),
    ("240.0.0.1", false),
    ("255.255.255.255", false),
    ("::", false),
    ("::1", false),
    ("fc00::1", false),
    ("fd00::1", false),
    ("fe80::1", false),
    ("febf::1", false),
    ("fec0::1", false),
    ("ff02::1", false),
    ("2001:4860:4860::8888", true),
    ("2606:4700::1111", true),
    ("1fff:ffff::1", false),
    ("3ffe::1", true),
    ("3fff::1", false),
    ("4000::1", false),
    ("5f00::1", false),
    ("100::1", false),
    ("2001:db8::1", false),
    ("2001:2::1", false),
    ("2001:10::1", false),
    ("2001:20::1", false),
    ("2001:1ff:ffff::1", false),
    ("2001:200::1", true),
    // IPv4-mapped
    ("::ffff:8.8.8.8", true),
    ("::ffff:127.0.0.1", false),
    ("::ffff:169.254.169.254", false),
    ("::ffff:100.64.0.1", false),
    // IPv4-compatible and IPv4-translated: nobody uses them for good
    ("::10.0.0.1", false),
    ("::127.0.0.1", false),
    ("::169.254.0.1", false),
    ("::100.64.0.1", false),
    ("::8.8.8.8", false),
    ("::ffff:0:8.8.8.8", false),
    // 6to4
    ("2002:a00:1::", false),
    ("2002:c0a8:1::", false),
    ("2002:6440:1::", false),
    ("2002:7f00:1::", false),
    ("2002:808:808::", false),
    // NAT64
    ("64:ff9b::8.8.8.8", true),
    ("64:ff9b::10.0.0.1", false),
    ("64:ff9b::127.0.0.1", false),
    ("64:ff9b::172.16.0.1", false),
    ("64:ff9b::100.64.0.1", false),
    ("64:ff9b::169.254.169.254", false),
    ("64:ff9b:1:a00:0:100::", false),
    ("64:ff9b:1:c0a8:1:100::", false),
    ("64:ff9b:1:808:8:800::", false),
    // Teredo
    ("2001::f5ff:fffe", false),
    ("2001::f7f7:f7f7", false),
    // ISATAP
    ("2606:4700::5efe:10.0.0.1", false),
    ("2606:4700::200:5efe:192.168.1.1", false),
    ("2606:4700::5efe:127.0.0.1", false),
    ("fe80::5efe:8.8.8.8", false),
    ("2606:4700::5efe:8.8.8.8", true),
];

#[test]
fn only_public_addresses_are_public() {
    for (address, public) in ADDRESSES {
        assert_eq!(is_public(address.parse().unwrap()), *public, "{address}");
    }
}

/// Answers every name with the same addresses.
#[derive(Debug)]
struct Fake(&'static [&'static str]);

impl Resolver for Fake {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let mut found = self.empty();
        for address in self.0 {
            found.push(SocketAddr::new(address.parse().unwrap(), 443));
        }
        Ok(found)
    }
}

/// What is left of `found` for a URL of one of these origins.
fn resolve(origins: &str, url: &str, found: &'static [&'static str]) -> Result<Vec<String>, String> {
    let checked = Checked::new(Origins::parse(origins).unwrap(), Fake(found));
    checked
        .resolve(&url.parse().unwrap(), &Config::default(), NextTimeout::default())
        .map(|addresses| addresses.iter().map(|address| address.ip().to_string()).collect())
        .map_err(|error| error.to_string())
}

#[test]
fn a_name_is_followed_to_public_addresses_only() {
    let (origins, url) = ("https://storage.example", "https://storage.example/x");
    assert_eq!(
        resolve(origins, url, &["10.0.0.1", "8.8.8.8", "::1", "2606:4700::1"]),
        Ok(vec!["8.8.8.8".into(), "2606:4700::1".into()])
    );
    for found in [&["127.0.0.1"][..], &["169.254.169.254", "::1"], &["::ffff:127.0.0.1"]] {
        let refused = resolve(origins, url, found).unwrap_err();
        let reason = format!("storage.example leads to {}, which is not public", found[0]);
        assert!(refused.contains(&reason), "{refused}");
    }
}

#[test]
fn an_address_in_the_list_is_meant() {
    let only = |origins, url, found| resolve(origins, url, found).is_ok();
    assert!(only("http://127.0.0.1:8787", "http://127.0.0.1:8787/x", &["127.0.0.1"]));
    assert!(only("http://[::1]:8787", "http://[::1]:8787/x", &["::1"]));
    assert!(only("http://10.1.2.3", "http://10.1.2.3/x", &["10.1.2.3"]));
    assert!(only(
        "http://localhost:1",
        "http://LOCALHOST:1/x",
        &["::1", "127.0.0.1"]
    ));
    // but nothing beside it
    assert!(!only(
        "http://127.0.0.1:8787",
        "http://127.0.0.1:8787/x",
        &["127.0.0.2"]
    ));
    assert!(!only("http://localhost:1", "http://localhost:1/x", &["10.0.0.1"]));
    assert!(!only("http://10.1.2.3", "http://other.example/x", &["10.1.2.3"]));
    assert!(!only("http://10.1.2.3", "http://other.example/x", &["8.8.8.8"]));
    // other ways to write an address are names
    assert!(!only("http://127.1", "http://127.1/x", &["127.0.0.1"]));
    assert!(!only("http://2130706433", "http://2130706433/x", &["127.0.0.1"]));
    assert!(!only(
        "http://localhost.localdomain",
        "http://localhost.localdomain/x",
        &["127.0.0.1"]
    ));
}
