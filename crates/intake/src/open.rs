//! Paths in, reports out, one file at a time.

use crate::decode::{Decoded, decode};
use crate::walk::{Source, plain, walk};
use crate::{Cause, Item, Problem, json_line, text_file};
use jiff::civil::Date;
use std::collections::{HashSet, VecDeque};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// How reports are taken in.
#[derive(Clone, Debug)]
pub struct Options {
    /// Date of reports that tell none themselves.
    pub date: Option<Date>,
    /// Longest text of one report, in bytes. The default, 4 MiB, is a thick book.
    pub longest_report: usize,
    /// Longest plain text file, in bytes; it may hold many reports. The default is 256 MiB.
    pub longest_file: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { date: None, longest_report: 4 << 20, longest_file: 256 << 20 }
    }
}

/// Opens files, folders and `-` (standard input) in the order given.
pub fn open(paths: &[PathBuf], options: Options) -> Intake {
    let sources: VecDeque<Source> = walk(paths).into();
    let total = sources.iter().map(|s| if let Source::File { size, .. } = s { *size } else { 0 }).sum();
    Intake { sources, options, ready: VecDeque::new(), lines: None, ids: HashSet::new(), total, done: 0 }
}

/// Hands out reports and problems; see [`open`].
pub struct Intake {
    sources: VecDeque<Source>,
    options: Options,
    ready: VecDeque<Item>,
    lines: Option<Lines>,
    ids: HashSet<String>,
    total: u64,
    done: u64,
}

impl Intake {
    /// Bytes of all files together; standard input counts nothing.
    pub fn total_bytes(&self) -> u64 {
        self.total
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.done
    }

    fn open_source(&mut self, source: Source) {
        match source {
            Source::Trouble(problem) => self.ready.push_back(Item::Problem(problem)),
            Source::Stdin => self.open_stream("-", "stdin", Box::new(std::io::stdin())),
            Source::File { path, .. } => {
                let name = path.to_string_lossy().into_owned();
                match File::open(&path) {
                    Ok(file) => self.open_stream(&name, &stem(&path), Box::new(file)),
                    Err(error) => self.problem(&name, None, Cause::Unreadable(plain(&error))),
                }
            }
        }
    }

    /// A stream that begins with `{` is JSON Lines and is read line by line; any other is read whole.
    fn open_stream(&mut self, name: &str, stem: &str, stream: Box<dyn Read + Send>) {
        let mut reader = BufReader::with_capacity(1 << 16, stream);
        let json = match reader.fill_buf() {
            Ok(start) => start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start().starts_with(b"{"),
            Err(error) => return self.problem(name, None, Cause::Unreadable(plain(&error))),
        };
        if json {
            self.lines = Some(Lines { name: name.to_owned(), stem: stem.to_owned(), reader, line: 0 });
            return;
        }
        let limit = self.options.longest_file as u64;
        let mut bytes = Vec::new();
        match reader.take(limit + 1).read_to_end(&mut bytes) {
            Ok(size) if size as u64 > limit => self.problem(name, None, Cause::TooLong { size: size as u64, limit }),
            Ok(size) => {
                self.done += size as u64;
                let text = match decode(&bytes) {
                    Decoded::Text(text) => text,
                    Decoded::Recovered(text) => {
                        self.problem(name, None, Cause::NotUtf8);
                        text.into()
                    }
                    Decoded::Binary(like) => return self.problem(name, None, Cause::Binary(like)),
                };
                let items = text_file(name, stem, &text, &self.options);
                self.offer(name, None, items);
            }
            Err(error) => self.problem(name, None, Cause::Unreadable(plain(&error))),
        }
    }

    fn problem(&mut self, name: &str, line: Option<u64>, cause: Cause) {
        self.ready.push_back(Item::Problem(Problem::new(name, line, cause)));
    }

    /// Queues what a parser found, with a warning where a report has the id of an earlier one.
    fn offer(&mut self, name: &str, line: Option<u64>, items: Vec<Item>) {
        for item in items {
            if let Item::Report(report) = &item
                && !self.ids.insert(report.id.clone())
            {
                self.problem(name, line, Cause::SameId(report.id.clone()));
            }
            self.ready.push_back(item);
        }
    }

    /// Reads one line of the JSON Lines in hand; at their end there are none in hand any more.
    fn take_line(&mut self, mut lines: Lines) {
        let mut bytes = Vec::new();
        // Six bytes of JSON (\u0041) can stand for one byte of text.
        let limit = self.options.longest_report as u64 * 6 + 65_536;
        let size = match (&mut lines.reader).take(limit).read_until(b'\n', &mut bytes) {
            Ok(0) => return,
            Ok(size) => size as u64,
            Err(error) => return self.problem(&lines.name, Some(lines.line + 1), Cause::Unreadable(plain(&error))),
        };
        lines.line += 1;
        self.done += size;
        if size == limit && bytes.last() != Some(&b'\n') {
            self.problem(&lines.name, Some(lines.line), Cause::TooLong { size, limit });
            if let Err(error) = lines.reader.skip_until(b'\n') {
                return self.problem(&lines.name, Some(lines.line), Cause::Unreadable(plain(&error)));
            }
        } else if !bytes.trim_ascii().is_empty() {
            let decoded = match decode(&bytes) {
                Decoded::Text(text) => Ok(text),
                Decoded::Recovered(text) => {
                    self.problem(&lines.name, Some(lines.line), Cause::NotUtf8);
                    Ok(text.into())
                }
                Decoded::Binary(like) => Err(Cause::Binary(like)),
            };
            match decoded {
                Ok(text) => {
                    let items = json_line(&lines.name, &lines.stem, lines.line, &text, &self.options);
                    self.offer(&lines.name, Some(lines.line), items);
                }
                Err(cause) => self.problem(&lines.name, Some(lines.line), cause),
            }
        }
        self.lines = Some(lines);
    }
}

impl Iterator for Intake {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if let Some(lines) = self.lines.take() {
                self.take_line(lines);
                continue;
            }
            let source = self.sources.pop_front()?;
            self.open_source(source);
        }
    }
}

/// Name of a file without its ending: the id of its report.
fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "report".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// JSON Lines in the course of being read.
struct Lines {
    name: String,
    stem: String,
    reader: BufReader<Box<dyn Read + Send>>,
    line: u64,
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
            ["a", "binary", "empty", "d", "broken-json", "no-date", "same-id", "d", "skipped", "same-id", "a", "unreadable"];
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
