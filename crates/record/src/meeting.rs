//! Who meets whom: items under keys, each compared with those that stand near it under one of its keys.
//!
//! Pairs are never gathered: for each item its partners are found when they are asked for, so that memory grows with the items alone.

use rustc_hash::FxHashMap;

/// Items under their keys.
pub(crate) struct Meeting {
    /// The items under each key, in the order in which they stand there.
    blocks: Vec<Vec<u32>>,
    /// Where each item stands: block and place in it.
    places: Vec<Vec<(u32, u32)>>,
    /// How many of those that follow it in its block an item meets, in a block of so many.
    reach: fn(usize) -> usize,
}

impl Meeting {
    /// Of items given by their keys. `arrange` puts those of one block in order; they come ascending.
    pub fn new<K: IntoIterator<Item = u64>>(
        keys: impl Iterator<Item = K>,
        reach: fn(usize) -> usize,
        arrange: impl Fn(&mut [u32]),
    ) -> Meeting {
        let mut named: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let mut items = 0;
        for (item, keys) in keys.enumerate() {
            items = item + 1;
            for key in keys {
                let block = named.entry(key).or_default();
                if block.last() != Some(&(item as u32)) {
                    block.push(item as u32);
                }
            }
        }
        let mut blocks: Vec<Vec<u32>> = named.into_values().filter(|block| block.len() > 1).collect();
        let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); items];
        for (number, block) in blocks.iter_mut().enumerate() {
            arrange(block);
            for (place, &item) in block.iter().enumerate() {
                places[item as usize].push((number as u32, place as u32));
            }
        }
        Meeting { blocks, places, reach }
    }

    /// The items after `item` that it meets, ascending, in place of what `partners` held.
    pub fn partners(&self, item: usize, partners: &mut Vec<u32>) {
        partners.clear();
        for &(block, place) in &self.places[item] {
            let (block, place) = (&self.blocks[block as usize], place as usize);
            let reach = (self.reach)(block.len());
            let near = &block[place.saturating_sub(reach)..block.len().min(place + reach + 1)];
            partners.extend(near.iter().filter(|&&other| other as usize > item));
        }
        partners.sort_unstable();
        partners.dedup();
    }

    /// All pairs that meet, ascending, each once.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut partners = Vec::new();
        (0..self.places.len()).flat_map(move |item| {
            self.partners(item, &mut partners);
            partners.iter().map(|&other| (item as u32, other)).collect::<Vec<_>>()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_meet_their_neighbours_under_each_key_once() {
        let keys = [vec![1, 2], vec![1], vec![1, 2], vec![3], vec![1]];
        let all = Meeting::new(keys.clone().into_iter(), |size| size, |_| {});
        assert_eq!(all.pairs().collect::<Vec<_>>(), [(0, 1), (0, 2), (0, 4), (1, 2), (1, 4), (2, 4)]);
        // Backwards in the block of four, each with the next alone.
        let next = Meeting::new(keys.into_iter(), |_| 1, |block| block.reverse());
        assert_eq!(next.pairs().collect::<Vec<_>>(), [(0, 1), (0, 2), (1, 2), (2, 4)]);
    }
}
