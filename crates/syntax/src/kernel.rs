//! The arithmetic of the network, with the same bits on every machine.
//!
//! Every sum is taken in one fixed order, products and sums are rounded apart (no fused multiply-add), and
//! nothing comes from the system's mathematics library: only IEEE 754 operations. So wider registers change
//! the speed and nothing else. All functions here are inlined into `network::forward`, which exists once
//! per instruction set.

/// Columns of a panel of weights.
pub(crate) const COLUMNS: usize = 32;

/// Lanes of a sum over a vector: sixteen partial sums, then these in order.
const LANES: usize = 16;

/// Adding 1.5 · 2^23 rounds to a whole number, which then stands in the low bits, without a call to a library.
pub(crate) const ROUND: f32 = 12_582_912.0;

/// Rows of a matrix inside a longer slice: row `i` begins at `i * stride`.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'x> {
    pub values: &'x [f32],
    pub stride: usize,
}

/// Weights in panels of 32 columns: for each input in turn, its weights for those outputs.
#[derive(Default)]
pub(crate) struct Panels {
    values: Vec<f32>,
    from: usize,
    to: usize,
}

impl Panels {
    /// Fills in the weights of `from` inputs for `to` outputs. Of whole panels all outputs are written, those past
    /// `to` as their bias.
    #[inline(always)]
    pub fn fill(&mut self, from: usize, to: usize, whole: bool, weight: impl Fn(usize, usize) -> f32) {
        (self.from, self.to) = (from, if whole { to.next_multiple_of(COLUMNS) } else { to });
        self.values.clear();
        self.values.resize(to.div_ceil(COLUMNS) * from * COLUMNS, 0.0);
        for (p, panel) in self.values.chunks_exact_mut((from * COLUMNS).max(1)).enumerate() {
            let columns = COLUMNS.min(to - p * COLUMNS);
            for (k, row) in panel.chunks_exact_mut(COLUMNS).enumerate() {
                for (c, value) in row[..columns].iter_mut().enumerate() {
                    *value = weight(k, p * COLUMNS + c);
                }
            }
        }
    }

    /// `y[i] = W x[i] + bias` for `n` rows; `bias` has a value for every column of every panel. Rows of `y`
    /// begin at multiples of `stride`. Blocks of `HEIGHT` rows by 32 columns stay in registers; `pack` is a buffer.
    #[inline(always)]
    pub fn multiply<const HEIGHT: usize>(
        &self,
        x: Rows,
        n: usize,
        bias: &[f32],
        pack: &mut Vec<f32>,
        y: &mut [f32],
        stride: usize,
    ) {
        let from = self.from;
        pack.clear();
        pack.resize(from * HEIGHT, 0.0);
        for first in (0..n).step_by(HEIGHT) {
            let height = HEIGHT.min(n - first);
            for r in 0..height {
                let row = &x.values[(first + r) * x.stride..(first + r) * x.stride + from];
                for (slot, &value) in pack.as_chunks_mut::<HEIGHT>().0.iter_mut().zip(row) {
                    slot[r] = value;
                }
            }
            for (p, panel) in self.values.chunks_exact((from * COLUMNS).max(1)).enumerate() {
                let bias = bias.as_chunks::<COLUMNS>().0.get(p).unwrap_or(&[0.0; COLUMNS]);
                let sums = block::<HEIGHT>(pack.as_chunks::<HEIGHT>().0, panel.as_chunks::<COLUMNS>().0, [*bias; HEIGHT]);
                let columns = COLUMNS.min(self.to - p * COLUMNS);
                for (r, sum) in sums.iter().enumerate().take(height) {
                    let at = (first + r) * stride + p * COLUMNS;
                    store(&mut y[at..at + columns], sum);
                }
            }
        }
    }
}

/// Writes as many of the values as there is room for: a whole panel in one go, which is the usual case.
#[inline(always)]
pub(crate) fn store<const N: usize>(to: &mut [f32], values: &[f32; N]) {
    match to.first_chunk_mut::<N>() {
        Some(whole) => *whole = *values,
        None => to.iter_mut().zip(values).for_each(|(to, v)| *to = *v),
    }
}

/// Adds the products of some rows with a panel. The copies keep everything in registers; with more than five
/// rows the compiler gives up on vectors here and the product is a hundred times slower.
#[inline(always)]
fn block<const HEIGHT: usize>(
    x: &[[f32; HEIGHT]],
    w: &[[f32; COLUMNS]],
    mut sums: [[f32; COLUMNS]; HEIGHT],
) -> [[f32; COLUMNS]; HEIGHT] {
    for (x, w) in x.iter().zip(w) {
        let (x, w) = (*x, *w);
        for r in 0..HEIGHT {
            let factor = x[r];
            for c in 0..COLUMNS {
                sums[r][c] += factor * w[c];
            }
        }
    }
    sums
}

/// Layer norm: to mean 0 and variance 1, then scaled and shifted.
pub(crate) struct Norm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
}

