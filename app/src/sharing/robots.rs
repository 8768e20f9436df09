//! `robots.txt` (RFC 9309): pages and public files are for everybody; answers for programs are nothing to find.

/// The file.
#[must_use]
pub fn write(origin: &str) -> String {
    let closed: String = ["/api/", "/fn/"]
        .into_iter()
        .map(|path| format!("Disallow: {path}\n"))
        .collect();
    format!("User-agent: *\n{closed}\nSitemap: {origin}/sitemap.xml\n")
}
