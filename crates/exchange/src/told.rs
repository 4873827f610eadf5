//! What is handed to a format: claims with where they came from, one by one or put together as an incident.

use dateline_coding::Claim;
use dateline_record::{Incident, Source};

/// Where a report came from: what of it leaves with its claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Id of the report.
    pub id: String,
    /// SHA-256 of its text, hexadecimal.
    pub text_sha256: String,
    /// Day of publication, ISO.
    pub published: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// News agency whose report it carries.
    pub wire: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Why it was taken back, where it was: what it tells is shown, and counts no more.
    pub retracted: Option<String>,
}

impl Origin {
    /// Outlet, else the id of the report: a source always has a name.
    pub fn outlet(&self) -> &str {
        self.publisher.as_deref().filter(|p| !p.is_empty()).unwrap_or(&self.id)
    }
}

impl From<&Source> for Origin {
    fn from(source: &Source) -> Origin {
        Origin {
            id: source.id.clone(),
            text_sha256: source.text_sha256.clone(),
            published: source.published.map(|d| d.to_string()),
            publisher: source.publisher.clone(),
            wire: source.wire.clone(),
            title: source.title.clone(),
            url: source.url.clone(),
            retracted: source.retracted.clone(),
        }
    }
}

/// One claim of one report.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The report.
    pub origin: &'a Origin,
    /// The claim.
    pub claim: &'a Claim,
    /// Id of the incident that it tells of; `None` outside a record, and for claims of control and office.
    pub incident: Option<&'a str>,
}

impl Telling<'_> {
    /// Unique in a record: two reports that carry one text have claims with the same ids.
    pub fn key(&self) -> String {
        format!("{}:{}", self.origin.id, self.claim.id)
    }
}

/// One incident with everything that is told of it.
#[derive(Clone, Debug)]
pub struct Happening<'a> {
    /// The account.
    pub incident: &'a Incident,
    /// Its claims, by report, then in the order of the text.
    pub told: Vec<Telling<'a>>,
}

impl<'a> Happening<'a> {
    /// The same as only reports tell it that were not taken back; `None` where there are none.
    pub fn upheld(&self) -> Option<Happening<'a>> {
        let told: Vec<Telling<'a>> = self.told.iter().copied().filter(|t| t.origin.retracted.is_none()).collect();
        (!told.is_empty()).then_some(Happening { incident: self.incident, told })
    }

    /// Reports that tell of it and were not taken back.
    pub fn reports(&self) -> usize {
        self.upheld_by(|origin| &origin.id)
    }

    /// Texts among these; copies that differ in a few words count once as long as none of the reports was taken back.
    pub fn texts(&self) -> usize {
        self.incident.texts.min(self.upheld_by(|origin| &origin.text_sha256))
    }

    fn upheld_by(&self, key: fn(&'a Origin) -> &'a String) -> usize {
        let upheld = self.told.iter().map(|t| t.origin).filter(|origin| origin.retracted.is_none());
        upheld.map(key).collect::<std::collections::BTreeSet<_>>().len()
    }
}
