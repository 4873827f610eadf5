//! The best alignment of two small sets: each of one to at most one of the other, the sum of the gains as large as can be.

/// For each row the column it is aligned with. Only gains above zero align. Kuhn's method with potentials (the Hungarian method), cubic.
pub(crate) fn align(gains: &[Vec<u32>]) -> Vec<Option<usize>> {
    let columns = gains.iter().map(Vec::len).max().unwrap_or(0);
    let size = gains.len().max(columns);
    let most = gains.iter().flatten().copied().max().unwrap_or(0);
    let gain = |row: usize, column: usize| gains.get(row).and_then(|g| g.get(column)).copied().unwrap_or(0);
    let cost = |row: usize, column: usize| i64::from(most - gain(row, column));
    // Rows and columns count from 1; 0 stands for none, as in the usual telling of the method.
    let (mut of_row, mut of_column, mut taken_by) = (vec![0i64; size + 1], vec![0i64; size + 1], vec![0usize; size + 1]);
    for row in 1..=size {
        let (mut least, mut from, mut seen) = (vec![i64::MAX; size + 1], vec![0usize; size + 1], vec![false; size + 1]);
        taken_by[0] = row;
        let mut column = 0;
        while taken_by[column] != 0 {
            seen[column] = true;
            let (here, mut step, mut next) = (taken_by[column], i64::MAX, 0);
            for other in 1..=size {
                if seen[other] {
                    continue;
                }
                let reduced = cost(here - 1, other - 1) - of_row[here] - of_column[other];
                if reduced < least[other] {
                    (least[other], from[other]) = (reduced, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if seen[other] {
                    of_row[taken_by[other]] += step;
                    of_column[other] -= step;
                } else if least[other] < i64::MAX {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            taken_by[column] = taken_by[from[column]];
            column = from[column];
        }
    }
    let mut aligned = vec![None; gains.len()];
    for (column, row) in taken_by.iter().enumerate().skip(1) {
        if *row > 0 && *row <= gains.len() && gain(row - 1, column - 1) > 0 {
            aligned[row - 1] = Some(column - 1);
        }
    }
    aligned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_as_large_as_can_be() {
        // Greedy would take 5 and leave 1; the best is 4 + 4.
        assert_eq!(align(&[vec![5, 4], vec![4, 1]]), [Some(1), Some(0)]);
        assert_eq!(align(&[vec![0, 0, 2]]), [Some(2)]);
        assert_eq!(align(&[vec![1], vec![3], vec![2]]), [None, Some(0), None]);
        assert_eq!(align(&[vec![0], vec![0]]), [None, None]);
        assert_eq!(align(&[]), []);
        assert_eq!(align(&[vec![], vec![]]), [None, None]);
    }
}
