//! The network: from rows of the tables to tags and trees, for a batch of sentences at once.
//!
//! Embeddings, dilated convolutions over three words, one layer of attention within the sentence, and
//! heads for tags, features, names, arcs and relations. The arithmetic of a word depends on its own
//! sentence alone, so batching changes no bit. `training/student.py` is the same network.

use crate::decode::tree;
use crate::features::Rows;
use crate::integer::{Dot, ZERO};
use crate::kernel::{self, COLUMNS, Panels, add, dot, hard_swish, largest, softmax};
use crate::model::{Convolution, Model, NAMES};
use crate::naming;
#[cfg(test)]
use crate::naming::Naming;
use crate::{Feats, Upos};

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
    /// The inputs of a map as steps, a row per word.
    steps: Vec<u8>,
    window: Vec<u8>,
    /// Query, key and value of each word.
    attend: Vec<f32>,
    mixed: Vec<f32>,
    panels: Panels,
    /// Buffer of the products.
    pack: Vec<f32>,
    scores: Vec<f32>,
    arc_dep: Vec<f32>,
    arc_head: Vec<f32>,
    arc_bias: Vec<f32>,
    /// Per word: tags, features, names, and its liking for each distance to its head.
    tags: Vec<f32>,
    label_dep: Vec<f32>,
    label_head: Vec<f32>,
    heads: Vec<u32>,
    naming: naming::Scratch,
    /// One reading per word of the batch.
    pub readings: Vec<Reading>,
}

impl Scratch {
    /// The last vectors, `width` numbers each, of some words of the batch.
    pub fn vectors(&self, width: usize, words: std::ops::Range<usize>) -> &[f32] {
        &self.x[words.start * width..words.end * width]
    }

    /// Scores of the relations of the last batch, and of its name tags: the ends of all arithmetic.
    #[cfg(test)]
    pub fn scores(&self) -> [&[f32]; 2] {
        [&self.y, Naming::scores(&self.naming)]
    }
}

