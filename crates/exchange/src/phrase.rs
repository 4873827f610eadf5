//! Claims in a few words for people: the words are the record's own.

pub use dateline_record::{entity_name, headline, marks, said, speaker_chain};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;

    #[test]
    fn says_who_did_what_to_whom_according_to_whom() {
        let claim = claim();
        assert_eq!(headline(&claim), "Attack with heavy weapons: Azerbaijan → Armenia · Stepanakert (AZE)");
        assert_eq!(speaker_chain(&claim).as_deref(), Some("Armenia, via TASS"));
        assert_eq!(said(&claim).as_deref(), Some("alleged by Armenia, via TASS"));
    }
}
