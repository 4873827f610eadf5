//! What is kept of a report's words beside its claims, packed: stems, sketch, contexts, and the day that its text gives itself.

use crate::source::Source;

impl Source {
    /// Words, sketch, contexts and own day as bytes.
    ///
    /// # Errors
    /// What the encoder says, should it fail.
    pub fn profile(&self) -> Result<Vec<u8>, String> {
        let own = self.day.filter(|day| Some(*day) != self.published).map(|day| day.to_string());
        postcard::to_stdvec(&(&self.words, &self.sketch, &self.contexts, own)).map_err(|e| e.to_string())
    }

    /// Takes back what [`Self::profile`] gave; the day of publication has to be known before.
    ///
    /// # Errors
    /// What is wrong with bytes that hold no profile.
    pub fn take_profile(&mut self, bytes: &[u8]) -> Result<(), String> {
        let (words, rest) = postcard::take_from_bytes(bytes).map_err(|e| e.to_string())?;
        (self.words, self.sketch, self.contexts) = words;
        // A profile of before version 0.1 told no day.
        let own: Option<String> = if rest.is_empty() { None } else { postcard::from_bytes(rest).map_err(|e| e.to_string())? };
        self.day = own.and_then(|day| day.parse().ok()).or(self.published);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_text::Report;

    #[test]
    fn the_own_day_of_a_text_survives_and_older_profiles_are_read() {
        let mut report = Report::new("r", "Date of publication 27 October 2016 Planes struck a school in Hass on Wednesday.");
        report.published = "2016-10-13".parse().ok();
        let source = Source::new(&report, Vec::new());
        let mut back = Source { published: source.published, ..Source::default() };
        back.take_profile(&source.profile().expect("bytes")).expect("a profile");
        assert_eq!((back.day, &back.words), ("2016-10-27".parse().ok(), &source.words));
        let old = postcard::to_stdvec(&(&source.words, &source.sketch, &source.contexts)).expect("bytes");
        back.take_profile(&old).expect("a profile");
        assert_eq!((back.day, &back.sketch), (report.published, &source.sketch));
        assert!(back.take_profile(&[9]).is_err());
    }
}
