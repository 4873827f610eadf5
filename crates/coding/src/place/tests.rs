use super::*;
use dateline_lexicon::Lexicon;
use dateline_text::split;

/// Place names of a text, read as sentences without structure.
fn toponyms(text: &str) -> Vec<Toponym> {
    let report = Report::new("r", text);
    let lexicon = Lexicon::builtin();
    let trees = evaluate::flat(text, lexicon, &split(text));
    resolve(&report, &trees, lexicon)
}

/// The one whose words hold `name`.
fn the(text: &str, name: &str) -> Toponym {
    let found = toponyms(text);
    found.iter().find(|t| t.mention.span.of(text).contains(name)).unwrap_or_else(|| panic!("no {name} in {found:?}")).clone()
}

fn division(toponym: &Toponym) -> Option<&'static str> {
    Lexicon::builtin().places().place(toponym.place?).admin1
}

#[test]
fn a_container_told_in_words_decides() {
    assert_eq!(division(&the("Police in Paris, Texas, arrested two men.", "Paris")), Some("Texas"));
    assert_eq!(the("The mayor of Paris spoke on Monday.", "Paris").country.as_deref(), Some("FRA"));
    assert_eq!(division(&the("A storm hit Alexandria, La., on Sunday.", "Alexandria")), Some("Louisiana"));
    assert_eq!(the("Shells fell on Tripoli in Lebanon.", "Tripoli").country.as_deref(), Some("LBN"));
    assert_eq!(the("Militias fought in Tripoli, the capital of Libya.", "Tripoli").country.as_deref(), Some("LBY"));
}

#[test]
fn a_part_of_a_town_lies_in_that_town() {
    let part = the("A blast hit the Salah al-Din district of Aleppo on Monday.", "Salah");
    assert_eq!((part.place, part.country.as_deref()), (None, Some("SYR")));
    assert_eq!(the("Jets bombed the Salah al-Din province of Iraq.", "Salah").country.as_deref(), Some("IRQ"));
}

#[test]
fn the_states_of_the_report_decide() {
    let lebanese =
        "Lebanese soldiers deployed. Lebanon said Lebanese troops entered the city of Tripoli after clashes near Beirut.";
    assert_eq!(the(lebanese, "Tripoli").country.as_deref(), Some("LBN"));
    let libyan = "Libya said militias left the city of Tripoli after clashes near Misrata and Sirte.";
    assert_eq!(the(libyan, "Tripoli").country.as_deref(), Some("LBY"));
}

#[test]
fn words_of_kind_choose_between_town_and_province() {
    assert_eq!(the("Jets bombed Idlib province in Syria.", "Idlib").precision, "province");
    assert_eq!(the("Jets bombed the city of Idlib in Syria.", "Idlib").precision, "settlement");
    assert_eq!(the("Jets bombed the northern province of Idlib in Syria.", "Idlib").precision, "province");
    assert_eq!(the("Clashes broke out in Nagorno-Karabakh.", "Karabakh").precision, "region");
}

#[test]
fn a_country_has_no_point() {
    let country = the("Fighting went on in Armenia.", "Armenia");
    assert_eq!((country.precision, country.lat, country.country.as_deref()), ("country", None, Some("ARM")));
}

#[test]
fn a_relation_moves_the_point_and_widens_the_circle() {
    let at = the("Rebels fired at Aleppo.", "Aleppo");
    let text = "A convoy was hit 20 km south of the city of Aleppo in Syria.";
    let south = the(text, "Aleppo");
    assert_eq!(south.relation.as_deref(), Some("20 km south of"));
    assert_eq!(south.phrase.of(text), "20 km south of the city of Aleppo");
    assert!((at.lat.unwrap() - south.lat.unwrap() - 0.18).abs() < 0.01 && at.lon == south.lon, "{south:?}");
    let miles = the("A convoy was hit about 10 miles from Aleppo in Syria.", "Aleppo");
    assert_eq!(miles.relation.as_deref(), Some("about 10 miles from"));
    assert!(miles.radius_km.unwrap() > at.radius_km.unwrap() + 15.0 && miles.lat == at.lat);
    for (text, relation) in [
        ("A convoy was hit near Aleppo in Syria.", "near"),
        ("A convoy was hit on the outskirts of Aleppo in Syria.", "on the outskirts of"),
        ("A convoy was hit north-east of Aleppo in Syria.", "north-east of"),
        ("A convoy was hit in northern Aleppo in Syria.", "northern"),
    ] {
        let told = the(text, "Aleppo");
        assert_eq!(told.relation.as_deref(), Some(relation));
        assert!(told.radius_km >= at.radius_km, "{text}");
    }
}

