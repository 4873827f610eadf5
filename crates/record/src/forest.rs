//! Joined sets, the smallest member of each standing for it, so that the result does not depend on the order of joining.

/// Disjoint sets of `0..n`.
#[derive(Clone, Debug)]
pub(crate) struct Forest {
    above: Vec<usize>,
}

impl Forest {
    pub fn new(n: usize) -> Forest {
        Forest { above: (0..n).collect() }
    }

    /// Takes `items` apart again. They must be whole sets.
    pub fn clear(&mut self, items: &[usize]) {
        items.iter().for_each(|&i| self.above[i] = i);
    }

    /// The smallest member of the set of `i`.
    pub fn root(&mut self, mut i: usize) -> usize {
        while self.above[i] != i {
            self.above[i] = self.above[self.above[i]];
            i = self.above[i];
        }
        i
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.above[a.max(b)] = a.min(b);
    }
}
