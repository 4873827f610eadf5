//! The third of each development set that nobody reads, by the ids of its documents.

use std::collections::BTreeSet;

const LISTS: [(&str, &str); 9] = [
    ("acled", include_str!("../../unread/acled.txt")),
    ("attribution", include_str!("../../unread/attribution.txt")),
    ("claims", include_str!("../../unread/claims.txt")),
    ("factuality", include_str!("../../unread/factuality.txt")),
    ("gsr", include_str!("../../unread/gsr.txt")),
    ("muc4", include_str!("../../unread/muc4.txt")),
    ("places", include_str!("../../unread/places.txt")),
    ("time", include_str!("../../unread/time.txt")),
    ("toll", include_str!("../../unread/toll.txt")),
];

/// The ids of a suite's unread documents; none for a suite without such a list.
pub(crate) fn ids(suite: &str) -> BTreeSet<&'static str> {
    let list = LISTS.iter().find(|(name, _)| *name == suite).map_or("", |(_, list)| *list);
    list.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_holds_ids() {
        assert!(LISTS.iter().all(|(name, _)| !ids(name).is_empty()));
        assert!(ids("reader").is_empty());
    }
}
