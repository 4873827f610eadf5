//! Where readers hand what they find, and what they may spend.

use crate::{Cause, Item, Options, Place, Problem};
use dateline_text::Report;
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// Takes items one by one, so that no reader holds more than one report.
pub(crate) struct Out<'o> {
    sink: &'o mut dyn FnMut(Item) -> bool,
    /// How reports are taken in.
    pub options: &'o Options,
    /// Nobody wants more: readers stop at the next record.
    pub stopped: bool,
    /// Reports and problems handed on so far.
    pub given: u64,
    /// What may still be unpacked.
    pub budget: Budget,
}

impl<'o> Out<'o> {
    /// `sink` says whether it wants more.
    pub fn new(options: &'o Options, sink: &'o mut dyn FnMut(Item) -> bool) -> Out<'o> {
        Out { sink, options, stopped: false, given: 0, budget: Budget::new(options) }
    }

    pub fn item(&mut self, item: Item) {
        if !self.stopped {
            self.given += 1;
            self.stopped = !(self.sink)(item);
        }
    }

    pub fn items(&mut self, items: Vec<Item>) {
        items.into_iter().for_each(|item| self.item(item));
    }

    pub fn problem(&mut self, place: &Place, record: Option<u64>, cause: Cause) {
        self.item(Item::Problem(Problem::new(&place.file, record, cause)));
    }

    pub fn report(&mut self, place: &Place, record: Option<u64>, report: Report) {
        let items = crate::admit::admit(place, record, report, self.options);
        self.items(items);
    }
}

/// What an input may unpack to: a fixed allowance and so many bytes for each byte that came in, over all its layers together.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    left: Rc<Cell<u64>>,
    ratio: u64,
}

impl Budget {
    fn new(options: &Options) -> Budget {
        Budget { left: Rc::new(Cell::new(options.unpacked_free)), ratio: options.unpacked_ratio }
    }

    /// So many bytes came in from outside.
    pub fn earn(&self, bytes: u64) {
        self.left.set(self.left.get().saturating_add(bytes.saturating_mul(self.ratio)));
    }

    /// So many bytes were unpacked; an error where they are too many.
    pub fn spend(&self, bytes: u64) -> io::Result<()> {
        match self.left.get().checked_sub(bytes) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => Err(io::Error::new(io::ErrorKind::QuotaExceeded, "it unpacks to far more than it holds")),
        }
    }
}

/// A decompressor whose output is paid for.
pub(crate) struct Paid<R> {
    pub inner: R,
    pub budget: Budget,
}

impl<R: Read> Read for Paid<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.inner.read(buffer)?;
        self.budget.spend(size as u64)?;
        Ok(size)
    }
}

/// Lets so many bytes pass until it is opened again: keeps a parser from gathering an endless record.
pub(crate) struct Gate<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

/// Opens a [`Gate`].
pub(crate) struct Key {
    left: Rc<Cell<u64>>,
    width: u64,
}

impl<R: BufRead> Gate<R> {
    pub fn new(inner: R, width: u64) -> (Gate<R>, Key) {
        let left = Rc::new(Cell::new(width));
        (Gate { inner, left: left.clone() }, Key { left, width })
    }
}

impl Key {
    /// The next record begins.
    pub fn open(&self) {
        self.left.set(self.width);
    }

    /// Whether the record was longer than may pass.
    pub fn shut(&self) -> bool {
        self.left.get() == 0
    }
}

impl<R: BufRead> BufRead for Gate<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a record is too long"));
        }
        let all = self.inner.fill_buf()?;
        let most = usize::try_from(self.left.get()).unwrap_or(usize::MAX).min(all.len());
        Ok(&all[..most])
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.left.set(self.left.get().saturating_sub(amount as u64));
    }
}

impl<R: BufRead> Read for Gate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let size = from.len().min(buffer.len());
        buffer[..size].copy_from_slice(&from[..size]);
        self.consume(size);
        Ok(size)
    }
}

/// Reads to the end, or as far as `limit`: `Err` holds the cause.
pub(crate) fn read_whole(input: &mut dyn BufRead, limit: usize) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    let size = input.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|e| cause_of(&e))?;
    if size > limit {
        return Err(Cause::LongFile { limit: limit as u64 });
    }
    Ok(bytes)
}

/// What an error of reading means for the user.
pub(crate) fn cause_of(error: &io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::QuotaExceeded => Cause::Bomb,
        _ => Cause::Unreadable(crate::walk::plain(error)),
    }
}
