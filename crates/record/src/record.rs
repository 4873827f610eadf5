//! The record of a set of reports.

use crate::join::Joined;
use crate::overlay::Overlay;
use crate::source::Source;
use std::collections::BTreeMap;

/// One happening, as the reports tell it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incident {
    /// `i` and the id of its first claim: first by date of report, then by text, then by place in it.
    pub id: String,
    /// Claims as (report, claim): indices into [`Record::sources`] and the claims there.
    pub claims: Vec<(usize, usize)>,
}

/// The record.
pub struct Record<'a> {
    /// Reports in canonical order: by date, then by text.
    pub sources: Vec<&'a Source>,
    /// Incidents, in the order of their first claims.
    pub incidents: Vec<Incident>,
    /// For each report the first of its copies.
    pub copies: Vec<usize>,
    /// For each report the first report of its story.
    pub stories: Vec<usize>,
    /// For each report the incident that it is mainly about, as an index.
    pub leads: Vec<Option<usize>>,
}

impl<'a> Record<'a> {
    /// Joins the claims of `sources`.
    pub fn new(sources: &'a [Source], overlays: &[Overlay]) -> Record<'a> {
        let joined = Joined::new(sources, overlays);
        let mut groups: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (i, m) in joined.mentions.iter().enumerate() {
            groups.entry(joined.incident[i]).or_default().extend(m.claims.iter().map(|&c| (m.source, c)));
        }
        let place: BTreeMap<usize, usize> = groups.keys().enumerate().map(|(at, &root)| (root, at)).collect();
        let incident = |mut claims: Vec<(usize, usize)>| {
            claims.sort_unstable();
            let id = claims.first().map_or(String::new(), |&(s, c)| format!("i{}", joined.sources[s].claims[c].id));
            Incident { id, claims }
        };
        Record {
            incidents: groups.into_values().map(incident).collect(),
            leads: joined.leads.iter().map(|l| l.map(|l| place[&joined.incident[l]])).collect(),
            copies: joined.copies,
            stories: joined.stories.of,
            sources: joined.sources,
        }
    }
}
