//! The list of what to watch, in TOML.

use crate::Error;
use serde::{Deserialize, Deserializer};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What to watch, how often, and what to tell.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// How often folders and feeds are looked at that say nothing else. The default is ten minutes.
    #[serde(default = "ten_minutes")]
    pub every: Length,
    /// Time between two requests to one host, at least. The default is two seconds.
    #[serde(default = "two_seconds")]
    pub pause: Length,
    /// Folders to follow.
    #[serde(default, rename = "folder")]
    pub folders: Vec<Folder>,
    /// Feeds to follow.
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
    /// What to tell; without any, every new incident.
    #[serde(default, rename = "filter")]
    pub filters: Vec<Filter>,
    /// Where to post it; without, it is only printed.
    pub webhook: Option<Webhook>,
}

/// A folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Folder {
    /// The folder, or a file; from where the program is started, if it is no absolute path.
    pub path: PathBuf,
    /// How often it is looked at.
    pub every: Option<Length>,
}

/// A feed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// How often it is asked.
    pub every: Option<Length>,
    /// Whether the pages of its entries are fetched; without, the words in the feed are the report.
    #[serde(default)]
    pub pages: bool,
    /// Hosts that pages may be on beside the feed's own and those under it.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// The outlet, where feed and host do not tell it.
    pub publisher: Option<String>,
}

/// What to tell of the record.
#[derive(Clone, Debug, Deserialize)]
pub struct Filter {
    /// Its name, which each notice carries.
    pub name: String,
    /// When to tell. The default is all three.
    #[serde(default = "all")]
    pub tell: Vec<Tell>,
    /// Which incidents and agreements: keys as the views of the record take them.
    #[serde(flatten)]
    pub keys: std::collections::BTreeMap<String, toml::Value>,
}

/// What may be told of an incident or an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tell {
    /// It was not in the record before.
    New,
    /// Accounts of it contradict each other, and did not before.
    Disputed,
    /// A breach of it is alleged that was not alleged before.
    Breached,
}

impl Tell {
    /// The word of the settings and of notices.
    pub fn as_str(self) -> &'static str {
        match self {
            Tell::New => "new",
            Tell::Disputed => "disputed",
            Tell::Breached => "breached",
        }
    }
}

/// An address to post to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// The address.
    pub url: String,
    /// Environment variable that holds a token, sent as `Authorization: Bearer …`.
    pub token_variable: Option<String>,
}

/// A length of time: `30s`, `10m`, `2h`, `1d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length(pub Duration);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Length, D::Error> {
        let text = String::deserialize(from)?;
        length(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is no length of time: write it as 30s, 10m, 2h or 1d")))
    }
}

fn length(text: &str) -> Option<Length> {
    let text = text.trim();
    let at = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..at].parse().ok()?;
    let millis = match text[at..].trim() {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    Some(Length(Duration::from_millis(number.checked_mul(millis)?)))
}

fn ten_minutes() -> Length {
    Length(Duration::from_secs(600))
}

fn two_seconds() -> Length {
    Length(Duration::from_secs(2))
}

fn all() -> Vec<Tell> {
    vec![Tell::New, Tell::Disputed, Tell::Breached]
}

impl Settings {
    /// Reads the list at `path`.
    pub fn open(path: &Path) -> Result<Settings, Error> {
        let wrong = |told: String| Error::Settings { file: path.display().to_string(), told };
        let text = std::fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
        Settings::read(&text).map_err(wrong)
    }

    /// Reads a list.
    ///
    /// ```
    /// use dateline_watch::Settings;
    /// let settings = Settings::read("every = '5m'\n[[feed]]\nurl = 'https://example.org/rss'\n").unwrap();
    /// assert_eq!(settings.feeds.len(), 1);
    /// assert!(Settings::read("[[feed]]\nurl = 'file:///etc/passwd'").is_err());
    /// ```
    pub fn read(text: &str) -> Result<Settings, String> {
        let settings: Settings = toml::from_str(text).map_err(|e| e.to_string())?;
        if settings.folders.is_empty() && settings.feeds.is_empty() {
            return Err("there is nothing to watch: list a [[folder]] with a path or a [[feed]] with an url".to_owned());
        }
        let addresses = settings.feeds.iter().map(|f| &f.url).chain(settings.webhook.iter().map(|w| &w.url));
        for url in addresses {
            if !url.starts_with("http://") && !url.starts_with("https://") {
                return Err(format!("\"{url}\" is no web address: it begins with http:// or https://"));
            }
        }
        Ok(settings)
    }
}
