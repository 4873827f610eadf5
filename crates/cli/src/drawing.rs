//! A dependency tree drawn with lines: words stand in their order from top to bottom, each as far to the right as it is
//! deep, with a line from its head.

use dateline_syntax::Tree;

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// One string per word of `tree`: the lines that lead to it. A tree whose heads go in a circle is drawn as far as it
/// goes.
pub(crate) fn branches(tree: &Tree) -> Vec<String> {
    let n = tree.words.len();
    let head = |i: usize| tree.words[i].head.map(|h| h as usize).filter(|h| *h < n);
    let depth: Vec<usize> = (0..n).map(|i| std::iter::successors(Some(i), |&i| head(i)).skip(1).take(n).count()).collect();
    let mut grid = vec![Vec::<u8>::new(); n];
    let mut set = |row: usize, column: usize, bits: u8| {
        let cells: &mut Vec<u8> = &mut grid[row];
        if cells.len() <= column {
            cells.resize(column + 1, 0);
        }
        cells[column] |= bits;
    };
    for i in 0..n {
        set(i, depth[i], 0);
        let Some(h) = head(i) else { continue };
        // The line leaves the head's column and ends in the child's, one further to the right.
        let column = depth[h];
        let (top, bottom) = (h.min(i), h.max(i));
        for row in top..=bottom {
            set(row, column, if row > top { UP } else { 0 } | if row < bottom { DOWN } else { 0 });
        }
        set(i, column, RIGHT);
        set(i, depth[i], LEFT);
    }
    grid.iter()
        .enumerate()
        .map(|(i, cells)| {
            let mut line = String::new();
            for (column, &bits) in cells.iter().enumerate().take(depth[i] + 1) {
                line.push(glyph(bits, column == depth[i]));
                let on = bits & RIGHT != 0 || column == depth[i];
                line.push(if on { '─' } else { ' ' });
            }
            line
        })
        .collect()
}

fn glyph(bits: u8, word: bool) -> char {
    let bits = if word { bits | RIGHT } else { bits };
    match bits {
        0 => ' ',
        b if b == UP | DOWN => '│',
        b if b == LEFT | RIGHT => '─',
        b if b == DOWN | RIGHT => '╭',
        b if b == UP | RIGHT => '╰',
        b if b == UP | DOWN | RIGHT => '├',
        b if b == DOWN | LEFT => '╮',
        b if b == UP | LEFT => '╯',
        b if b == UP | DOWN | LEFT => '┤',
        b if b == DOWN | LEFT | RIGHT => '┬',
        b if b == UP | LEFT | RIGHT => '┴',
        b if b == UP | DOWN | LEFT | RIGHT => '┼',
        b if b & (UP | DOWN) != 0 => '│',
        _ => '─',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_syntax::{Deprel, Feats, Upos, Word};

    fn tree(heads: &[Option<u32>]) -> Tree {
        let word = |head: &Option<u32>| Word {
            span: Default::default(),
            first_token: 0,
            token_count: 1,
            upos: Upos::X,
            lemma: String::new(),
            feats: Feats::default(),
            head: *head,
            deprel: Deprel::Dep,
            name: None,
            mark: None,
        };
        Tree { words: heads.iter().map(word).collect(), ..Tree::default() }
    }

    #[test]
    fn lines_lead_from_heads_to_words() {
        // "The two sides pledged not to fire"
        let drawn = branches(&tree(&[Some(2), Some(2), Some(3), None, Some(6), Some(6), Some(3)]));
        let expected = [
            "  ╭───", // The
            "  ├───", // two
            "╭─┴─",   // sides
            "├─",     // pledged
            "│ ╭───", // not
            "│ ├───", // to
            "╰─┴─",   // fire
        ];
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_circle_ends() {
        assert_eq!(branches(&tree(&[Some(1), Some(0), Some(9)])).len(), 3);
    }
}
