use super::*;

fn first(name: &str) -> Place<'static> {
    let places = Gazetteer::builtin();
    let surface = places.surface(name).unwrap_or_else(|| panic!("{name} is no place"));
    places.place(surface.candidates[0].id)
}

#[test]
fn spellings_of_the_news_find_the_place() {
    for (name, country, kind) in [
        ("Aleppo", "SYR", PlaceKind::Settlement),
        ("Raqqa", "SYR", PlaceKind::Settlement),
        ("Khan Younis", "PSE", PlaceKind::Settlement),
        ("KHAN YUNIS", "PSE", PlaceKind::Settlement),
        ("Stepanakert", "AZE", PlaceKind::Settlement),
        ("Bakhmut", "UKR", PlaceKind::Settlement),
        ("Sana’a", "YEM", PlaceKind::Settlement),
        ("Idlib province", "SYR", PlaceKind::Admin1),
        ("Texas", "USA", PlaceKind::Admin1),
        ("Nagorno-Karabakh", "AZE", PlaceKind::Region),
        ("Gaza Strip", "PSE", PlaceKind::Admin1),
        ("Strait of Hormuz", "-", PlaceKind::Water),
    ] {
        let surface = Gazetteer::builtin().surface(name.trim_end_matches(" province")).unwrap();
        let of_kind = surface.candidates.iter().map(|c| Gazetteer::builtin().place(c.id)).find(|p| p.kind == kind);
        assert_eq!(of_kind.map(|p| p.country.unwrap_or("-").to_owned()), Some(country.to_owned()), "{name}");
    }
    assert!(Gazetteer::builtin().surface("Qwxyzville").is_none());
}

#[test]
fn the_most_populous_place_comes_first() {
    assert_eq!(first("Paris").country, Some("FRA"));
    let surface = Gazetteer::builtin().surface("Paris").unwrap();
    let people: Vec<u32> = surface.candidates.iter().map(|c| Gazetteer::builtin().population(c.id)).collect();
    assert!(people.is_sorted_by(|a, b| a >= b) && people[0] == surface.max_population);
    assert!(surface.candidates.iter().any(|c| {
        let place = Gazetteer::builtin().place(c.id);
        place.admin1 == Some("Texas")
    }));
}

#[test]
fn common_words_and_surnames_are_flagged() {
    for name in ["Of", "Reading", "Nice", "Jackson", "March"] {
        assert!(Gazetteer::builtin().surface(name).is_none_or(|s| s.ambiguous_word), "{name}");
    }
    for name in ["Aleppo", "Kharkiv", "Mosul", "Mogadishu"] {
        assert!(!Gazetteer::builtin().surface(name).unwrap().ambiguous_word, "{name}");
    }
}

#[test]
fn longer_names_are_announced() {
    let places = Gazetteer::builtin();
    assert!(places.is_prefix("khan") && places.is_prefix("new york") && !places.is_prefix("khan yunis qwx"));
}

#[test]
fn every_country_has_a_row_and_no_point() {
    let places = Gazetteer::builtin();
    for (two, three) in [("AM", "ARM"), ("AZ", "AZE"), ("PS", "PSE"), ("XK", "XKX"), ("ZW", "ZWE"), ("SS", "SSD")] {
        assert_eq!(places.iso3(two), Some(three));
        let country = places.place(places.country_place(three).unwrap());
        assert_eq!((country.country, country.kind, country.point), (Some(three), PlaceKind::Country, None));
        assert!(country.radius_km > 10.0);
    }
    assert_eq!(places.iso3("--"), None);
    assert_eq!(places.country_place("---"), None);
    assert_eq!(places.country_place("QQQ"), None);
}

#[test]
fn rows_are_whole() {
    let places = Gazetteer::builtin();
    for row in 0..places.len() as u32 {
        let place = places.place(PlaceId(row));
        assert!(!place.name.is_empty() && place.name.len() < 200, "{row}: {place:?}");
        if let Some((lat, lon)) = place.point {
            assert!(
                (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) && place.radius_km > 0.0,
                "{row}: {place:?}"
            );
        }
        if let Some(admin1) = place.admin1_id {
            assert_eq!(places.place(admin1).kind, PlaceKind::Admin1, "{row}: {place:?}");
            assert_eq!(places.place(admin1).country, place.country, "{row}: {place:?}");
        }
    }
    let past = places.place(PlaceId(u32::MAX));
    assert_eq!((past.name, past.point, past.country), ("", None, None));
}

#[test]
fn damaged_indexes_are_refused() {
    assert_eq!(Gazetteer::from_bytes(b"no index").err(), Some(IndexError::Packing));
    let other = zstd::encode_all(&b"DLPLACE0 and more"[..], 1).unwrap();
    assert_eq!(Gazetteer::from_bytes(&other).err(), Some(IndexError::Magic));
    let cut = zstd::encode_all(&MAGIC[..], 1).unwrap();
    assert_eq!(Gazetteer::from_bytes(&cut).err(), Some(IndexError::Shape));
}

#[test]
fn abbreviations_need_their_form() {
    let places = Gazetteer::builtin();
    let name = |text| places.abbreviated(text).map(|id| places.place(id).name);
    assert_eq!(
        (name("Calif."), name("TX"), name("N.D."), name("ON")),
        (Some("California"), Some("Texas"), Some("North Dakota"), Some("Ontario"))
    );
    assert_eq!((name("Miss"), name("On"), name("Qwx.")), (None, None, None));
    assert!(places.surface("calif").is_none());
}

#[test]
fn settlements_of_a_country_are_all_its_own() {
    let places = Gazetteer::builtin();
    let count = |code: &str| {
        (0..places.len() as u32)
            .map(|row| places.place(PlaceId(row)))
            .filter(|p| p.kind == PlaceKind::Settlement && p.country == Some(code))
            .count()
    };
    for code in ["AFG", "SYR", "ZWE"] {
        let rows = places.rows_of(PlaceKind::Settlement, code);
        assert!(rows.clone().all(|row| places.place(PlaceId(row)).country == Some(code)));
        assert_eq!(rows.len(), count(code), "{code}");
    }
    assert!(places.rows_of(PlaceKind::Settlement, "QQQ").is_empty());
}
