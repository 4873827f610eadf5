//! The round of all that is watched.

use crate::fetch::Fetcher;
use crate::settings::Settings;
use crate::state::{FeedState, FileState, State};
use crate::{Error, feeds, folders};
use dateline_intake::{Item, Options, Place};
use dateline_text::sha256_hex;
use std::collections::{BTreeMap, VecDeque};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Watches what the settings list.
pub struct Watch {
    settings: Settings,
    state: State,
    path: PathBuf,
    fetcher: Fetcher,
    options: Options,
    /// When each folder is looked at next.
    due: Vec<Instant>,
    /// Changed files of a folder that are yet to be read.
    waiting: VecDeque<(PathBuf, FileState)>,
    /// The first file of each name: a report that is named after its file has that name, reports of later files another.
    stems: BTreeMap<String, PathBuf>,
    /// Held as long as we watch.
    _lock: File,
}

/// Files of one find, at most: what was read is kept after each.
const FILES: usize = 256;
/// A find also ends at the file with which it has so many bytes.
const BYTES: u64 = 16 << 20;

/// Some files of a folder, or a feed. Its reports and problems are taken one by one.
pub struct Find {
    /// The folder, or the address of the feed.
    pub from: String,
    /// What happened, where it was not simply read.
    pub told: Option<String>,
    items: Box<dyn Iterator<Item = Item>>,
    settles: Settles,
}

impl Iterator for Find {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.items.next()
    }
}

/// What the state becomes once the reports are kept.
enum Settles {
    Files(Vec<(PathBuf, FileState)>),
    Feed(String, Box<FeedState>),
}

impl Watch {
    /// Begins to watch; what was read before is kept at `state`. Fails where another program watches with that state.
    pub fn open(settings: Settings, state: &Path, options: Options) -> Result<Watch, Error> {
        let wrong = |e: std::io::Error| Error::State { file: state.display().to_string(), told: e.to_string() };
        let mut lock = state.as_os_str().to_owned();
        lock.push(".lock");
        let lock = File::create(PathBuf::from(lock)).map_err(wrong)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy(state.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(wrong(error)),
        }
        let fetcher = Fetcher::new(settings.pause.0);
        let due = vec![Instant::now(); settings.folders.len()];
        let path = state.to_owned();
        let state = State::open(state)?;
        let mut stems = BTreeMap::new();
        for file in state.files.keys() {
            stems.entry(Place::new(file).stem).or_insert_with(|| PathBuf::from(file));
        }
        Ok(Watch { state, settings, path, fetcher, options, due, waiting: VecDeque::new(), stems, _lock: lock })
    }

    /// What to watch.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What was told before, by name of the filter.
    pub fn told(&self) -> &BTreeMap<String, BTreeMap<String, String>> {
        &self.state.told
    }

    /// Keeps what was told.
    pub fn set_told(&mut self, told: BTreeMap<String, BTreeMap<String, String>>) -> Result<(), Error> {
        self.state.told = told;
        self.state.save(&self.path)
    }

    /// Posts a notice to the webhook, where there is one.
    pub fn post(&mut self, json: &str, key: &str) -> Result<(), Error> {
        let Some(webhook) = &self.settings.webhook else { return Ok(()) };
        let token = webhook.token_variable.as_deref().and_then(|name| std::env::var(name).ok());
        self.fetcher.post(&webhook.url, json, key, token.as_deref())
    }

    /// The next folder or feed that is due and has something; `None` when nothing is. The caller keeps the reports, then calls
    /// [`settle`](Watch::settle).
    pub fn next(&mut self) -> Result<Option<Find>, Error> {
        for (at, folder) in self.settings.folders.iter().enumerate() {
            if self.due[at] > Instant::now() {
                continue;
            }
            if self.waiting.is_empty() {
                self.waiting = folders::changed(&folder.path, &self.state).into();
            }
            if self.waiting.is_empty() {
                self.due[at] = Instant::now() + folder.every.unwrap_or(self.settings.every).0;
                continue;
            }
            let from = folder.path.display().to_string();
            return Ok(Some(self.files(from)));
        }
        for feed in &self.settings.feeds {
            let old = self.state.feeds.get(&feed.url).cloned().unwrap_or_default();
            if old.next > now() {
                continue;
            }
            let every = feed.every.unwrap_or(self.settings.every).0;
            let look = feeds::look(feed, &old, every, now(), &mut self.fetcher, &self.options);
            let settles = Settles::Feed(feed.url.clone(), Box::new(look.state));
            let items = Box::new(look.items.into_iter());
            return Ok(Some(Find { from: feed.url.clone(), items, told: look.told, settles }));
        }
        Ok(None)
    }

    /// The next of the files that wait.
    fn files(&mut self, from: String) -> Find {
        let (mut files, mut bytes) = (Vec::new(), 0u64);
        while files.len() < FILES && bytes < BYTES {
            let Some((path, file)) = self.waiting.pop_front() else { break };
            bytes = bytes.saturating_add(file.size);
            files.push((path, file));
        }
        let mut sources = Vec::new();
        for (path, _) in &files {
            let stem = Place::new(&path.to_string_lossy()).stem;
            let first = self.stems.entry(stem.clone()).or_insert_with(|| path.clone());
            // Stable for the file, so that its later versions have the name too.
            let mark = (first != path).then(|| sha256_hex(path.to_string_lossy().as_bytes())[..8].to_owned());
            sources.push((path.clone(), stem, mark));
        }
        let options = self.options.clone();
        let items = sources.into_iter().flat_map(move |(path, stem, mark)| {
            dateline_intake::open(&[path], options.clone()).map(move |item| renamed(item, &stem, mark.as_deref()))
        });
        Find { from, told: None, items: Box::new(items), settles: Settles::Files(files) }
    }

    /// The reports of a find are kept: it is not given again.
    pub fn settle(&mut self, find: Find) -> Result<(), Error> {
        match find.settles {
            Settles::Files(files) => {
                let files = files.into_iter().map(|(path, file)| (path.to_string_lossy().into_owned(), file));
                self.state.files.extend(files);
            }
            Settles::Feed(url, state) => {
                self.state.feeds.insert(url, *state);
            }
        }
        self.state.save(&self.path)
    }

    /// How long nothing is due.
    pub fn idle(&self) -> Duration {
        let folders = self.due.iter().map(|due| due.saturating_duration_since(Instant::now()));
        let feeds = self.settings.feeds.iter().map(|feed| {
            let next = self.state.feeds.get(&feed.url).map_or(0, |s| s.next);
            Duration::from_secs(next.saturating_sub(now()))
        });
        folders.chain(feeds).min().unwrap_or_default()
    }
}

/// A report that is named after its file, with the mark of the file where an earlier one has the name.
fn renamed(item: Item, stem: &str, mark: Option<&str>) -> Item {
    match (item, mark) {
        (Item::Report(mut report), Some(mark)) => {
            if report.id.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('#')) {
                report.id = format!("{}~{mark}", report.id);
            }
            Item::Report(report)
        }
        (item, _) => item,
    }
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())
}
