//! The network: from rows of the tables to tags and trees, for a batch of sentences at once.
//!
//! Embeddings, dilated convolutions over three words, one layer of attention within the sentence, and
//! heads for tags, features, names, arcs and relations. The arithmetic of a word depends on its own
//! sentence alone, so batching changes no bit. `training/student.py` is the same network.

use crate::decode::tree;
use crate::features::Rows;
use crate::kernel::{Affine, add, add_scaled, hard_swish, largest, softmax};
use crate::model::{Convolution, Model};

/// What the network says of one word, as numbers of the model's contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    pub upos: u8,
    pub feats: u16,
    /// Begin–inside tag: 0 outside, then begin and inside of each kind.
    pub name: u8,
    /// 0 the root, else the head's index in its sentence plus 1.
    pub head: u32,
    pub rel: u8,
}

/// Buffers that are used again from batch to batch.
#[derive(Default)]
pub(crate) struct Scratch {
    x: Vec<f32>,
    y: Vec<f32>,
    window: Vec<f32>,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    mixed: Vec<f32>,
    turned: Vec<f32>,
    scores: Vec<f32>,
    arc_dep: Vec<f32>,
    arc_head: Vec<f32>,
    arc_bias: Vec<f32>,
    arc_near: Vec<f32>,
    label_dep: Vec<f32>,
    label_head: Vec<f32>,
    heads: Vec<u32>,
    /// One reading per word of the batch.
    pub readings: Vec<Reading>,
}

/// Reads a batch: `rows` of all words, sentence after sentence; `lengths` of the sentences, none of them 0.
#[inline(always)]
pub(crate) fn forward<const ROWS: usize>(model: &Model, rows: &[Rows], lengths: &[usize], s: &mut Scratch) {
    let n = rows.len();
    embed(model, rows, &mut s.x);
    if let Some(into) = &model.into {
        into.apply::<ROWS>(&s.x, n, &mut s.y);
        std::mem::swap(&mut s.x, &mut s.y);
    }
    for convolution in &model.convolutions {
        convolve::<ROWS>(model, convolution, lengths, s);
    }
    attend::<ROWS>(model, lengths, s);
    tags::<ROWS>(model, n, s);
    arcs::<ROWS>(model, lengths, s);
}

/// Sum of the feature rows and mean of the piece rows, normed.
#[inline(always)]
fn embed(model: &Model, rows: &[Rows], x: &mut Vec<f32>) {
    let width = model.shape.embed;
    x.clear();
    x.resize(rows.len() * width, 0.0);
    for (rows, x) in rows.iter().zip(x.chunks_exact_mut(width)) {
        for &row in rows.features() {
            let (values, scale) = model.rows.row(row);
            for (x, &v) in x.iter_mut().zip(values) {
                *x += scale * v as f32;
            }
        }
        let share = 1.0 / rows.pieces().len().max(1) as f32;
        for &row in rows.pieces() {
            let (values, scale) = model.pieces.row(row);
            let scale = scale * share;
            for (x, &v) in x.iter_mut().zip(values) {
                *x += scale * v as f32;
            }
        }
    }
    model.norm_in.apply(x);
}

/// `x += norm(hard_swish(W · (left, self, right)))`; beyond the ends of a sentence there are zeros.
#[inline(always)]
fn convolve<const ROWS: usize>(model: &Model, convolution: &Convolution, lengths: &[usize], s: &mut Scratch) {
    let (d, reach) = (model.shape.width, convolution.reach);
    let n = s.x.len() / d;
    s.window.clear();
    s.window.resize(n * 3 * d, 0.0);
    let mut start = 0;
    for &length in lengths {
        for i in 0..length {
            let to = &mut s.window[(start + i) * 3 * d..(start + i + 1) * 3 * d];
            let word = |j: usize| &s.x[(start + j) * d..(start + j + 1) * d];
            if i >= reach {
                to[..d].copy_from_slice(word(i - reach));
            }
            to[d..2 * d].copy_from_slice(word(i));
            if i + reach < length {
                to[2 * d..].copy_from_slice(word(i + reach));
            }
        }
        start += length;
    }
    convolution.map.apply::<ROWS>(&s.window, n, &mut s.y);
    hard_swish(&mut s.y);
    convolution.norm.apply(&mut s.y);
    add(&mut s.x, &s.y);
}

/// Index of the distance from `i` to `j` in a table of distances.
#[inline(always)]
fn distance(i: usize, j: usize, reach: usize) -> usize {
    (j + reach).saturating_sub(i).min(2 * reach)
}

