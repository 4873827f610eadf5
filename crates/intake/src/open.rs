//! Paths in, reports out.
//!
//! One thread of its own walks the files and reads them, a report at a time, while the caller codes those that it has: what is
//! packed is unpacked as it is read, and only so many reports wait as the line between the two holds.

use crate::out::Out;
use crate::walk::{Found, plain, walk};
use crate::{Cause, Field, Item, Outlets, Place, Problem, container, stream};
use jiff::civil::Date;
use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

/// Reports that may wait.
const WAITING: usize = 32;
/// Stack of the reading thread: parsers of foreign formats may call themselves.
const STACK: usize = 64 << 20;

/// How reports are taken in.
#[derive(Clone, Debug)]
pub struct Options {
    /// Date of reports that tell none themselves.
    pub date: Option<Date>,
    /// Longest text of one report, in bytes. The default, 4 MiB, is a thick book.
    pub longest_report: usize,
    /// Longest file that is read whole, in bytes; it may hold many reports. The default is 256 MiB; of RTF at most 64 MiB, of PDF at most 16 MiB.
    pub longest_file: usize,
    /// Longest web page, feed or record of a web archive, in bytes. The default is 8 MiB.
    pub longest_page: usize,
    /// Bytes that an input may unpack to, whatever its size. The default is 64 MiB.
    pub unpacked_free: u64,
    /// Bytes that it may unpack to beyond that for each byte it has. The default is 250; text packs to a tenth or so.
    pub unpacked_ratio: u64,
    /// Packings one around the other. The default is 4.
    pub nesting: usize,
    /// Columns of tables as the user told them; without, they are known by their names.
    pub columns: Vec<(Field, String)>,
    /// The outlets of hosts.
    pub outlets: Outlets,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            date: None,
            longest_report: 4 << 20,
            longest_file: 256 << 20,
            longest_page: 8 << 20,
            unpacked_free: 64 << 20,
            unpacked_ratio: 250,
            nesting: 4,
            columns: Vec::new(),
            outlets: Outlets::default(),
        }
    }
}

/// Opens files, folders and `-` (standard input) in the order given.
pub fn open(paths: &[PathBuf], options: Options) -> Intake {
    let mut total = 0;
    walk(paths, &mut |found| {
        total += if let Found::File { size, .. } = found { size } else { 0 };
        true
    });
    let done = Arc::new(AtomicU64::new(0));
    let (sender, items) = sync_channel(WAITING);
    let (paths, counted) = (paths.to_vec(), done.clone());
    let producer = move || {
        let mut seen = Seen::default();
        walk(&paths, &mut |found| {
            let mut wanted = true;
            let mut sink = |item| {
                wanted = seen.look(item, &mut |item| sender.send(item).is_ok());
                wanted
            };
            read_found(found, &options, &counted, &mut sink);
            wanted
        });
    };
    let mut intake = Intake { items, total, done, failed: None };
    if let Err(error) = std::thread::Builder::new().name("intake".to_owned()).stack_size(STACK).spawn(producer) {
        intake.failed = Some(Problem::new("-", None, Cause::Unreadable(plain(&error))));
    }
    intake
}

/// Hands out reports and problems; see [`open`].
pub struct Intake {
    items: Receiver<Item>,
    total: u64,
    done: Arc<AtomicU64>,
    failed: Option<Problem>,
}

