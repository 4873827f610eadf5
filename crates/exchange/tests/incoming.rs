//! Rows of other data sets: what they say as claims, and that no bytes do harm.

use dateline_exchange::incoming::{Import, Imported, Incoming};
use proptest::prelude::*;

const ICEWS: &str = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n\
501\t2018-06-01\tMilitant (India)\tUnidentified Forces\tIndia\tfight with small arms and light weapons\t193\t-10\tMilitary (India)\tGovernment,Military\tIndia\t9\t1\tExample Times\tSrinagar\tNA\tState of Jammu and Kashmir\tIndia\t34.08\t74.80\n\
502\t2018-06-01\tForeign Affairs (Bangladesh)\tExecutive,Foreign Ministry,Government\tBangladesh\tConsult\t40\t1\tVietnam\tNA\tVietnam\t9\t2\tExample Times\tNA\tNA\tNA\tVietnam\t14.0\t108.0\n\
503\t2018-06-02\tRussia\tNA\tRussian Federation\tMake statement\t010\t0\tNA\tNA\tNA\t9\t3\tExample Times\tNA\tNA\tNA\tNA\tNA\tNA\n";

const POLECAT: &str = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tEvent Intensity\tContexts\tActor Name\tActor Country\tPrimary Actor Sector\tRecipient Name\tRecipient Country\tPrimary Recipient Sector\tCity\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tSource\tPublication Date\n\
P1\t2018-01-03\tPROTEST\tdemo\t-5\teconomic;legislative\tTeachers\tIRN\tLAB\tIran\tIRN\tGOV\tMashhad\tRazavi Khorasan\tIRN\t36.3\t59.6\t124665\tExample Wire\t2018-01-04\n";

/// A row of GDELT with its named cells filled and the other of 61 columns empty.
fn gdelt(cells: &[(usize, &str)]) -> String {
    let mut row = vec![""; 61];
    cells.iter().for_each(|&(at, cell)| row[at] = cell);
    row.join("\t") + "\n"
}

fn import(text: &[u8], format: Incoming) -> Vec<Imported> {
    Import::new(text, format).map(|row| row.expect("a sound row")).collect()
}

/// Text between the offsets, in code points.
fn holds(row: &Imported) -> bool {
    let text: Vec<char> = row.report.text.chars().collect();
    row.claims.iter().all(|claim| {
        let (start, end) = (claim.evidence.start as usize, claim.evidence.end as usize);
        text.get(start..end).is_some_and(|words| words.iter().collect::<String>() == claim.evidence.text)
    })
}

#[test]
fn a_row_of_icews_is_a_claim_by_icews() {
    let rows = import(ICEWS.as_bytes(), Incoming::Icews);
    let [fight, talks, statement] = &rows[..] else { panic!("three rows") };
    let claim = &fight.claims[0];
    let event = claim.event.as_ref().expect("an event");
    assert_eq!((event.kind.as_str(), event.modes[0].as_ref(), event.cameo.as_deref()), ("ASSAULT", "firearms", Some("193")));
    let actor = &claim.actors[0];
    assert_eq!((actor.name.as_str(), actor.code.as_deref(), actor.sector.as_deref()), ("militant", Some("IND"), Some("UAF")));
    assert_eq!(claim.recipients[0].sector.as_deref(), Some("MIL"));
    assert_eq!(claim.place.as_ref().map(|p| (p.name.as_str(), p.precision.as_ref())), Some(("Srinagar", "settlement")));
    assert_eq!(claim.attribution[0].source.name, "ICEWS");
    assert_eq!(claim.attribution[1].source.name, "Example Times");
    // A spreadsheet took the leading zero; a country has no point.
    let claim = &talks.claims[0];
    assert_eq!(claim.event.as_ref().map(|e| e.kind.as_str()), Some("CONSULT"));
    assert_eq!(claim.recipients[0].kind, "state");
    assert_eq!(claim.place.as_ref().map(|p| (p.name.as_str(), p.lat)), Some(("Vietnam", None)));
    // A mere statement is no event.
    assert!(statement.claims.is_empty());
    assert!(rows.iter().all(holds));
}

