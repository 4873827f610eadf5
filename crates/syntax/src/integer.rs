//! Affine maps in small whole numbers: the bulk of the arithmetic.
//!
//! An input is rounded to 128 steps over the range it has in use (a number of the model, one per layer), a
//! weight to 255 steps over the range of its output. Products and sums of whole numbers are exact, so every
//! copy of the kernel gives the same bits by its nature. With inputs of 7 bits the sum of two products fits
//! into 16 bits (2 · 127 · 127), as AVX2's instruction for it needs.

use crate::kernel::{ROUND, store};

/// Outputs per panel of weights.
const COLUMNS: usize = 32;

/// Inputs whose products are summed in one step.
const GROUP: usize = 4;

/// What stands for an input of 0.
pub(crate) const ZERO: u8 = 64;

/// Sums of one row over one panel.
type Sums = [i32; COLUMNS];

/// How wide the inputs of a map spread: ±`range` falls on ±63 steps, what lies outside is cut off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range(pub f32);

impl Range {
    /// Rounds numbers to steps, appending them to `steps`.
    #[inline(always)]
    pub fn quantise(self, x: &[f32], steps: &mut Vec<u8>) {
        let inverse = 63.0 / self.0;
        let start = steps.len();
        steps.resize(start + x.len(), ZERO);
        for (step, &v) in steps[start..].iter_mut().zip(x) {
            let v = v * inverse;
            let v = if v > -64.0 { v } else { -64.0 };
            let v = if v < 63.0 { v } else { 63.0 };
            *step = ((v + ROUND).to_bits() as u8).wrapping_add(ZERO);
        }
    }
}

/// An affine map `y = W x + b` with rounded weights.
pub(crate) struct Map {
    /// Per panel of 32 outputs and group of 4 inputs: 4 weights for each output.
    weights: Vec<i8>,
    /// What a sum begins with: it takes back that an input of 0 is the step 64.
    start: Vec<i32>,
    /// What one step of a sum is worth, per output.
    scale: Vec<f32>,
    bias: Vec<f32>,
    from: usize,
    to: usize,
}

impl Map {
    /// From weights `[to][from]`; `from` is a multiple of 4.
    pub fn new(weights: &[f32], bias: &[f32], from: usize, to: usize, range: Range) -> Map {
        let padded = to.next_multiple_of(COLUMNS);
        let mut map = Map {
            weights: vec![0; padded * from],
            start: vec![0; padded],
            scale: vec![0.0; padded],
            bias: vec![0.0; padded],
            from,
            to,
        };
        map.bias[..to].copy_from_slice(bias);
        for (out, row) in weights.chunks_exact(from).enumerate() {
            let most = row.iter().fold(0.0f32, |m, w| m.max(w.abs()));
            let step = if most > 0.0 { most / 127.0 } else { 1.0 };
            map.scale[out] = step * (range.0 / 63.0);
            let (panel, column) = (out / COLUMNS, out % COLUMNS);
            for (k, w) in row.iter().enumerate() {
                // At most ±127 by the choice of the step; to the nearest whole number, ties to even.
                let w = (w / step + ROUND - ROUND) as i8;
                map.start[out] -= w as i32 * ZERO as i32;
                map.weights[(panel * from + k / GROUP * GROUP) * COLUMNS + column * GROUP + k % GROUP] = w;
            }
        }
        map
    }

    /// Number of outputs.
    pub fn to(&self) -> usize {
        self.to
    }

    /// Maps `n` rows of steps to rows of `y`.
    #[inline(always)]
    pub fn apply<D: Dot>(&self, x: &[u8], n: usize, y: &mut Vec<f32>) {
        y.resize(n * self.to, 0.0);
        D::multiply(self, x, n, y);
    }

