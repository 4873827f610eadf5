//! Counts by name, and tables of gold against ours.

use std::collections::BTreeMap;

/// What was counted in one document, or in many together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<&'static str, u64>,
    cells: BTreeMap<&'static str, BTreeMap<String, BTreeMap<String, u64>>>,
}

impl Tally {
    /// Adds to a count.
    pub fn add(&mut self, name: &'static str, number: u64) {
        *self.counts.entry(name).or_default() += number;
    }

    /// Counts one if it is so; the count is there afterwards in any case.
    pub fn add_if(&mut self, name: &'static str, so: bool) {
        self.add(name, u64::from(so));
    }

    /// Adds one answer to a table: what gold says, what we say.
    pub fn pair(&mut self, table: &'static str, gold: &str, ours: &str) {
        self.pairs(table, gold, ours, 1);
    }

    fn pairs(&mut self, table: &'static str, gold: &str, ours: &str, number: u64) {
        let rows = self.cells.entry(table).or_default();
        if !rows.contains_key(gold) {
            rows.insert(gold.to_owned(), BTreeMap::new());
        }
        let Some(row) = rows.get_mut(gold) else { return };
        match row.get_mut(ours) {
            Some(cell) => *cell += number,
            None => {
                row.insert(ours.to_owned(), number);
            }
        }
    }

    /// A count; 0 where nothing was counted.
    pub fn get(&self, name: &str) -> u64 {
        self.counts.get(name).copied().unwrap_or(0)
    }

    /// Gold, ours and how often, of one table.
    pub fn cells(&self, table: &str) -> impl Iterator<Item = (&str, &str, u64)> {
        let rows = self.cells.get(table).into_iter().flatten();
        rows.flat_map(|(gold, row)| row.iter().map(move |(ours, number)| (gold.as_str(), ours.as_str(), *number)))
    }

    /// Adds another tally so many times.
    pub fn merge(&mut self, other: &Tally, times: u64) {
        for (name, number) in &other.counts {
            self.add(name, number * times);
        }
        for (table, rows) in &other.cells {
            for (gold, row) in rows {
                row.iter().for_each(|(ours, number)| self.pairs(table, gold, ours, number * times));
            }
        }
    }

    /// All of them together.
    pub fn sum<'t>(tallies: impl Iterator<Item = &'t Tally>) -> Tally {
        let mut sum = Tally::default();
        tallies.for_each(|tally| sum.merge(tally, 1));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tallies_add_up() {
        let mut one = Tally::default();
        one.add("right", 2);
        one.add_if("wrong", false);
        one.pair("label", "A", "B");
        let mut sum = Tally::sum([&one, &one].into_iter());
        sum.merge(&one, 3);
        assert_eq!((sum.get("right"), sum.get("wrong"), sum.get("nothing")), (10, 0, 0));
        assert_eq!(sum.cells("label").collect::<Vec<_>>(), [("A", "B", 5)]);
    }
}
