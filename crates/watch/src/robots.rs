//! `robots.txt`: what a host asks robots to keep away from (RFC 9309).
//!
//! The crates that read it are no longer kept up; the rules are few and stand here.

use std::time::Duration;

/// The part of a host's rules that is meant for us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    /// Pattern of paths, and whether they may be fetched.
    rules: Vec<(String, bool)>,
    /// Time between two requests that the host asks for.
    delay: Option<Duration>,
}

/// Bytes that are read; RFC 9309 asks for at least 500 KiB.
const READ: usize = 512 << 10;
/// Nobody waits longer between two requests, whatever is asked.
const LONGEST: u64 = 300;

impl Robots {
    /// Reads the rules for the robot `agent`: its own group, else that for all.
    ///
    /// ```
    /// use dateline_watch::Robots;
    /// let robots = Robots::read("User-agent: *\nDisallow: /private\nAllow: /private/news$", "dateline");
    /// assert!(robots.allows("/world") && robots.allows("/private/news"));
    /// assert!(!robots.allows("/private/newsroom"));
    /// ```
    pub fn read(text: &str, agent: &str) -> Robots {
        let end = (0..=text.len().min(READ)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (mut own, mut all) = (None::<Robots>, Robots::default());
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text[..end].lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    (for_us, for_all) = (false, false);
                }
                naming = true;
                for_us |= value.eq_ignore_ascii_case(agent);
                for_all |= value == "*";
                if for_us {
                    own.get_or_insert_default();
                }
                continue;
            }
            naming = false;
            let groups = own.as_mut().filter(|_| for_us).into_iter().chain(Some(&mut all).filter(|_| for_all));
            for group in groups {
                match key.as_str() {
                    "disallow" if !value.is_empty() => group.rules.push((value.to_owned(), false)),
                    "allow" if !value.is_empty() => group.rules.push((value.to_owned(), true)),
                    // No part of the standard, and common.
                    "crawl-delay" => {
                        group.delay = value
                            .parse::<f64>()
                            .ok()
                            .filter(|s| *s >= 0.0)
                            .map(|s| Duration::from_secs_f64(s.min(LONGEST as f64)));
                    }
                    _ => {}
                }
            }
        }
        own.unwrap_or(all)
    }

    /// Rules that keep robots away from everything: for a host that cannot say what it asks for.
    pub fn closed() -> Robots {
        Robots { rules: vec![("/".to_owned(), false)], delay: None }
    }

    /// Whether a path with its query may be fetched: the longest rule that fits decides, of two equal ones the milder.
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allow)| (pattern.len(), *allow)).is_none_or(|(_, allow)| *allow)
    }

    /// Time between two requests that the host asks for.
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// Whether a pattern with `*` and a closing `$` fits the beginning of a path. Linear in both: each part is taken where it first fits.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (i, part) in parts.iter().enumerate() {
        if whole && i + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !whole || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_patterns() {
        let text = "User-agent: other\nDisallow: /\n\nUser-agent: a\nUser-agent: DateLine # us\nDisallow: /*.pdf$\nDisallow: /a\nAllow: /a/b\n\
            Crawl-delay: 4\n\nUser-agent: *\nDisallow: /";
        let robots = Robots::read(text, "dateline");
        for (path, allowed) in [("/x.pdf", false), ("/x.pdf?y", true), ("/a", false), ("/a/b/c", true), ("/", true)] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        assert_eq!(robots.delay(), Some(Duration::from_secs(4)));
        assert!(!Robots::read(text, "stranger").allows("/x"));
        assert!(Robots::read("Disallow: /", "dateline").allows("/x"), "a rule without a group is nobody's");
    }
}
