//! An incident told again from its own claims alone, once it is known which these are: what a store keeps of a joining is
//! which claims are one, and the account follows.

use crate::account::{Incident, account};
use crate::correction::apply;
use crate::mended::is_core;
use crate::mention::{Stems, mention};
use crate::overlay::Overlay;
use crate::source::Source;
use dateline_coding::Claim;
use std::borrow::Cow;

/// What one report tells of one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// The report, with those of its claims that belong to the incident.
    pub source: Source,
    /// Id of the first report that carries its text; its own where no other does.
    pub copy_of: String,
    /// Its mentions, in the order of the record: indices of claims.
    pub mentions: Vec<Vec<usize>>,
}

/// One claim of an incident, with the report that tells it.
#[derive(Clone, Copy, Debug)]
pub struct Saying<'s> {
    /// Place of the report in the order of the record.
    pub report: usize,
    /// The report; of its claims at least this one.
    pub source: &'s Source,
    /// Id of the first report that carries its text.
    pub text: &'s str,
    /// The claim.
    pub claim: &'s Claim,
}

impl Incident {
    /// Brings the claims of what the incident is told by to what people corrected: their values, not their words. For whatever shows the
    /// incident as it is known, not what each report says.
    pub fn mend(&self, tellings: &mut [Telling]) {
        let told = self.mended.told.unwrap_or(self.family);
        for claim in tellings.iter_mut().flat_map(|t| &mut t.source.claims).filter(|c| is_core(c, told)) {
            if let Cow::Owned(mended) = self.mended.claim(claim) {
                *claim = mended;
            }
        }
    }
}

/// The account of the incident that `tellings` tell of, with `corrections`, the latest last. The same as in the record from
/// which they were taken, but for [`Incident::claims`], which count in `tellings`.
pub fn retell(tellings: &[Telling], corrections: &[Overlay]) -> Incident {
    let mut tellings: Vec<&Telling> = tellings.iter().collect();
    tellings.sort_by(|a, b| a.source.order().cmp(&b.source.order()));
    let sources: Vec<&Source> = tellings.iter().map(|t| &t.source).collect();
    let mut mentions = Vec::new();
    for (i, telling) in tellings.iter().enumerate() {
        let held = |members: &&Vec<usize>| !members.is_empty() && members.iter().all(|&c| c < telling.source.claims.len());
        mentions.extend(
            telling.mentions.iter().filter(held).map(|members| mention(i, &telling.source, members.clone(), &Stems::Uncompared)),
        );
    }
    let all: Vec<_> = mentions.iter().collect();
    let mut incident = account(&sources, &|s| tellings[s].copy_of.as_str(), &all);
    let claims: Vec<&Claim> = incident.claims.iter().map(|&(s, c)| &sources[s].claims[c]).collect();
    apply(&mut incident, corrections.iter(), &claims, &all);
    incident
}
