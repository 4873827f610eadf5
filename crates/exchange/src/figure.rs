//! Which numbers are of one event, and which of a war, a month or of nothing that is told.
//!
//! A report that tells of a shelling often tells beside it how many have died since the war began, and no data set of events has a
//! column for that. Where the coder finds no word for a period the scope is `event`; days and places tell more.

use crate::act::{days, denied};
use crate::told::Happening;
use dateline_coding::Claim;
use dateline_coding::claim::Modality;

/// Days that an event may last: a month, as the widest precision of a date that ACLED and UCDP have for an event.
const LONGEST: i32 = 31;

/// Whether a figure of an incident is a number of what happened there: of scope `event`, told as real, of one thing, and itself, or the
/// act that it counts, of a month at most and not of a whole country without a day.
pub(crate) fn is_of_incident(happening: &Happening<'_>, figure: &Claim) -> bool {
    let act = figure.links.iter().filter(|l| l.rel == "counts").find_map(|l| {
        let same = |c: &&Claim| c.id == l.claim && c.report.id == figure.report.id;
        happening.told.iter().map(|t| t.claim).find(same)
    });
    let dated = figure.when.is_some() || act.is_some_and(|a| a.when.is_some());
    let placed = |c: &Claim| c.place.as_ref().is_some_and(|p| !is_land(&p.precision));
    is_of_event(figure) && act.is_none_or(|a| in_bounds(a, dated)) && (dated || placed(figure) || act.is_some_and(placed))
}

/// The same as far as the figure alone tells.
pub(crate) fn is_of_event(figure: &Claim) -> bool {
    let event = figure.figure.as_ref().is_some_and(|f| f.scope == "event" && !both(&f.what, &figure.evidence.text));
    event && !denied(figure) && figure.modality == Modality::Actual && in_bounds(figure, figure.when.is_some())
}

fn in_bounds(claim: &Claim, dated: bool) -> bool {
    let date = |d: &str| d.parse::<jiff::civil::Date>().ok();
    let span = days(claim).and_then(|(a, b)| date(a)?.until(date(b)?).ok());
    span.is_none_or(|s| s.get_days() <= LONGEST) && (dated || !claim.place.as_ref().is_some_and(|p| is_land(&p.precision)))
}

fn is_land(precision: &str) -> bool {
    matches!(precision, "country" | "region")
}

/// Whether the words of a number of killed, or of wounded, count both (`killed or wounded 4,315 fighters`): that is neither.
fn both(what: &str, quote: &str) -> bool {
    let words: Vec<String> =
        quote.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let dead = |w: &str| matches!(w, "kill" | "kills" | "killed" | "killing" | "dead" | "died");
    let hurt = |w: &str| {
        matches!(w, "wound" | "wounds" | "wounded" | "wounding" | "injure" | "injured" | "injuring" | "hurt" | "maimed")
    };
    let pair = |w: &[String]| w[1] == "or" && (dead(&w[0]) && hurt(&w[2]) || hurt(&w[0]) && dead(&w[2]));
    matches!(what, "killed" | "wounded") && words.windows(3).any(pair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;
    use dateline_coding::claim::{Figure, When, Where};

    fn figure(start: &str, end: &str, precision: &str) -> Claim {
        let when = When { start: Some(start.to_owned()), end: Some(end.to_owned()), ..When::default() };
        Claim {
            event: None,
            figure: Some(Figure { what: "killed".into(), low: Some(9), high: Some(9), scope: "event".into() }),
            when: Some(when).filter(|_| !start.is_empty()),
            place: Some(Where { precision: precision.to_owned().into(), ..Where::default() }),
            ..claim()
        }
    }

    #[test]
    fn numbers_of_years_and_of_lands_without_a_day_are_of_no_event() {
        assert!(is_of_event(&figure("2018-01-08", "2018-01-08", "country")));
        assert!(is_of_event(&figure("", "", "settlement")));
        assert!(!is_of_event(&figure("", "", "country")));
        assert!(!is_of_event(&figure("2011-03-01", "2018-01-08", "settlement")));
        let planned = Claim { modality: Modality::Future, ..figure("2018-01-08", "2018-01-08", "settlement") };
        assert!(!is_of_event(&planned));
    }

    #[test]
    fn killed_or_wounded_is_neither() {
        assert!(both("killed", "killed or wounded 4,315 enemy fighters"));
        assert!(both("wounded", "had 40 injured or dead"));
        assert!(!both("casualties", "killed or wounded 4,315"));
        assert!(!both("killed", "killed four and wounded nine"));
    }
}
