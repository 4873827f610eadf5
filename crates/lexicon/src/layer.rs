//! A user's own lexicon: a folder laid out like ours and laid over it.
//!
//! Any subset of the files will do. Rows are added to ours; a row with the key of one of ours replaces it (what
//! the key is, docs/LEXICON.md tells for each file); `drop.tsv` takes rows of ours away.

use crate::Problem;
use crate::source::Source;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

/// A file of a user's folder has at most this many bytes; our largest table has a fifth of them.
const LARGEST_FILE: u64 = 4 << 20;

/// A folder has at most this many files.
const MOST_FILES: usize = 500;

/// Files with a fixed name that a folder may hold. Beside them: `events/*.toml` with rows.
pub(crate) const FILES: &[&str] = &[
    "actors/states.tsv",
    "actors/seats.tsv",
    "actors/bodies.tsv",
    "actors/outlets.tsv",
    "actors/people.tsv",
    "actors/groups.tsv",
    "actors/populations.tsv",
    "actors/regions.tsv",
    "actors/agents.tsv",
    "cues/reporting.toml",
    "cues/effects.toml",
    "cues/words.toml",
    "events/classes.toml",
    "events/modes.toml",
    "events/contexts.toml",
    "events/plover.toml",
    "events/acled.toml",
    "events/facilities.toml",
    "events/light.toml",
    "events/parts.toml",
    "places/regions.tsv",
    "places/spellings.tsv",
    "terms/obligations.toml",
    "terms/figures.toml",
    "terms/counting.toml",
    "words/common.txt",
    "drop.tsv",
];

/// The subfolders that are looked into.
const SUBFOLDERS: &[&str] = &["actors", "cues", "events", "places", "terms", "words"];

/// What `drop.tsv` may take away, and what its key is.
pub const DROPS: &[(&str, &str)] = &[
    ("event", "id of a row of events/*.toml"),
    ("term", "id of a row of terms/obligations.toml"),
    ("figure", "id of a row of terms/figures.toml"),
    ("actor", "id of a row of actors/*.tsv; of a person all offices go"),
    ("seat", "name in actors/seats.tsv"),
    ("agent", "lemma in actors/agents.tsv"),
    ("verb", "reporting verb in cues/reporting.toml"),
    ("noun", "reporting noun in cues/reporting.toml"),
    ("effect", "governor in cues/effects.toml"),
    ("light", "verb in events/light.toml"),
    ("place", "GeoNames id, or a name with all that it stands for"),
];

/// A folder's files, read into memory.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    root: String,
    /// Text by path below the root.
    files: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

/// One line of `drop.tsv`.
#[derive(Clone, Debug)]
struct Drop {
    what: String,
    key: String,
    layer: usize,
    file: String,
    line: u32,
}

/// The program's own lexicon with folders laid over it, the later over the earlier.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layers {
    folders: Vec<Folder>,
    drops: Vec<Drop>,
    /// Uppermost layer that drops a key, by what and key.
    dropped: FxHashMap<(String, String), usize>,
}

impl Folder {
    /// Reads a folder. What cannot be read is told in [`Folder::problems`].
    pub fn open(path: &Path) -> Folder {
        let mut folder = Folder { root: path.to_string_lossy().trim_end_matches(['/', '\\']).to_owned(), ..Folder::default() };
        if folder.root.is_empty() {
            folder.root = path.to_string_lossy().into_owned();
        }
        folder.walk(path, "");
        if folder.files.is_empty() && folder.problems.is_empty() {
            let message = "no file of a lexicon in it: see docs/LEXICON.md, or begin with `dateline lexicon new`";
            folder.problems.push(Problem::new(&folder.root, 0, message));
        }
        folder
    }

