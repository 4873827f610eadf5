//! How pages for people are drawn on this terminal.

use crate::options::{Colour, PageOptions};
use dateline_exchange::Look;
use std::io::IsTerminal;

/// Width and colour from flags, environment and terminal. Away from a terminal the width is fixed, so that output that
/// goes to a file is the same everywhere.
pub(crate) fn look(options: &PageOptions) -> Look {
    let terminal = std::io::stdout().is_terminal();
    let told = terminal.then(terminal_size::terminal_size).flatten();
    let width = options.width.unwrap_or_else(|| told.map_or(100, |(w, _)| usize::from(w.0).min(120))).clamp(40, 400);
    let colour = match options.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    Look { width, colour }
}