/// Reads a batch: `rows` of all words, sentence after sentence; `lengths` of the sentences, none of them 0.
#[inline(always)]
pub(crate) fn forward<const HEIGHT: usize, D: Dot>(model: &Model, rows: &[Rows], lengths: &[usize], s: &mut Scratch) {
    let n = rows.len();
    embed(model, rows, &mut s.x);
    if let Some(into) = &model.into {
        s.steps.clear();
        model.ranges.into.quantise(&s.x, &mut s.steps);
        into.apply::<D>(&s.steps, n, &mut s.y);
        std::mem::swap(&mut s.x, &mut s.y);
    }
    for convolution in &model.convolutions {
        convolve::<D>(convolution, model.shape.width, lengths, &s.x, &mut s.steps, &mut s.window, &mut s.y);
        add(&mut s.x, &s.y);
    }
    attend::<HEIGHT, D>(model, lengths, s);
    tags::<D>(model, n, s);
    if let Some(naming) = &model.naming {
        naming.read::<D>(&s.steps, rows, lengths, &mut s.naming, &mut s.readings);
    }
    arcs::<HEIGHT, D>(model, lengths, s);
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

/// `y = norm(hard_swish(W · (left, self, right)))` for each word, with `width` numbers in `x`; beyond the ends of a sentence there are zeros.
#[inline(always)]
pub(crate) fn convolve<D: Dot>(
    convolution: &Convolution,
    width: usize,
    lengths: &[usize],
    x: &[f32],
    steps: &mut Vec<u8>,
    window: &mut Vec<u8>,
    y: &mut Vec<f32>,
) {
    let (d, reach) = (width, convolution.reach);
    let n = x.len() / d;
    steps.clear();
    convolution.range.quantise(x, steps);
    window.resize(n * 3 * d, ZERO);
    let mut start = 0;
    for &length in lengths {
        for i in 0..length {
            let to = &mut window[(start + i) * 3 * d..(start + i + 1) * 3 * d];
            let word = |j: usize| &steps[(start + j) * d..(start + j + 1) * d];
            match i.checked_sub(reach) {
                Some(left) => to[..d].copy_from_slice(word(left)),
                None => to[..d].fill(ZERO),
            }
            to[d..2 * d].copy_from_slice(word(i));
            if i + reach < length {
                to[2 * d..].copy_from_slice(word(i + reach));
            } else {
                to[2 * d..].fill(ZERO);
            }
        }
        start += length;
    }
    convolution.map.apply::<D>(window, n, y);
    hard_swish(y);
    convolution.norm.apply(y);
}

/// Index of the distance from `i` to `j` in a table of distances.
#[inline(always)]
fn distance(i: usize, j: usize, reach: usize) -> usize {
    (j + reach).saturating_sub(i).min(2 * reach)
}

/// Attention within each sentence.
#[inline(always)]
fn attend<const HEIGHT: usize, D: Dot>(model: &Model, lengths: &[usize], s: &mut Scratch) {
    let (d, heads, reach) = (model.shape.width, model.shape.heads, model.shape.reach);
    let part = d / heads;
    let n = s.x.len() / d;
    s.steps.clear();
    model.ranges.attend.quantise(&s.x, &mut s.steps);
    model.attend.apply::<D>(&s.steps, n, &mut s.attend);
    let scale = 1.0 / (part as f32).sqrt();
    s.mixed.resize(n * d, 0.0);
    let mut start = 0;
    for &length in lengths {
        // Rows of scores are whole panels; what is past the sentence is not looked at.
        let columns = length.next_multiple_of(COLUMNS);
        s.scores.resize(length * columns, 0.0);
        for h in 0..heads {
            let at = start * d + h * part;
            // Rows of query, key and value lie side by side.
            let query = start * 3 * d + h * part;
            let (key, value) = (query + d, query + 2 * d);
            s.panels.fill(part, length, true, |k, j| s.attend[key + j * 3 * d + k]);
            let query = kernel::Rows { values: &s.attend[query..], stride: 3 * d };
            s.panels.multiply::<HEIGHT>(query, length, &[], &mut s.pack, &mut s.scores, columns);
            let near = &model.near[h * (2 * reach + 1)..(h + 1) * (2 * reach + 1)];
            for (i, scores) in s.scores.chunks_exact_mut(columns).enumerate() {
                let scores = &mut scores[..length];
                for (j, score) in scores.iter_mut().enumerate() {
                    *score = *score * scale + near[distance(i, j, reach)];
                }
                softmax(scores);
            }
            s.panels.fill(length, part, false, |j, k| s.attend[value + j * 3 * d + k]);
            let shares = kernel::Rows { values: &s.scores, stride: columns };
            s.panels.multiply::<HEIGHT>(shares, length, &[], &mut s.pack, &mut s.mixed[at..], d);
        }
        start += length;
    }
    s.steps.clear();
    model.ranges.mixed.quantise(&s.mixed, &mut s.steps);
    model.out.apply::<D>(&s.steps, n, &mut s.y);
    add(&mut s.x, &s.y);
    model.norm_out.apply(&mut s.x);
}

/// Parts of speech, features, names.
#[inline(always)]
fn tags<D: Dot>(model: &Model, n: usize, s: &mut Scratch) {
    // The root stands behind the last word of the batch as one more word.
    s.x.extend_from_slice(&model.root);
    s.steps.clear();
    model.ranges.last.quantise(&s.x, &mut s.steps);
    model.tags.apply::<D>(&s.steps, n, &mut s.tags);
    s.readings.clear();
    for scores in s.tags.chunks_exact(model.tags.to()) {
        let (upos, rest) = scores.split_at(Upos::ALL.len());
        let (feats, rest) = rest.split_at(Feats::ALL.len());
        let feats = feats.iter().enumerate().fold(0, |bits, (k, &v)| bits | ((v > 0.0) as u16) << k);
        let name = largest(&rest[..NAMES]) as u8;
        s.readings.push(Reading { upos: largest(upos) as u8, feats, name, ..Reading::default() });
    }
}

/// Heads and relations.
#[inline(always)]
fn arcs<const HEIGHT: usize, D: Dot>(model: &Model, lengths: &[usize], s: &mut Scratch) {
    let (a, l, reach) = (model.shape.arc, model.shape.label, model.shape.reach);
    let n = s.readings.len();
    model.arc_dep.apply::<D>(&s.steps, n, &mut s.arc_dep);
    hard_swish(&mut s.arc_dep);
    model.arc_head.apply::<D>(&s.steps, n + 1, &mut s.y);
    model.label_dep.apply::<D>(&s.steps, n, &mut s.label_dep);
    model.label_head.apply::<D>(&s.steps, n + 1, &mut s.label_head);
    hard_swish(&mut s.y);
    let (weights, bias) = &model.arc_bias;
    s.arc_bias.clear();
    s.arc_bias.extend(s.y.chunks_exact(a).map(|head| dot(head, weights) + bias));
    s.steps.clear();
    model.ranges.arc.quantise(&s.y, &mut s.steps);
    model.arc.apply::<D>(&s.steps, n + 1, &mut s.arc_head);
    let mut start = 0;
    for &length in lengths {
        let columns = (length + 1).next_multiple_of(COLUMNS);
        s.panels.fill(a, length + 1, true, |k, j| s.arc_head[if j == 0 { n } else { start + j - 1 } * a + k]);
        s.scores.resize(length * columns, 0.0);
        let words = kernel::Rows { values: &s.arc_dep[start * a..], stride: a };
        s.panels.multiply::<HEIGHT>(words, length, &[], &mut s.pack, &mut s.scores, columns);
        for (i, scores) in s.scores.chunks_exact_mut(columns).enumerate() {
            let end = (start + i + 1) * model.tags.to();
            let near = &s.tags[end - (2 * reach + 1)..end];
            scores[0] = scores[0] * 0.125 + s.arc_bias[n];
            for (j, score) in scores[1..=length].iter_mut().enumerate() {
                *score = *score * 0.125 + s.arc_bias[start + j] + near[distance(i, j, reach)];
            }
            scores[i + 1] = -1e4;
        }
        tree(&s.scores, columns, length, &mut s.heads);
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
    s.steps.clear();
    model.ranges.label.quantise(&s.label_dep, &mut s.steps);
    model.label.apply::<D>(&s.steps, n, &mut s.y);
    for (reading, scores) in s.readings.iter_mut().zip(s.y.chunks_exact(model.label.to())) {
        // Relation 0 is `root`, and nothing but the root has it.
        reading.rel = if reading.head == 0 { 0 } else { 1 + largest(&scores[1..]) as u8 };
    }
}