#[test]
fn a_row_of_polecat_keeps_its_types_and_a_row_of_gdelt_its_code() {
    let rows = import(POLECAT.as_bytes(), Incoming::Polecat);
    let claim = &rows[0].claims[0];
    let event = claim.event.as_ref().expect("an event");
    assert_eq!((event.kind.as_str(), event.score, event.contexts.len()), ("PROTEST", Some(-5.0), 2));
    assert_eq!(claim.recipients[0].kind, "state");
    assert_eq!(claim.place.as_ref().and_then(|p| p.geonames), Some(124_665));
    let row = gdelt(&[
        (0, "900"),
        (1, "20230520"),
        (5, "SDNMIL"),
        (6, "SUDANESE ARMY"),
        (7, "SDN"),
        (12, "MIL"),
        (15, "REB"),
        (16, "REBEL"),
        (22, "REB"),
        (26, "0871"),
        (51, "4"),
        (52, "Khartoum, Al Khartum, Sudan"),
        (53, "SU"),
        (56, "15.588"),
        (57, "32.534"),
        (59, "20230521120000"),
        (60, "https://www.example.org/a"),
    ]);
    let rows = import(row.as_bytes(), Incoming::Gdelt);
    let claim = &rows[0].claims[0];
    assert_eq!(claim.event.as_ref().map(|e| (e.kind.as_str(), e.modes[0].as_ref())), Some(("RETREAT", "ceasefire")));
    assert_eq!((claim.actors[0].name.as_str(), claim.actors[0].code.as_deref()), ("Sudanese Army", Some("SDN")));
    // A rebel in general is no party.
    assert_eq!(claim.recipients[0].name, "rebel");
    assert_eq!(claim.place.as_ref().map(|p| (p.name.as_str(), p.country.as_deref())), Some(("Khartoum", Some("SDN"))));
    assert_eq!(rows[0].report.published.map(|d| d.to_string()).as_deref(), Some("2023-05-21"));
    assert_eq!(claim.attribution[1].source.name, "example.org");
    assert!(rows.iter().all(holds));
}

#[test]
fn windows_1252_is_read_and_columns_may_stand_in_any_order() {
    let text = b"notes,actor1,event_date,sub_event_type,event_type,country\nPolice in S\xe3o Paulo fired.,Police Forces of Brazil (2019-),05 January 2020,Attack,Violence against civilians,Brazil\n";
    let rows = import(text, Incoming::Acled);
    let claim = &rows[0].claims[0];
    assert_eq!(claim.evidence.text, "Police in São Paulo fired.");
    assert_eq!(claim.when.as_ref().and_then(|w| w.start.as_deref()), Some("2020-01-05"));
    assert_eq!(claim.actors[0].sector.as_deref(), Some("COP"));
    assert!(rows.iter().all(holds));
}

const ACLED: &str = "event_id_cnty,event_date,sub_event_type,event_type,actor1,country,location,notes,fatalities\n\
SDN1,2023-05-20,Attack,Violence against civilians,Rapid Support Forces,Sudan,Omdurman,,3\n\
SDN2,2023-05-20,Attack,Violence against civilians,Rapid Support Forces,Sudan,El Obeid,Gunmen stormed a bakery.,5\n";

#[test]
fn names_of_columns_make_no_row_like_another() {
    let mut rows = import(ACLED.as_bytes(), Incoming::Acled).into_iter();
    let (bare, text) = rows.next().expect("a row").source();
    assert!(bare.words.is_empty() && bare.sketch.is_empty() && bare.contexts.iter().all(Vec::is_empty), "{bare:?}");
    assert!(text.contains("sub_event_type: Attack"), "the text keeps the row: {text}");
    assert_eq!(bare.text_sha256, dateline_text::sha256_hex(text.as_bytes()));
    let (told, _) = rows.next().expect("a row").source();
    let words: Vec<&str> = told.words.iter().map(|(stem, _)| stem.as_str()).collect();
    assert!(words.contains(&"bakery") && !words.iter().any(|w| w.contains("event")), "{words:?}");
}

#[test]
fn what_is_wrong_with_a_row_is_told_with_its_line() {
    let said = |text: &str, format: Incoming| {
        let problem = Import::new(text.as_bytes(), format).find_map(Result::err).expect("a problem");
        (problem.line, problem.message)
    };
    let (line, message) = said(&ACLED.replace(",5\n", ",abc\n"), Incoming::Acled);
    assert_eq!((line, message.as_str()), (3, "fatalities “abc” is no number of people"));
    let ged = "id,date_start,date_end,side_a,best\r\n1,2023-05-20,2023-05-20,A,3\r\n2,5/21/2023,5/21/2023,A,3\r\n";
    let (line, message) = said(ged, Incoming::Ged);
    assert!(line == 3 && message.contains("date_start “5/21/2023”") && message.contains("2023-05-06"), "{line} {message}");
    let (_, message) = said("id,date_start,date_end,side_a,best\n1,2023-05-20,20 May,A,3\n", Incoming::Ged);
    assert!(message.contains("date_end “20 May”"), "{message}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever bytes come, there is an end, no panic, and words that stand where the claims say.
    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..600), cut in 0usize..1_500, which in 0usize..5) {
        let (format, ..) = Incoming::ALL[which];
        let sound = match format {
            Incoming::Icews => ICEWS.to_owned(),
            Incoming::Polecat => POLECAT.to_owned(),
            _ => "event_date,event_type,sub_event_type,actor1,date_start,side_a,best,notes\n2020-01-01,a,attack,b,2020-01-01,c,1,d\n".to_owned(),
        };
        let mut text = sound.into_bytes();
        text.truncate(cut);
        text.extend(bytes);
        for row in Import::new(&text[..], format).take(10_000).flatten() {
            prop_assert!(holds(&row));
        }
    }
}