    /// A folder from texts by their paths below the root: `("events/raids.toml", "…")`.
    ///
    /// ```
    /// use dateline_lexicon::{Folder, Lexicon};
    /// let table = "lemma\tsector\tkind\toffice\tnote\nherdsman\tCVL\tpeople\t\t\n";
    /// let lexicon = Lexicon::layered(vec![Folder::from_texts("mine", [("actors/agents.tsv", table)])]);
    /// assert!(lexicon.problems().is_empty());
    /// assert!(lexicon.agents.get("herdsmen").is_some());
    /// ```
    pub fn from_texts<'a>(root: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Folder {
        let mut folder = Folder { root: root.to_owned(), ..Folder::default() };
        for (name, text) in files {
            folder.keep(name.to_owned(), text.to_owned());
        }
        folder
    }

    /// What could not be read, and files that nothing reads.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// First eight hexadecimal digits of a hash over names and texts of all files.
    pub fn version(&self) -> String {
        let mut all = String::new();
        for (name, text) in &self.files {
            all.extend([name, "\u{0}", text, "\u{0}"]);
        }
        dateline_text::sha256_hex(all.as_bytes())[..8].to_owned()
    }

    fn shown(&self, name: &str) -> String {
        if name.is_empty() { self.root.clone() } else { format!("{}/{name}", self.root) }
    }

    fn tell(&mut self, name: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(&self.shown(name), 0, message));
    }

    /// Keeps a file that is one of a lexicon, and tells of one that is not.
    fn keep(&mut self, name: String, text: String) {
        let rows = name.strip_prefix("events/").is_some_and(|n| n.ends_with(".toml") && !n.contains('/'));
        if !rows && !FILES.contains(&name.as_str()) {
            let built_in = matches!(name.as_str(), "places/abbreviations.tsv" | "places/ambiguous.tsv" | "places/index.bin.zst");
            let why = if built_in { "is compiled into the program and cannot be layered" } else { "is no file of a lexicon" };
            let message = format!("not read: it {why}; docs/LEXICON.md names the files");
            self.problems.push(Problem::warning(&self.shown(&name), 0, message));
            return;
        }
        let text = text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned);
        self.files.insert(name, text);
    }

    fn walk(&mut self, path: &Path, below: &str) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.tell(below, format!("cannot be read as a folder: {error}")),
        };
        let mut names: Vec<String> =
            entries.flatten().take(MOST_FILES + 1).map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        if names.len() > MOST_FILES {
            return self.tell(below, format!("more than {MOST_FILES} files: this is no lexicon"));
        }
        names.sort();
        for name in names {
            let upper = name.to_uppercase();
            if name.starts_with('.') || name.ends_with('~') || upper.starts_with("README") || upper.starts_with("LICEN") {
                continue;
            }
            let (at, inside) = (path.join(&name), if below.is_empty() { name.clone() } else { format!("{below}/{name}") });
            if at.is_dir() {
                if SUBFOLDERS.contains(&inside.as_str()) {
                    self.walk(&at, &inside);
                } else {
                    let message = format!("not read: the folders of a lexicon are {}", SUBFOLDERS.join(", "));
                    self.problems.push(Problem::warning(&self.shown(&inside), 0, message));
                }
            } else {
                self.file(&at, inside);
            }
        }
    }

    fn file(&mut self, path: &Path, name: String) {
        if !at_home(&name) {
            return self.keep(name, String::new());
        }
        let mut bytes = Vec::new();
        // Only plain files: a pipe would never end.
        let plain =
            fs::metadata(path).and_then(|m| if m.is_file() { Ok(()) } else { Err(std::io::ErrorKind::InvalidInput.into()) });
        let read = plain.and_then(|()| fs::File::open(path)).and_then(|f| f.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            return self.tell(&name, format!("cannot be read: {error}"));
        }
        if bytes.len() as u64 > LARGEST_FILE {
            return self.tell(&name, format!("larger than {} MiB: split it", LARGEST_FILE >> 20));
        }
        match String::from_utf8(bytes) {
            Ok(text) => self.keep(name, text),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let line = error.as_bytes().iter().take(good).filter(|&&b| b == b'\n').count() + 1;
                let shown = self.shown(&name);
                self.problems.push(Problem::new(&shown, line as u32, "not UTF-8 from here on: save it as UTF-8"));
            }
        }
    }
}

/// Whether a name is one that is read at all.
fn at_home(name: &str) -> bool {
    FILES.contains(&name) || name.starts_with("events/") && name.ends_with(".toml")
}