impl Norm {
    /// Over each row of `x`, in place.
    #[inline(always)]
    pub fn apply(&self, x: &mut [f32]) {
        let width = self.scale.len();
        for row in x.chunks_exact_mut(width) {
            let mean = sum(row) / width as f32;
            for v in row.iter_mut() {
                *v -= mean;
            }
            let inverse = 1.0 / (squares(row) / width as f32 + 1e-5).sqrt();
            for ((v, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                *v = *v * inverse * scale + shift;
            }
        }
    }
}

/// Sum of a row whose length is a multiple of the lanes; what is left over is added last.
#[inline(always)]
fn sum(x: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let chunks = x.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for i in 0..LANES {
            lanes[i] += chunk[i];
        }
    }
    lanes.iter().chain(rest).fold(0.0, |a, b| a + b)
}

#[inline(always)]
fn squares(x: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let chunks = x.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for i in 0..LANES {
            lanes[i] += chunk[i] * chunk[i];
        }
    }
    rest.iter().fold(lanes.iter().fold(0.0, |a, b| a + b), |a, b| a + b * b)
}

/// Sum of the products of two vectors.
#[inline(always)]
pub(crate) fn dot(x: &[f32], y: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (xs, ys) = (x.as_chunks::<LANES>(), y.as_chunks::<LANES>());
    for (x, y) in xs.0.iter().zip(ys.0) {
        for i in 0..LANES {
            lanes[i] += x[i] * y[i];
        }
    }
    let rest = xs.1.iter().zip(ys.1);
    rest.fold(lanes.iter().fold(0.0, |a, b| a + b), |a, (x, y)| a + x * y)
}

/// `x · clamp(x + 3, 0, 6) / 6`, in place.
#[inline(always)]
pub(crate) fn hard_swish(x: &mut [f32]) {
    for v in x {
        let gate = *v + 3.0;
        let gate = if gate > 0.0 { gate } else { 0.0 };
        let gate = if gate < 6.0 { gate } else { 6.0 };
        *v = *v * gate * (1.0 / 6.0);
    }
}

/// `y += x`.
#[inline(always)]
pub(crate) fn add(y: &mut [f32], x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += x;
    }
}

/// Turns scores into shares that add up to 1, in place.
#[inline(always)]
pub(crate) fn softmax(x: &mut [f32]) {
    let mut most = f32::MIN;
    for &v in x.iter() {
        most = if v > most { v } else { most };
    }
    for v in x.iter_mut() {
        *v = exp(*v - most);
    }
    let inverse = 1.0 / sum(x);
    for v in x.iter_mut() {
        *v *= inverse;
    }
}

/// `e^x` for `x <= 0` to about seven digits: a power of two times a polynomial on ±½ ln 2.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    // ln 2 in two parts, so that the difference is exact to the last bits.
    let r = x - whole * 0.693_359_4;
    let r = r - whole * -2.121_944_4e-4;
    // Taylor's polynomial of degree 6: its next term is below 2^-24 here.
    let p = 1.0 / 720.0;
    let p = p * r + 1.0 / 120.0;
    let p = p * r + 1.0 / 24.0;
    let p = p * r + 1.0 / 6.0;
    let p = p * r + 0.5;
    let p = p * r + 1.0;
    let p = p * r + 1.0;
    // `whole` is now in the low bits of `shifted`; 2^whole by its exponent field.
    let power = f32::from_bits((shifted.to_bits().wrapping_add(127)) << 23);
    p * power
}

/// Index of the largest value, the first of equals; 0 for none.
#[inline(always)]
pub(crate) fn largest(x: &[f32]) -> usize {
    let mut best = 0;
    for i in 1..x.len() {
        if x[i] > x[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close_to_the_library() {
        for i in 0..8700 {
            let x = -(i as f32) / 100.0;
            let want = (x as f64).exp();
            assert!(((exp(x) as f64 - want) / want).abs() < 3e-7, "{x}: {} {want}", exp(x));
        }
    }

    #[test]
    fn blocks_of_any_height_give_the_same_bits() {
        let (from, to, n) = (48, 51, 7);
        let weights: Vec<f32> = (0..from * to).map(|i| ((i * 7919) % 1000) as f32 / 999.0 - 0.5).collect();
        let bias: Vec<f32> = (0..64).map(|i| i as f32 / 10.0).collect();
        let x: Vec<f32> = (0..from * n).map(|i| ((i * 104_729) % 1000) as f32 / 777.0 - 0.6).collect();
        let mut panels = Panels::default();
        panels.fill(from, to, false, |k, out| weights[out * from + k]);
        let rows = Rows { values: &x, stride: from };
        let (mut a, mut b, mut pack) = (vec![0.0; n * to], vec![0.0; n * to], vec![]);
        panels.multiply::<4>(rows, n, &bias, &mut pack, &mut a, to);
        panels.multiply::<2>(rows, n, &bias, &mut pack, &mut b, to);
        assert_eq!(a, b);
        let mut want = bias[50];
        for k in 0..from {
            want += x[6 * from + k] * weights[50 * from + k];
        }
        assert_eq!(a[6 * to + 50], want);
    }

    #[test]
    fn norm_gives_mean_0_and_variance_1() {
        let norm = Norm { scale: vec![1.0; 32], shift: vec![0.0; 32] };
        let mut x: Vec<f32> = (0..32).map(|i| (i * i) as f32).collect();
        norm.apply(&mut x);
        assert!(sum(&x).abs() < 1e-4 && (squares(&x) / 32.0 - 1.0).abs() < 1e-4);
    }
}
