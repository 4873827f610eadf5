//! Hosts of addresses, and the outlets they belong to.

use std::sync::Arc;

/// Knows which outlet a host belongs to. The table is the lexicon's; this crate only asks.
#[derive(Clone, Default)]
pub struct Outlets(Option<Arc<dyn Fn(&str) -> Option<String> + Send + Sync>>);

impl Outlets {
    /// Asks `table` for the name of the outlet of a host such as `www.example.org`.
    pub fn new(table: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Outlets {
        Outlets(Some(Arc::new(table)))
    }

    /// The outlet of a host, where the table has it.
    pub fn of(&self, host: &str) -> Option<String> {
        self.0.as_ref().and_then(|table| table(host))
    }
}

impl std::fmt::Debug for Outlets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Outlets(a table)" } else { "Outlets(none)" })
    }
}

/// The host of a web address, lower case, without user, port and a leading `www.`.
///
/// ```
/// use dateline_intake::host_of;
/// assert_eq!(host_of("https://www.Example.org:8080/a?b").as_deref(), Some("example.org"));
/// assert_eq!(host_of("urn:newsml:x"), None);
/// ```
pub fn host_of(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    let (_, rest) = rest.filter(|(scheme, _)| scheme == "http" || scheme == "https")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.trim_end_matches('.').to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let sound = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
    sound.then(|| host.to_owned())
}