impl Layers {
    /// Layers of these folders; defects of their `drop.tsv` are told.
    pub fn new(folders: Vec<Folder>, problems: &mut Vec<Problem>) -> Layers {
        let mut layers = Layers { folders, ..Layers::default() };
        for (n, folder) in layers.folders.iter().enumerate() {
            problems.extend(folder.problems.iter().cloned());
            let Some(text) = folder.files.get("drop.tsv") else { continue };
            let file = folder.shown("drop.tsv");
            for row in crate::tsv::rows(&file, text, &["what", "key", "why"], problems) {
                let (what, key) = (row.cell(0).to_owned(), row.cell(1).to_owned());
                if !DROPS.iter().any(|(name, _)| *name == what) || key.is_empty() {
                    let known = DROPS.iter().map(|d| d.0).collect::<Vec<_>>().join(", ");
                    problems.push(Problem::new(
                        &file,
                        row.line,
                        format!("“{what}” “{key}”: the first column is one of {known}, the second the key"),
                    ));
                    continue;
                }
                // The later folder comes later.
                layers.dropped.insert((what.clone(), key.clone()), n + 1);
                layers.drops.push(Drop { what, key, layer: n + 1, file: file.clone(), line: row.line });
            }
        }
        layers
    }

    /// Whether there is nothing but the program's own.
    pub fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// The program's own file and those of the same name in the folders, in this order.
    pub fn of(&self, own: &Source) -> Vec<Source> {
        std::iter::once(own.clone()).chain(self.folders_of(&own.name)).collect()
    }

    /// The files of a name in the folders.
    pub fn folders_of(&self, name: &str) -> Vec<Source> {
        let mut all = Vec::new();
        for (n, folder) in self.folders.iter().enumerate() {
            all.extend(folder.files.get(name).map(|text| folder.source(n + 1, name, text)));
        }
        all
    }

    /// Files of rows of events in the folders: all of `events/` without a fixed name.
    pub fn rows(&self) -> Vec<Source> {
        let mut all = Vec::new();
        for (n, folder) in self.folders.iter().enumerate() {
            let rows = folder.files.iter().filter(|(name, _)| name.starts_with("events/") && !FILES.contains(&name.as_str()));
            all.extend(rows.map(|(name, text)| folder.source(n + 1, name, text)));
        }
        all
    }

    /// Whether a folder above `layer` takes this row away.
    pub fn drops(&self, what: &str, key: &str, layer: usize) -> bool {
        !self.drops.is_empty() && self.dropped.get(&(what.to_owned(), key.to_owned())).is_some_and(|&above| above > layer)
    }

    /// Tells of lines of `drop.tsv` that name nothing.
    pub fn check_drops(&self, what: &str, known: &dyn Fn(&str) -> bool, problems: &mut Vec<Problem>) {
        for drop in self.drops.iter().filter(|d| d.what == what && !known(&d.key)) {
            let key_is = DROPS.iter().find(|(name, _)| *name == what).map_or("", |d| d.1);
            let message = format!("there is no {what} “{}” to drop: the key is the {key_is}", drop.key);
            problems.push(Problem::new(&drop.file, drop.line, message));
        }
    }

    /// The keys that are dropped, with the layer of the line.
    pub fn dropped<'a>(&'a self, what: &'a str) -> impl Iterator<Item = (&'a str, usize)> + 'a {
        self.drops.iter().filter(move |d| d.what == what).map(|d| (d.key.as_str(), d.layer))
    }

    /// Versions of the folders, in order.
    pub fn versions(&self) -> Vec<String> {
        self.folders.iter().map(Folder::version).collect()
    }
}

/// Lays the words of an upper layer over a list: `-word` takes one away, others are added.
pub(crate) fn lay(list: &mut Vec<String>, upper: Vec<String>) {
    let gone: FxHashSet<&str> = upper.iter().filter_map(|word| word.strip_prefix('-')).collect();
    list.retain(|word| !gone.contains(word.as_str()));
    let mut held: FxHashSet<String> = list.iter().cloned().collect();
    list.extend(upper.iter().filter(|word| !word.starts_with('-') && held.insert((*word).clone())).cloned());
}

impl Folder {
    fn source(&self, layer: usize, name: &str, text: &str) -> Source {
        Source { name: Cow::Owned(name.to_owned()), file: Cow::Owned(self.shown(name)), text: Cow::Owned(text.to_owned()), layer }
    }
}
