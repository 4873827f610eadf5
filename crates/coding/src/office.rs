//! Who holds which office, as titles tell it: "Armenian President Nikol Pashinyan".

use crate::document::Document;
use crate::entity::{Ent, Form, Loc};
use dateline_syntax::Deprel;
use dateline_text::Span;

/// A title beside a name.
#[derive(Clone, Debug)]
pub(crate) struct Titled {
    pub at: Loc,
    pub evidence: Span,
    pub person: String,
    pub office: String,
    pub polity: Option<String>,
    pub who: Ent,
}

/// Public offices told in one sentence; spokespersons, company and society posts are not owed.
pub(crate) fn find(doc: &Document<'_>, tree: usize) -> Vec<Titled> {
    let graph = &doc.graphs[tree];
    let mut all: Vec<Titled> = Vec::new();
    for word in 0..graph.len() {
        for e in doc.ents(tree, word) {
            let (Some(person), Some(office)) = (&e.person, &e.office) else { continue };
            if e.form == Form::Pronoun || !e.titled || !public_office(doc, office) {
                continue;
            }
            if matches!(e.kind, "ngo" | "company" | "outlet") {
                continue;
            }
            // From the first word of the title to the last of the name.
            let own = e.loc.word;
            let parts = graph
                .kids_in(own, &[Deprel::NmodDesc, Deprel::Compound, Deprel::Amod, Deprel::NmodPoss, Deprel::Flat, Deprel::Appos])
                .filter(|&k| k < own || matches!(graph.rel(k), Deprel::Flat | Deprel::Appos) && doc.is_title(graph, k))
                .flat_map(|k| {
                    graph.subtree_without(k, |x| {
                        matches!(
                            graph.rel(x),
                            Deprel::AclRelcl | Deprel::Acl | Deprel::Conj | Deprel::Case | Deprel::Cc | Deprel::Punct
                        )
                    })
                })
                .chain(std::iter::once(own))
                .collect::<Vec<_>>();
            let evidence = graph.cover(&parts).cover(e.span);
            if !all.iter().any(|t| t.person == *person && t.evidence.overlaps(evidence)) {
                all.push(Titled {
                    at: Loc { tree, word: own },
                    evidence,
                    person: person.clone(),
                    office: office.clone(),
                    polity: e.code.clone(),
                    who: e.clone(),
                });
            }
        }
    }
    all
}

/// Whether the lexicon lists it as a public office.
fn public_office(doc: &Document<'_>, office: &str) -> bool {
    doc.lexicon.agents.get(office).is_some_and(|a| a.kind == "office")
}
