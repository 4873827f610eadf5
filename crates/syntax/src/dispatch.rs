//! Which copy of the network runs: the one for the widest registers that the processor has.
//!
//! All copies give the same bits (see `kernel`); only the speed differs.

use crate::features::Rows;
use crate::integer::{Map, Plain};
#[cfg(target_arch = "x86_64")]
use crate::integer::{Middle, Wide};
use crate::model::Model;
use crate::network::{Scratch, forward};

/// Reads a batch with the fastest copy that runs here.
pub(crate) fn read(model: &Model, rows: &[Rows], lengths: &[usize], scratch: &mut Scratch) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") && std::arch::is_x86_feature_detected!("avx512vnni") {
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
    forward::<2, Plain>(model, rows, lengths, scratch);
}

/// One map alone, for what learns on top of the network.
pub(crate) fn map(map: &Map, steps: &[u8], n: usize, y: &mut Vec<f32>) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx2") {
            #[target_feature(enable = "avx2")]
            fn middle(map: &Map, steps: &[u8], n: usize, y: &mut Vec<f32>) {
                map.apply::<Middle>(steps, n, y);
            }
            // SAFETY: the line above has made sure that the processor has the instructions of this copy.
            #[allow(unsafe_code)]
            return unsafe { middle(map, steps, n, y) };
        }
    }
    map.apply::<Plain>(steps, n, y);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
fn wide(model: &Model, rows: &[Rows], lengths: &[usize], scratch: &mut Scratch) {
    forward::<4, Wide>(model, rows, lengths, scratch);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn middle(model: &Model, rows: &[Rows], lengths: &[usize], scratch: &mut Scratch) {
    forward::<2, Middle>(model, rows, lengths, scratch);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Buffers;

    #[test]
    fn every_copy_gives_the_same_bits() {
        let (bytes, names): (&[u8], &[u8]) =
            (include_bytes!("../../../models/reader.bin"), include_bytes!("../../../models/names.bin"));
        let mut model = Model::from_bytes(bytes).unwrap();
        model.add_naming(names).unwrap();
        let mut buffers = Buffers::default();
        let words = "Rebels who had fled the city were struck by a rocket fired from the hills .".split(' ');
        let rows: Vec<Rows> = words.map(|w| model.unmarked(w, false, false, &mut buffers)).collect();
        let lengths = [1, 4, rows.len() - 5];
        let run = |copy: &dyn Fn(&mut Scratch)| {
            let mut scratch = Scratch::default();
            copy(&mut scratch);
            let bits = scratch.scores().map(|scores| scores.iter().map(|v| v.to_bits()).collect::<Vec<_>>());
            (scratch.readings, bits)
        };
        let plain = run(&|s| forward::<2, Plain>(&model, &rows, &lengths, s));
        assert_eq!(plain, run(&|s| forward::<1, Plain>(&model, &rows, &lengths, s)));
        assert_eq!(plain, run(&|s| read(&model, &rows, &lengths, s)));
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the line above has made sure that the processor has the instructions of this copy.
            #[allow(unsafe_code)]
            let middle = run(&|s| unsafe { middle(&model, &rows, &lengths, s) });
            assert_eq!(plain, middle);
        }
    }
}
