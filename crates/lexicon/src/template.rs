//! Well-formed rows to begin with, for each kind of file.

/// A file of a user's folder, what stands at its head, and a row to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Path below the folder; rows of events go to a file of their own name.
    pub file: String,
    /// Written once, when the file is made.
    pub head: String,
    /// The row.
    pub row: String,
}

/// What there is a template for, with a word about it.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("event", "a verb, noun or adjective that tells an event"),
    ("silent", "a sense of a word that is no event"),
    ("group", "an armed group, party or movement"),
    ("person", "somebody in an office"),
    ("body", "an organisation, ministry, company"),
    ("outlet", "a news agency or newspaper"),
    ("population", "an ethnic, religious or social group"),
    ("seat", "a building or district that stands for a government"),
    ("agent", "a common noun that acts"),
    ("place", "a place, region or site"),
    ("drop", "a row of the built-in lexicon to take away"),
];

/// The template of a kind, with `name` where the name or the lemma goes; `None` for a kind that there is none for.
///
/// ```
/// use dateline_lexicon::template;
/// let row = template("group", "Front of the Lake").unwrap();
/// assert!(row.row.starts_with("group:front-of-the-lake\tFront of the Lake\t"));
/// assert!(template("sonnet", "").is_none());
/// ```
pub fn template(kind: &str, name: &str) -> Option<Template> {
    // A name is one line of one cell.
    let name: String = name.chars().map(|c| if c.is_control() || matches!(c, '|' | '"' | '\\') { ' ' } else { c }).collect();
    let name = name.trim();
    let (slug, lower) = (slug(name), name.to_lowercase());
    let or = |text: &str, empty: &str| if text.is_empty() { empty.to_owned() } else { text.to_owned() };
    let table = |file: &str, columns: &str, cells: &[&str]| Template {
        file: file.to_owned(),
        head: columns.split(' ').collect::<Vec<_>>().join("\t") + "\n",
        row: cells.join("\t") + "\n",
    };
    let slug = or(&slug, "new");
    let name = or(name, "New Name");
    let lower = or(&lower, "raid");
    let id = |prefix: &str| format!("{prefix}:{slug}");
    Some(match kind {
        "event" => Template {
            file: "events/own.toml".to_owned(),
            head: "# Rows of my own. All keys: lexicon/events/README.md; types of one's own: docs/LEXICON.md.\n".to_owned(),
            row: format!(
                "\n[[row]]\nid = \"own.{slug}\"\nlemmas = [\"{lower}\"]\npos = \"verb\"                # verb, noun or adj\n\
                 type = \"ASSAULT\"              # a PLOVER type, or one of your own with `parent`\n\
                 # parent = \"ASSAULT\"          # for a type of your own: the PLOVER type that it refines\n\
                 actor = [\"subj\"]\nrecipient = [\"obj\"]\n# needs = {{ obj = [\"#people\"] }}\n\
                 fires = [\"The rebels attacked the village.\"]    # your test: a sentence in which the row must fire\n\
                 silent = []                   # and one in which it must not\nsource = \"own\"\n"
            ),
        },
        "silent" => Template {
            file: "events/own.toml".to_owned(),
            head: "# Rows of my own. All keys: lexicon/events/README.md; types of one's own: docs/LEXICON.md.\n".to_owned(),
            row: format!(
                "\n[[row]]\nid = \"own.{slug}.silent\"\nlemmas = [\"{lower}\"]\npos = \"verb\"                # verb, noun or adj\n\
                 not_event = true\nneeds = {{ obj = [\"chord\"] }}   # in which company it is no event\n\
                 silent = [\"The speech struck a chord.\"]         # your test: a sentence that tells no event\nsource = \"own\"\n"
            ),
        },
        "group" => table(
            "actors/groups.tsv",
            "id name names members kind code sector from to source status",
            &[&id("group"), &name, "", "", "armed_group", "", "REB", "", "", "own", "unverified"],
        ),
        "person" => table(
            "actors/people.tsv",
            "id name names code sector office polity from to source status",
            &[&id("person"), &name, "", "", "GOV", "president", "", "", "", "own", "unverified"],
        ),
        "body" => table(
            "actors/bodies.tsv",
            "id name names kind code sector relation source status",
            &[&id("body"), &name, "", "ngo", "", "", "", "own", "unverified"],
        ),
        "outlet" => table(
            "actors/outlets.tsv",
            "id name names code owner hosts source status",
            &[&id("outlet"), &name, "", "", "private", "", "own", "unverified"],
        ),
        "population" => table(
            "actors/populations.tsv",
            "id name names members code sector source status",
            &[&id("pop"), &name, "", "", "", "CVL", "own", "unverified"],
        ),
        "seat" => table("actors/seats.tsv", "name actor sector source", &[&name, "USA", "GOV", "own"]),
        "agent" => table("actors/agents.tsv", "lemma sector kind office note", &[&lower, "", "people", "", ""]),
        "place" => table(
            "places/regions.tsv",
            "name names kind countries lat lon radius_km population geonames source",
            &[&name, "", "settlement", "-", "0", "0", "2", "", "", "own"],
        ),
        "drop" => table("drop.tsv", "what key why", &["event", &or(name.trim(), "id"), ""]),
        _ => return None,
    })
}

/// `Front of the Lake` → `front-of-the-lake`.
fn slug(name: &str) -> String {
    let folded = crate::places::fold(name);
    folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Folder, Lexicon};

    #[test]
    fn every_template_is_a_row_that_passes_the_check() {
        for (kind, _) in TEMPLATES.iter().filter(|(kind, _)| *kind != "drop") {
            let template = template(kind, "Zquuxland Front").unwrap();
            let text = template.head.clone() + &template.row;
            let lexicon = Lexicon::layered(vec![Folder::from_texts("mine", [(template.file.as_str(), text.as_str())])]);
            assert_eq!(lexicon.problems(), [], "{kind}");
        }
    }
}