impl Intake {
    /// Bytes of all files together; standard input counts nothing.
    pub fn total_bytes(&self) -> u64 {
        self.total
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

impl Iterator for Intake {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.failed.take().map(Item::Problem).or_else(|| self.items.recv().ok())
    }
}

fn read_found(found: Found, options: &Options, counted: &Arc<AtomicU64>, sink: &mut dyn FnMut(Item) -> bool) {
    match found {
        Found::Trouble(problem) => {
            sink(Item::Problem(problem));
        }
        Found::Stdin => guarded("-", options, sink, |out| source(std::io::stdin(), &Place::new("-"), counted, out)),
        Found::File { path, .. } => {
            let name = path.to_string_lossy().into_owned();
            guarded(&name, options, sink, |out| file(&path, &Place::new(&name), counted, out));
        }
    }
}

/// A defect of a parser costs the file, not the program.
fn guarded(name: &str, options: &Options, sink: &mut dyn FnMut(Item) -> bool, read: impl FnOnce(&mut Out<'_>)) {
    let result = catch_unwind(AssertUnwindSafe(|| read(&mut Out::new(options, sink))));
    if result.is_err() {
        let cause = Cause::Unreadable("its reader stopped at something it does not know".to_owned());
        sink(Item::Problem(Problem::new(name, None, cause)));
    }
}

fn file(path: &Path, place: &Place, counted: &Arc<AtomicU64>, out: &mut Out<'_>) {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return out.problem(place, None, Cause::Unreadable(plain(&error))),
    };
    // A ZIP archive has its list at the end: it is read where it lies.
    let mut magic = [0; 4];
    let seekable = file.read(&mut magic).is_ok() && file.rewind().is_ok();
    if seekable && (&magic == b"PK\x03\x04" || &magic == b"PK\x05\x06") {
        let size = file.metadata().map_or(0, |meta| meta.len());
        out.budget.earn(size);
        container::zip(BufReader::new(file), place, 0, out);
        counted.fetch_add(size, Ordering::Relaxed);
    } else if seekable {
        source(file, place, counted, out);
    } else {
        match File::open(path) {
            Ok(file) => source(file, place, counted, out),
            Err(error) => out.problem(place, None, Cause::Unreadable(plain(&error))),
        }
    }
}

fn source(input: impl Read, place: &Place, counted: &Arc<AtomicU64>, out: &mut Out<'_>) {
    let paying = Paying { input, counted, budget: out.budget.clone() };
    stream::read(&mut BufReader::with_capacity(1 << 16, paying), place, 0, out);
}

/// Counts the bytes that come in, and earns with each what may be unpacked.
struct Paying<'c, R> {
    input: R,
    counted: &'c AtomicU64,
    budget: crate::out::Budget,
}

impl<R: Read> Read for Paying<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.input.read(buffer)?;
        self.counted.fetch_add(size as u64, Ordering::Relaxed);
        self.budget.earn(size as u64);
        Ok(size)
    }
}

/// Reports that came before: a number for each id, and of those that tell one their version.
#[derive(Default)]
struct Seen {
    ids: HashMap<u64, Option<String>>,
}

impl Seen {
    /// Hands an item on: with a warning where its id was used before; not at all where a later version came before it.
    fn look(&mut self, item: Item, hand_on: &mut dyn FnMut(Item) -> bool) -> bool {
        let Item::Report(report) = &item else { return hand_on(item) };
        let mut hasher = DefaultHasher::new();
        report.id.hash(&mut hasher);
        let id = hasher.finish();
        let origin = report.origin.as_ref();
        let problem = |cause| Item::Problem(Problem::new(origin.map_or("", |o| &o.file), origin.and_then(|o| o.record), cause));
        match (self.ids.get(&id), &report.version) {
            (None, _) => {}
            (Some(Some(old)), Some(new)) => {
                if later(old, new) {
                    return hand_on(problem(Cause::Older(report.id.clone())));
                }
            }
            (Some(_), _) => {
                let warning = problem(Cause::SameId(report.id.clone()));
                if !hand_on(warning) {
                    return false;
                }
            }
        }
        self.ids.insert(id, report.version.clone());
        hand_on(item)
    }
}

/// Whether version `a` is later than `b`: as numbers where they are numbers, else as moments in ISO form.
pub fn later(a: &str, b: &str) -> bool {
    match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(a), Ok(b)) => a > b,
        _ => a > b,
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    fn told(items: impl Iterator<Item = Item>) -> Vec<String> {
        items
            .map(|item| match item {
                Item::Report(report) => report.id,
                Item::Problem(problem) => problem.cause.code().to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_bad_file_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
        write("a.txt", b" date 2020-11-02 Fire.");
        write("b.txt", b"\0\0");
        write("c.txt", b"");
        write(
            "d.jsonl",
            b"{\"id\":\"d\",\"date\":\"2020-01-01\",\"text\":\"Fire.\"}\n{oops\n\n{\"id\":\"d\",\"text\":\"Fire.\"}",
        );
        write("e.pdf", b"%PDF-");
        std::fs::create_dir(folder.path().join("f")).unwrap();
        write("f/a.txt", b"Date: 2020-01-01\n\nFire.");
        let found = told(open(&[folder.path().to_owned(), "/no/such".into()], Options::default()));
        let expected =
            ["a", "binary", "empty", "d", "broken-json", "no-date", "same-id", "d", "broken", "same-id", "a", "unreadable"];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_absurd_line_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.jsonl");
        let long = format!(
            "{{\"id\":\"x\",\"text\":\"{}\"}}\n{{\"id\":\"y\",\"date\":\"2020-01-01\",\"text\":\"ok\"}}\n",
            "a ".repeat(100_000)
        );
        std::fs::write(&path, long).unwrap();
        let options = Options { longest_report: 1000, ..Options::default() };
        assert_eq!(told(open(&[path], options)), ["too-long", "y"]);
    }
}
