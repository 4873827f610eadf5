//! Who is said to hold which office.

use crate::filter::{Condition, Filter, Paging};
use crate::incidents::parse;
use crate::ledger::within;
use crate::{Error, Store};
use dateline_coding::Claim;
use dateline_record::{Ledgers, OfficeHeld, Source};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

impl Store {
    /// Offices and who is said to hold them; of a project those of its countries and parties that are told in its period.
    pub fn offices(&self) -> Result<Vec<OfficeHeld>, Error> {
        self.offices_of(&Filter::default())
    }

    /// The same of what passes a filter. An actor is the polity, by its code or a name, or the person; days are those of the reports; a source is
    /// the outlet or a speaker; words are those of the claim. Other filters have no meaning here.
    pub fn offices_of(&self, filter: &Filter) -> Result<Vec<OfficeHeld>, Error> {
        let whole = filter.from.is_none() && filter.to.is_none() && filter.source.is_none() && filter.words.is_none();
        let mut rows = if whole { self.ledger("office", &Paging::all())?.rows } else { self.told_between(filter)? };
        if let Some(project) = &self.project {
            rows.retain_mut(|office: &mut OfficeHeld| {
                office.persons.retain(|(_, first, last)| within(project, first.as_ref(), last.as_ref()));
                let of = |codes: &[String]| office.polity.as_ref().is_none_or(|polity| codes.contains(polity));
                let all = project.countries.is_empty() && project.parties.is_empty();
                !office.persons.is_empty() && (all || of(&project.countries) || of(&project.parties))
            });
        }
        if let Some(actor) = &filter.actor {
            let codes = self.codes(actor)?;
            let asked = actor.trim().to_lowercase();
            rows.retain_mut(|office| {
                let polity = office.polity.as_ref().is_some_and(|p| codes.contains(p) || p.to_lowercase() == asked);
                if !polity {
                    office.persons.retain(|(person, ..)| person.to_lowercase().contains(&asked));
                    office.conflicts.retain(|line| office.persons.iter().any(|(person, ..)| line.contains(person.as_str())));
                }
                !office.persons.is_empty()
            });
        }
        Ok(rows)
    }

    /// The keys of parties that are called so.
    fn codes(&self, name: &str) -> Result<Vec<String>, Error> {
        let mut key = self.connection.prepare_cached("SELECT key FROM term WHERE term = ?1")?;
        self.terms("party", name)?.into_iter().map(|term| Ok(key.query_row([term], |r| r.get(0))?)).collect()
    }

    /// What reports of some days, outlets or speakers tell of offices.
    fn told_between(&self, filter: &Filter) -> Result<Vec<OfficeHeld>, Error> {
        let mut asked = Condition::default();
        for (day, sign) in [(filter.from, ">="), (filter.to, "<=")] {
            let Some(day) = day else { continue };
            asked.and(format!("report.published {sign} ?"), [Value::Text(day.to_string())]);
        }
        if let Some(source) = &filter.source {
            let source = || Value::Text(source.trim().to_lowercase());
            let said = "instr(lower(json_extract(claim.json, '$.attribution')), ?) > 0";
            asked.and(format!("(instr(lower(report.publisher), ?) > 0 OR {said})"), [source(), source()]);
        }
        for word in filter.words.iter().flat_map(|words| words.split_whitespace()) {
            asked.and("instr(lower(claim.quote), ?) > 0", [Value::Text(word.to_lowercase())]);
        }
        let sql = format!(
            "SELECT report.row, report.id, report.published, claim.json FROM claim JOIN report ON report.row = claim.report
             WHERE claim.kind = 'office' AND report.ended IS NULL AND {} ORDER BY report.published, report.id, claim.ordinal",
            asked.sql()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut found = statement.query(params_from_iter(asked.values))?;
        let mut ledgers = Ledgers::default();
        while let Some(row) = found.next()? {
            let claim: Claim = parse(row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)?;
            if !filter.source.as_ref().is_none_or(|source| says(&claim, source)) {
                continue;
            }
            let published = row.get::<_, Option<String>>(2)?.and_then(|day| day.parse().ok());
            let source = Source { id: row.get(1)?, published, claims: vec![claim], ..Source::default() };
            ledgers.report(row.get::<_, i64>(0)? as usize, &source, &source.id, false);
        }
        Ok(ledgers.told(&|_, _| None).offices)
    }
}

/// Whether an outlet or a speaker of a claim is called so: the query looks at more than names.
fn says(claim: &Claim, source: &str) -> bool {
    let asked = source.trim().to_lowercase();
    let has = |name: &str| name.to_lowercase().contains(&asked);
    claim.report.publisher.as_deref().is_some_and(has)
        || claim.attribution.iter().any(|l| has(&l.source.name) || l.source.person.as_deref().is_some_and(has))
}