#[test]
fn an_article_alone_is_no_part_of_the_phrase() {
    let text = "The Damascus government and the town of Madaya in Syria.";
    assert_eq!(the(text, "Damascus").phrase.of(text), "Damascus");
    assert_eq!(the(text, "Madaya").phrase.of(text), "the town of Madaya");
}

#[test]
fn all_mentions_of_a_name_mean_one_place() {
    let text = "Officials in Springfield spoke. The fire in Springfield, Illinois, was out. Springfield is calm.";
    let places: Vec<_> =
        toponyms(text).into_iter().filter(|t| t.mention.span.of(text) == "Springfield").map(|t| t.place).collect();
    assert!(places.len() >= 2 && places.iter().all(|p| p.is_some() && *p == places[0]), "{places:?}");
}

#[test]
fn a_name_spelt_in_no_list_is_found_by_its_sound_where_the_report_is() {
    // Neither spelling is among GeoNames' names of the town.
    let trees_text = "Syria said that Syrian troops left the town of Khan Shaikhoon near Idlib.";
    let report = Report::new("r", trees_text);
    let lexicon = Lexicon::builtin();
    let trees = evaluate::flat(trees_text, lexicon, &split(trees_text));
    let at = trees_text.find("Khan").unwrap();
    let span = Span::new(at, at + "Khan Shaikhoon".len());
    let words = &trees[0].words;
    let mention = Mention {
        tree: 0,
        first_word: words.iter().position(|w| w.span.overlaps(span)).unwrap(),
        last_word: words.iter().rposition(|w| w.span.overlaps(span)).unwrap(),
        span,
    };
    let mut all = mentions::find(trees_text, &trees, lexicon);
    all.retain(|m| !m.span.overlaps(span));
    all.push(mention);
    all.sort_by_key(|m| m.span);
    let found = resolve_mentions(&report, &trees, lexicon, &all);
    let town = found.iter().find(|t| t.mention.span == span).unwrap();
    assert_eq!((town.country.as_deref(), division(town)), (Some("SYR"), Some("Idlib")));
}

#[test]
fn swapped_names_give_swapped_places() {
    let (one, other) = ("Clashes near Yerevan in Armenia went on.", "Clashes near Baku in Azerbaijan went on.");
    let shape =
        |text: &str| toponyms(text).iter().map(|t| (t.precision, t.relation.clone(), t.lat.is_some())).collect::<Vec<_>>();
    assert_eq!(shape(one), shape(other));
}

#[test]
fn every_span_lies_in_the_text() {
    for text in ["", "In Aleppo", "near “Łódź”, Полтава — Sana’a", "(Reuters) — in the north of Syria's Idlib, 5km from Homs"]
    {
        for toponym in toponyms(text) {
            assert!(!toponym.phrase.of(text).is_empty() && toponym.phrase.contains(toponym.mention.span), "{toponym:?}");
        }
    }
}

#[test]
fn the_suite_counts_near_places_and_countries() {
    let gold = r#"{"id":"a","text":"A fire in Paris, Texas.","toponyms":[{"b":10,"e":15,"geonameid":"4717560","lat":33.66,"lon":-95.55,"country":"United States"},{"b":17,"e":22,"geonameid":null,"lat":null,"lon":null}]}"#;
    let scores = evaluate(gold, Lexicon::builtin());
    assert_eq!((scores.toponyms, scores.held, scores.near, scores.near_baseline), (1, 1, 1, 0));
    assert_eq!((scores.with_country, scores.country, scores.country_baseline), (1, 1, 0));
    assert_eq!(evaluate("no json\n{}\n", Lexicon::builtin()).toponyms, 0);
}
