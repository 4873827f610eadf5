//! Answers kept, so that a question asked again of the same data costs nothing.

use axum::body::Bytes;
use std::collections::{BTreeMap, VecDeque};

/// Bytes of answers that are kept.
const ROOM: usize = 64 << 20;
/// A larger answer is not kept.
const LARGEST: usize = 8 << 20;

/// Answers by ETag, the oldest given up first.
#[derive(Default)]
pub(crate) struct Cache {
    answers: BTreeMap<String, Bytes>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Cache {
    pub fn get(&self, tag: &str) -> Option<Bytes> {
        self.answers.get(tag).cloned()
    }

    pub fn put(&mut self, tag: String, answer: Bytes) {
        if answer.len() > LARGEST || self.answers.contains_key(&tag) {
            return;
        }
        self.bytes += answer.len();
        self.order.push_back(tag.clone());
        self.answers.insert(tag, answer);
        while self.bytes > ROOM
            && let Some(oldest) = self.order.pop_front()
        {
            self.bytes -= self.answers.remove(&oldest).map_or(0, |a| a.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_bounded_and_the_oldest_goes() {
        let mut cache = Cache::default();
        let answer = Bytes::from(vec![0; 7 << 20]);
        for i in 0..20 {
            cache.put(i.to_string(), answer.clone());
        }
        assert!(cache.bytes <= ROOM);
        assert!(cache.get("0").is_none() && cache.get("19").is_some());
        cache.put("huge".into(), Bytes::from(vec![0; LARGEST + 1]));
        assert!(cache.get("huge").is_none());
    }
}
