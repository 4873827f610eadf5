//! The arithmetic of the network, with the same bits on every machine.
//!
//! Every sum is taken in one fixed order, products and sums are rounded apart (no fused multiply-add), and
//! nothing comes from the system's mathematics library: only IEEE 754 operations. So wider registers change
//! the speed and nothing else. All functions here are inlined into `network::forward`, which exists once
//! per instruction set.

/// Columns of a panel of weights.
const COLUMNS: usize = 32;

/// Lanes of a sum over a vector: sixteen partial sums, then these in order.
const LANES: usize = 16;

/// An affine map: `y = W x + b`.
pub(crate) struct Affine {
    /// Panels of 32 columns: for each input, its weights for those outputs.
    panels: Vec<f32>,
    bias: Vec<f32>,
    from: usize,
    to: usize,
}

impl Affine {
    /// From weights `[to][from]`.
    pub fn new(weights: &[f32], bias: &[f32], from: usize, to: usize) -> Affine {
        let count = to.div_ceil(COLUMNS);
        let mut panels = vec![0.0; count * from * COLUMNS];
        let mut padded = vec![0.0; count * COLUMNS];
        padded[..to].copy_from_slice(bias);
        for out in 0..to {
            for k in 0..from {
                panels[(out / COLUMNS * from + k) * COLUMNS + out % COLUMNS] = weights[out * from + k];
            }
        }
        Affine { panels, bias: padded, from, to }
    }

    /// Number of outputs.
    pub fn to(&self) -> usize {
        self.to
    }

    /// Maps `n` rows of `x` to rows of `y`; `ROWS` rows at a time stay in registers.
    #[inline(always)]
    pub fn apply<const ROWS: usize>(&self, x: &[f32], n: usize, y: &mut Vec<f32>) {
        y.clear();
        y.resize(n * self.to, 0.0);
        let x = &x[..n * self.from];
        for (panel, bias) in self
            .panels
            .chunks_exact(self.from * COLUMNS)
            .zip(self.bias.chunks_exact(COLUMNS))
            .enumerate()
            .map(|(p, (w, b))| ((p, w), b))
        {
            let (p, weights) = panel;
            let first = p * COLUMNS;
            let columns = COLUMNS.min(self.to - first);
            let mut at = 0;
            while at + ROWS <= n {
                self.block::<ROWS>(
                    &x[at * self.from..(at + ROWS) * self.from],
                    weights,
                    bias,
                    &mut y[at * self.to..(at + ROWS) * self.to],
                    first,
                    columns,
                );
                at += ROWS;
            }
            while at < n {
                self.block::<1>(
                    &x[at * self.from..(at + 1) * self.from],
                    weights,
                    bias,
                    &mut y[at * self.to..(at + 1) * self.to],
                    first,
                    columns,
                );
                at += 1;
            }
        }
    }

    #[inline(always)]
    fn block<const ROWS: usize>(&self, x: &[f32], weights: &[f32], bias: &[f32], y: &mut [f32], first: usize, columns: usize) {
        let mut sums = [[0.0f32; COLUMNS]; ROWS];
        for sum in &mut sums {
            sum.copy_from_slice(&bias[..COLUMNS]);
        }
        let from = self.from;
        let rows: [&[f32]; ROWS] = std::array::from_fn(|r| &x[r * from..(r + 1) * from]);
        for k in 0..from {
            let w: &[f32; COLUMNS] = match weights[k * COLUMNS..(k + 1) * COLUMNS].try_into() {
                Ok(w) => w,
                Err(_) => return,
            };
            for r in 0..ROWS {
                let factor = rows[r][k];
                for c in 0..COLUMNS {
                    sums[r][c] += factor * w[c];
                }
            }
        }
        for (r, sum) in sums.iter().enumerate() {
            y[r * self.to + first..r * self.to + first + columns].copy_from_slice(&sum[..columns]);
        }
    }
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

/// `y += factor · x`.
#[inline(always)]
pub(crate) fn add_scaled(y: &mut [f32], factor: f32, x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
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
    // Adding 1.5 · 2^23 rounds to a whole number without a call to the mathematics library.
    const ROUND: f32 = 12_582_912.0;
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
        let bias: Vec<f32> = (0..to).map(|i| i as f32 / 10.0).collect();
        let x: Vec<f32> = (0..from * n).map(|i| ((i * 104_729) % 1000) as f32 / 777.0 - 0.6).collect();
        let map = Affine::new(&weights, &bias, from, to);
        let (mut a, mut b) = (vec![], vec![]);
        map.apply::<6>(&x, n, &mut a);
        map.apply::<2>(&x, n, &mut b);
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
