//! A short table, one row a claim.

use crate::ink::{Look, clean};
use crate::phrase::{headline, marks, speaker_chain};
use comfy_table::{ContentArrangement, Table, presets};
use dateline_coding::Claim;

/// Claims as a table, without their words, which the other formats have whole.
pub fn table(claims: &[Claim], look: &Look) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(look.width.clamp(40, 400) as u16);
    table.set_header(["when", "what is said", "marks", "who says so", "report"]);
    for claim in claims {
        table.add_row([
            when(claim),
            headline(claim),
            marks(claim).join(", "),
            speaker_chain(claim).unwrap_or_else(|| "the report".to_owned()),
            clean(&claim.report.id),
        ]);
    }
    format!("{table}\n")
}

/// First and last day in short.
fn when(claim: &Claim) -> String {
    let day = |text: &Option<String>| text.as_deref().map_or("…", |t| t.get(..10).unwrap_or(t)).to_owned();
    match &claim.when {
        Some(when) if when.start.is_some() || when.end.is_some() => {
            let (start, end) = (day(&when.start), day(&when.end));
            if start == end { start } else { format!("{start} – {end}") }
        }
        _ => String::new(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use dateline_coding::claim::*;
    use dateline_text::Quote;

    fn entity(name: &str, code: &str, kind: &'static str) -> Entity {
        Entity { id: code.into(), name: name.into(), code: Some(code.into()), kind: kind.into(), ..Entity::default() }
    }

    /// A made-up claim: Armenia accuses Azerbaijan of shelling, as TASS reports.
    pub(crate) fn claim() -> Claim {
        let link = |source, stance, relation| Link { source, stance, cue: None, relation };
        Claim {
            schema: 1,
            coder: "test".into(),
            id: "c1".into(),
            report: ReportRef { id: "r1".into(), published: Some("2020-11-02".into()), ..ReportRef::default() },
            kind: Kind::Event,
            event: Some(Event { kind: "ASSAULT".into(), modes: vec!["heavy-weapons".into()], ..Event::default() }),
            figure: None,
            obligation: None,
            control: None,
            office: None,
            actors: vec![entity("Azerbaijan", "AZE", "state")],
            recipients: vec![entity("Armenia", "ARM", "state")],
            third_parties: vec![],
            when: Some(When {
                start: Some("2020-11-01".into()),
                end: Some("2020-11-01".into()),
                precision: "day".into(),
                ..When::default()
            }),
            place: Some(Where {
                name: "Stepanakert".into(),
                country: Some("AZE".into()),
                precision: "settlement".into(),
                ..Where::default()
            }),
            polarity: Polarity::Positive,
            modality: Modality::Actual,
            condition: None,
            aspect: Aspect::Current,
            certainty: Certainty::Certain,
            attribution: vec![
                link(entity("TASS", "RUS", "outlet"), Stance::Reports, Relation::Outlet),
                link(entity("Armenia", "ARM", "state"), Stance::Accuses, Relation::Opponent),
            ],
            hedges: vec![],
            evidence: Quote { start: 10, end: 31, text: "Azerbaijan shelled us".into() },
            links: vec![],
            rule: "test".into(),
            confidence: 0.5,
        }
    }

    #[test]
    fn a_table_fits_its_width() {
        let text = table(&[claim(), claim()], &Look { width: 90, colour: false });
        assert!(text.contains("Armenia, via"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 90), "{text}");
    }
}