    /// Maps blocks of `ROWS` rows, whose sums over one panel `block` finds.
    #[inline(always)]
    fn blocks<const ROWS: usize>(
        &self,
        x: &[u8],
        n: usize,
        y: &mut [f32],
        block: impl Fn([&[[u8; GROUP]]; ROWS], &[[i8; COLUMNS * GROUP]], &Sums) -> [Sums; ROWS],
    ) {
        if self.from == 0 {
            return;
        }
        for first in (0..n).step_by(ROWS) {
            // The last block repeats its last row instead of ending early.
            let rows: [&[[u8; GROUP]]; ROWS] = std::array::from_fn(|r| {
                let row = (first + r).min(n - 1);
                x[row * self.from..(row + 1) * self.from].as_chunks().0
            });
            for (p, panel) in self.weights.chunks_exact(self.from * COLUMNS).enumerate() {
                let columns = p * COLUMNS..self.to.min((p + 1) * COLUMNS);
                let starts = self.start.as_chunks().0;
                let sums = block(rows, panel.as_chunks().0, &starts[p]);
                let (scale, bias) = (&self.scale[p * COLUMNS..][..COLUMNS], &self.bias[p * COLUMNS..][..COLUMNS]);
                for (r, sums) in sums.iter().enumerate().take(n - first) {
                    let mut out = [0.0; COLUMNS];
                    for c in 0..COLUMNS {
                        out[c] = sums[c] as f32 * scale[c] + bias[c];
                    }
                    let at = (first + r) * self.to;
                    store(&mut y[at + columns.start..at + columns.end], &out);
                }
            }
        }
    }
}

/// A way to find the sums of a map. All ways give the same sums.
pub(crate) trait Dot {
    /// `y[i] = W x[i] + b` for `n` rows.
    fn multiply(map: &Map, x: &[u8], n: usize, y: &mut [f32]);
}

/// In plain Rust, for any processor.
pub(crate) struct Plain;

