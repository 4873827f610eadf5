//! Which copy of the network runs: the one for the widest registers that the processor has.
//!
//! All copies give the same bits (see `kernel`); only the speed differs.

use crate::features::Rows;
use crate::model::Model;
use crate::network::{Scratch, forward};

/// Reads a batch with the fastest copy that runs here.
pub(crate) fn read(model: &Model, rows: &[Rows], lengths: &[usize], scratch: &mut Scratch) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the line above has made sure that the processor has the instructions of this copy.
            #[allow(unsafe_code)]
            return unsafe { wide(model, rows, lengths, scratch) };
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: as above.
            #[allow(unsafe_code)]
            return unsafe { middle(model, rows, lengths, scratch) };
        }
    }
    forward::<4>(model, rows, lengths, scratch);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn wide(model: &Model, rows: &[Rows], lengths: &[usize], scratch: &mut Scratch) {
    forward::<8>(model, rows, lengths, scratch);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn middle(model: &Model, rows: &[Rows], lengths: &[usize], scratch: &mut Scratch) {
    forward::<3>(model, rows, lengths, scratch);
}
