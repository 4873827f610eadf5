//! Reports as the joining reads them: one after the other, more than once, never all of them at a time.

use crate::source::Source;
use std::convert::Infallible;

/// Reports in their canonical order ([`crate::grouped::canonical`]): in memory, or read from a file each time.
pub trait Reports {
    /// Why they could not be read.
    type Error;

    /// Shows each report, with its place in the order. Every time the same reports.
    fn each(&self, see: &mut dyn FnMut(usize, &Source)) -> Result<(), Self::Error>;
}

impl Reports for [&Source] {
    type Error = Infallible;

    fn each(&self, see: &mut dyn FnMut(usize, &Source)) -> Result<(), Infallible> {
        self.iter().enumerate().for_each(|(i, source)| see(i, source));
        Ok(())
    }
}
