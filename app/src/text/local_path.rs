//! Where to go next, as a query says it: only to a page of this site.

/// The path if it leads to a page of this site, else the home page.
///
/// Browsers read `//host`, `/\host` and paths with control characters in them as other sites.
pub(crate) fn or_home(path: Option<String>) -> String {
    path.filter(|path| is_local(path)).unwrap_or_else(|| "/".to_owned())
}

fn is_local(path: &str) -> bool {
    let second = path.as_bytes().get(1);
    path.starts_with('/')
        && !matches!(second, Some(b'/' | b'\\'))
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_site_is_gone_to() {
        for path in ["/", "/upload", "/photos/1?x=//y"] {
            assert_eq!(or_home(Some(path.into())), path);
        }
        for path in [
            "",
            "upload",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a b",
        ] {
            assert_eq!(or_home(Some(path.into())), "/", "{path:?}");
        }
        assert_eq!(or_home(None), "/");
    }
}