impl Dot for Plain {
    #[inline(always)]
    fn multiply(map: &Map, x: &[u8], n: usize, y: &mut [f32]) {
        map.blocks::<1>(x, n, y, |[row], panel, start| {
            let mut sums = *start;
            for (x, w) in row.iter().zip(panel) {
                for (sum, w) in sums.iter_mut().zip(w.as_chunks::<GROUP>().0) {
                    for k in 0..GROUP {
                        *sum += x[k] as i32 * w[k] as i32;
                    }
                }
            }
            [sums]
        });
    }
}

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Middle, Wide};

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use super::*;
    use std::arch::x86_64::*;

    /// With AVX2. To be used only where the processor has it.
    pub(crate) struct Middle;

    impl Dot for Middle {
        #[inline(always)]
        fn multiply(map: &Map, x: &[u8], n: usize, y: &mut [f32]) {
            // SAFETY: `dispatch` uses this type only after asking the processor for AVX2.
            map.blocks::<2>(x, n, y, |rows, panel, start| unsafe { middle(rows, panel, start) });
        }
    }

    /// With AVX-512 and its instructions for neural networks (VNNI). To be used only where the processor has them.
    pub(crate) struct Wide;

    impl Dot for Wide {
        #[inline(always)]
        fn multiply(map: &Map, x: &[u8], n: usize, y: &mut [f32]) {
            // SAFETY: `dispatch` uses this type only after asking the processor for AVX-512 F and VNNI.
            map.blocks::<8>(x, n, y, |rows, panel, start| unsafe { wide(rows, panel, start) });
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn middle<const ROWS: usize>(rows: [&[[u8; GROUP]]; ROWS], panel: &[[i8; COLUMNS * GROUP]], start: &Sums) -> [Sums; ROWS] {
        // SAFETY: eight numbers of 32 bits are the 32 bytes that are read.
        let first = start.as_chunks::<8>().0;
        let first: [__m256i; 4] = std::array::from_fn(|c| unsafe { _mm256_loadu_si256(first[c].as_ptr().cast()) });
        let mut sums = [first; ROWS];
        let ones = _mm256_set1_epi16(1);
        let rows = rows.map(|row| &row[..panel.len()]);
        for (k, weights) in panel.iter().enumerate() {
            let x: [__m256i; ROWS] = std::array::from_fn(|r| _mm256_set1_epi32(i32::from_le_bytes(rows[r][k])));
            for (c, w) in weights.as_chunks::<32>().0.iter().enumerate() {
                // SAFETY: `w` has the 32 bytes that are read.
                let w = unsafe { _mm256_loadu_si256(w.as_ptr().cast()) };
                for r in 0..ROWS {
                    let pairs = _mm256_maddubs_epi16(x[r], w);
                    sums[r][c] = _mm256_add_epi32(sums[r][c], _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        sums.map(|sums| {
            let mut out = [0i32; COLUMNS];
            for (out, sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sums) {
                // SAFETY: eight numbers of 32 bits are the 32 bytes that are written.
                unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), sum) };
            }
            out
        })
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    fn wide<const ROWS: usize>(rows: [&[[u8; GROUP]]; ROWS], panel: &[[i8; COLUMNS * GROUP]], start: &Sums) -> [Sums; ROWS] {
        let first = start.as_chunks::<16>().0;
        // SAFETY: sixteen numbers of 32 bits are the 64 bytes that are read.
        let first: [__m512i; 2] = std::array::from_fn(|c| unsafe { _mm512_loadu_si512(first[c].as_ptr().cast()) });
        let mut sums = [first; ROWS];
        let rows = rows.map(|row| &row[..panel.len()]);
        for (k, weights) in panel.iter().enumerate() {
            let weights = weights.as_chunks::<64>().0;
            // SAFETY: each half has the 64 bytes that are read.
            let w: [__m512i; 2] = std::array::from_fn(|c| unsafe { _mm512_loadu_si512(weights[c].as_ptr().cast()) });
            for r in 0..ROWS {
                let x = _mm512_set1_epi32(i32::from_le_bytes(rows[r][k]));
                for c in 0..2 {
                    sums[r][c] = _mm512_dpbusd_epi32(sums[r][c], x, w[c]);
                }
            }
        }
        sums.map(|sums| {
            let mut out = [0i32; COLUMNS];
            for (out, sum) in out.as_chunks_mut::<16>().0.iter_mut().zip(sums) {
                // SAFETY: sixteen numbers of 32 bits are the 64 bytes that are written.
                unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sum) };
            }
            out
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that repeat in each run.
    fn numbers(count: usize, factor: usize) -> Vec<f32> {
        (0..count).map(|i| ((i * factor) % 1009) as f32 / 504.0 - 1.0).collect()
    }

    #[test]
    fn a_map_is_close_to_exact_arithmetic() {
        let (from, to, n) = (48, 51, 7);
        let (weights, bias, x) = (numbers(from * to, 7919), numbers(to, 31), numbers(from * n, 104_729));
        let map = Map::new(&weights, &bias, from, to, Range(1.0));
        let (mut steps, mut y) = (vec![], vec![]);
        Range(1.0).quantise(&x, &mut steps);
        map.apply::<Plain>(&steps, n, &mut y);
        for i in 0..n {
            for o in 0..to {
                let exact = (0..from).fold(bias[o], |sum, k| sum + weights[o * from + k] * x[i * from + k]);
                assert!((y[i * to + o] - exact).abs() < 0.15, "{} {exact}", y[i * to + o]);
            }
        }
    }

    #[test]
    fn inputs_beyond_the_range_are_cut_off() {
        let mut steps = vec![];
        Range(2.0).quantise(&[0.0, 2.0, -2.0, 9.0, -9.0, f32::NAN, f32::INFINITY], &mut steps);
        assert_eq!(steps, [64, 127, 1, 127, 0, 0, 127]);
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    #[allow(unsafe_code)]
    fn every_way_gives_the_same_bits() {
        for (from, to, n) in [(16, 1, 1), (48, 51, 7), (480, 160, 19), (128, 33, 8)] {
            // The largest steps and weights too: nothing may overflow on the way.
            for (weights, steps) in [
                (numbers(from * to, 7919), (0..from * n).map(|i| (i * 31 % 128) as u8).collect::<Vec<_>>()),
                (vec![1.0; from * to], vec![127; from * n]),
                (vec![-1.0; from * to], vec![127; from * n]),
            ] {
                let map = Map::new(&weights, &numbers(to, 31), from, to, Range(3.0));
                let bits = |y: Vec<f32>| y.into_iter().map(f32::to_bits).collect::<Vec<_>>();
                let (mut plain, mut other) = (vec![], vec![]);
                map.apply::<Plain>(&steps, n, &mut plain);
                let plain = bits(plain);
                if std::arch::is_x86_feature_detected!("avx2") {
                    map.apply::<Middle>(&steps, n, &mut other);
                    assert_eq!(plain, bits(std::mem::take(&mut other)));
                }
                if std::arch::is_x86_feature_detected!("avx512vnni") {
                    map.apply::<Wide>(&steps, n, &mut other);
                    assert_eq!(plain, bits(other));
                }
            }
        }
    }
}