/// Attention within each sentence.
#[inline(always)]
fn attend<const ROWS: usize>(model: &Model, lengths: &[usize], s: &mut Scratch) {
    let (d, heads, reach) = (model.shape.width, model.shape.heads, model.shape.reach);
    let part = d / heads;
    let n = s.x.len() / d;
    model.query.apply::<ROWS>(&s.x, n, &mut s.query);
    model.key.apply::<ROWS>(&s.x, n, &mut s.key);
    model.value.apply::<ROWS>(&s.x, n, &mut s.value);
    let scale = 1.0 / (part as f32).sqrt();
    s.mixed.clear();
    s.mixed.resize(n * d, 0.0);
    let mut start = 0;
    for &length in lengths {
        turn(&s.key[start * d..(start + length) * d], d, length, &mut s.turned);
        s.scores.clear();
        s.scores.resize(length, 0.0);
        for i in start..start + length {
            for h in 0..heads {
                let scores = &mut s.scores[..];
                scores.fill(0.0);
                for (k, &q) in s.query[i * d + h * part..i * d + (h + 1) * part].iter().enumerate() {
                    add_scaled(scores, q, &s.turned[(h * part + k) * length..(h * part + k + 1) * length]);
                }
                let near = &model.near[h * (2 * reach + 1)..(h + 1) * (2 * reach + 1)];
                for (j, score) in scores.iter_mut().enumerate() {
                    *score = *score * scale + near[distance(i - start, j, reach)];
                }
                softmax(scores);
                let mixed = &mut s.mixed[i * d + h * part..i * d + (h + 1) * part];
                for (j, &share) in scores.iter().enumerate() {
                    add_scaled(mixed, share, &s.value[(start + j) * d + h * part..(start + j) * d + (h + 1) * part]);
                }
            }
        }
        start += length;
    }
    model.out.apply::<ROWS>(&s.mixed, n, &mut s.y);
    add(&mut s.x, &s.y);
    model.norm_out.apply(&mut s.x);
}

/// Rows to columns.
#[inline(always)]
fn turn(x: &[f32], width: usize, n: usize, out: &mut Vec<f32>) {
    out.clear();
    out.resize(width * n, 0.0);
    for i in 0..n {
        for k in 0..width {
            out[k * n + i] = x[i * width + k];
        }
    }
}

/// Parts of speech, features, names.
#[inline(always)]
fn tags<const ROWS: usize>(model: &Model, n: usize, s: &mut Scratch) {
    s.readings.clear();
    s.readings.resize(n, Reading::default());
    let best = |map: &Affine, s: &mut Scratch, set: fn(&mut Reading, &[f32])| {
        map.apply::<ROWS>(&s.x, n, &mut s.y);
        for (reading, scores) in s.readings.iter_mut().zip(s.y.chunks_exact(map.to())) {
            set(reading, scores);
        }
    };
    best(&model.upos, s, |r, scores| r.upos = largest(scores) as u8);
    best(&model.names, s, |r, scores| r.name = largest(scores) as u8);
    best(&model.feats, s, |r, scores| {
        r.feats = scores.iter().enumerate().fold(0, |bits, (k, &v)| bits | ((v > 0.0) as u16) << k);
    });
}

/// Heads and relations.
#[inline(always)]
fn arcs<const ROWS: usize>(model: &Model, lengths: &[usize], s: &mut Scratch) {
    let (a, l, reach) = (model.shape.arc, model.shape.label, model.shape.reach);
    let n = s.readings.len();
    // The root stands behind the last word of the batch as one more word.
    s.x.extend_from_slice(&model.root);
    model.arc_dep.apply::<ROWS>(&s.x, n, &mut s.arc_dep);
    hard_swish(&mut s.arc_dep);
    model.arc_head.apply::<ROWS>(&s.x, n + 1, &mut s.y);
    hard_swish(&mut s.y);
    model.arc.apply::<ROWS>(&s.y, n + 1, &mut s.arc_head);
    model.arc_bias.apply::<ROWS>(&s.y, n + 1, &mut s.arc_bias);
    model.arc_near.apply::<ROWS>(&s.x, n, &mut s.arc_near);
    model.label_dep.apply::<ROWS>(&s.x, n, &mut s.label_dep);
    model.label_head.apply::<ROWS>(&s.x, n + 1, &mut s.label_head);
    let mut start = 0;
    for &length in lengths {
        let columns = length + 1;
        s.turned.clear();
        s.turned.resize(a * columns, 0.0);
        for j in 0..columns {
            let from = if j == 0 { n } else { start + j - 1 };
            for (k, &v) in s.arc_head[from * a..(from + 1) * a].iter().enumerate() {
                s.turned[k * columns + j] = v;
            }
        }
        s.scores.clear();
        s.scores.resize(length * columns, 0.0);
        for i in 0..length {
            let word = start + i;
            let scores = &mut s.scores[i * columns..(i + 1) * columns];
            for (k, &v) in s.arc_dep[word * a..(word + 1) * a].iter().enumerate() {
                add_scaled(scores, v, &s.turned[k * columns..(k + 1) * columns]);
            }
            let near = &s.arc_near[word * (2 * reach + 1)..(word + 1) * (2 * reach + 1)];
            scores[0] = scores[0] * 0.125 + s.arc_bias[n];
            for j in 0..length {
                scores[j + 1] = scores[j + 1] * 0.125 + s.arc_bias[start + j] + near[distance(i, j, reach)];
            }
            scores[i + 1] = -1e4;
        }
        tree(&s.scores, length, &mut s.heads);
        for i in 0..length {
            let head = s.heads[i] as usize;
            let (from, near) = match head {
                0 => (n, 2 * reach + 1),
                h => (start + h - 1, distance(i, h - 1, reach)),
            };
            let hidden = &mut s.label_dep[(start + i) * l..(start + i + 1) * l];
            add(hidden, &s.label_head[from * l..(from + 1) * l]);
            add(hidden, &model.label_near[near * l..(near + 1) * l]);
            s.readings[start + i].head = head as u32;
        }
        start += length;
    }
    hard_swish(&mut s.label_dep);
    model.label.apply::<ROWS>(&s.label_dep, n, &mut s.y);
    for (reading, scores) in s.readings.iter_mut().zip(s.y.chunks_exact(model.label.to())) {
        // Relation 0 is `root`, and nothing but the root has it.
        reading.rel = if reading.head == 0 { 0 } else { 1 + largest(&scores[1..]) as u8 };
    }
}
