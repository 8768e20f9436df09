//! Where to go next, as a query says it: only to a page of this site.

/// Parameters by which a page says something, since a form of the site led to it, or fills its form in. `name` is that of the site's
/// settings, which take nothing else of an address without it.
///
/// Whoever is led there by this site looks as if a form had (`respond::came_from_here`). So these are never part of where to go next:
/// anybody can write that into a link.
const SAID: [&str; 6] = ["error", "saved", "done", "retried", "left", "name"];

/// The path if it leads to a page of this site, else the home page; without what would have that page say something.
///
/// Browsers read `//host`, `/\host` and paths with control characters in them as other sites.
pub(crate) fn or_home(path: Option<String>) -> String {
    path.filter(|path| is_local(path))
        .map_or_else(|| "/".to_owned(), |path| without_said(&path))
}

fn without_said(path: &str) -> String {
    let Some((page, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| is_harmless(pair)).collect();
    if kept.is_empty() {
        page.to_owned()
    } else {
        format!("{page}?{}", kept.join("&"))
    }
}

/// The site's own names are plain. One that is percent-encoded may stand for any.
fn is_harmless(pair: &str) -> bool {
    let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain && !name.is_empty() && !SAID.contains(&name)
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
    use domain::site_settings::Field;

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

    #[test]
    fn no_page_is_made_to_say_something() {
        for (path, safe) in [
            ("/settings/account?error=Your+account+is+locked", "/settings/account"),
            ("/settings/account?%65rror=Your+account+is+locked", "/settings/account"),
            ("/admin/people?q=ada&error=x&cursor=1", "/admin/people?q=ada&cursor=1"),
            ("/admin/settings?name=Mallory", "/admin/settings"),
            ("/admin/jobs?retried=9&left=0", "/admin/jobs"),
            ("/?error", "/"),
            ("/?", "/"),
        ] {
            assert_eq!(or_home(Some(path.into())), safe);
        }
        assert!(SAID.contains(&Field::Name.as_str()));
    }
}
