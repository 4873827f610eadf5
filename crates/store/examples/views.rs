//! How fast the views answer, on a record that the example `scale` has kept: the best of three, in a process of its own.
//!
//! `cargo run --release -p dateline-store --example views -- FILE`

use dateline_store::{Filter, Paging, Store};
use std::path::Path;
use std::time::Instant;

/// A word that nobody uses, from a number.
fn word(number: u64) -> String {
    let (mut n, mut word) = (number + 1, String::new());
    while n > 0 {
        word.push(char::from(b"bdfgklmnprstvz"[(n % 14) as usize]));
        n /= 14;
        word.push(char::from(b"aeiou"[(n % 5) as usize]));
        n /= 5;
    }
    word
}

fn main() {
    let file = std::env::args().nth(1).expect("usage: views FILE");
    views(&Store::open(Path::new(&file)).expect("a record"));
}

fn views(store: &Store) {
    let filters = [
        ("all", Filter::default()),
        ("--actor XXA", Filter { actor: Some("XXA".into()), ..Filter::default() }),
        ("--actor XXA --against XXB", Filter { actor: Some("XXA".into()), against: Some("XXB".into()), ..Filter::default() }),
        ("--type drone", Filter { kind: Some("drone".into()), ..Filter::default() }),
        ("--place bagrad", Filter { place: Some("bagrad".into()), ..Filter::default() }),
        ("--from --to", Filter { from: "2020-01-01".parse().ok(), to: "2020-01-01".parse().ok(), ..Filter::default() }),
        ("--source \"Outlet 7\"", Filter { source: Some("Outlet 7".into()), ..Filter::default() }),
        ("--standing corroborated", Filter { standing: Some("corroborated".into()), ..Filter::default() }),
        ("--words wounded", Filter { words: Some("wounded".into()), ..Filter::default() }),
    ];
    let page = Paging { after: None, limit: 50 };
    println!("| view | filter | rows | ms |\n|---|---|---|---|");
    let time = |name: &str, filter: &str, ask: &dyn Fn() -> usize| {
        let mut best = f64::MAX;
        let mut total = 0;
        for _ in 0..3 {
            let begin = Instant::now();
            total = ask();
            best = best.min(begin.elapsed().as_secs_f64() * 1e3);
        }
        println!("| {name} | {filter} | {total} | {best:.1} |");
    };
    for (name, filter) in &filters {
        time("timeline", name, &|| store.incidents(filter, &page).expect("a page").total);
        time("disputes", name, &|| store.disputes(filter, &page).expect("a page").total);
        time("toll", name, &|| store.tolls(filter, &page).expect("a page").total);
        time("agreements", name, &|| store.agreements(filter, &page).expect("a page").total);
        time("control", name, &|| store.control(filter, &page).expect("a page").total);
        time("actors", name, &|| store.actors(filter, &page).expect("a page").total);
        time("places", name, &|| store.places(filter, &page).expect("a page").total);
        time("sources", name, &|| store.sources(filter, &page).expect("a page").total);
        time("relays", name, &|| store.relays(filter, &page).expect("a page").total);
        time("talks", name, &|| store.talks(filter, &page).expect("a page").total);
    }
    let ids: Vec<String> = store.incidents(&Filter::default(), &page).expect("a page").rows.into_iter().map(|r| r.id).collect();
    let largest = store
        .incidents(&Filter::default(), &Paging { after: None, limit: 1_000 })
        .expect("a page")
        .rows
        .into_iter()
        .max_by_key(|r| r.claims);
    if let (Some(id), Some(largest)) = (ids.first(), largest) {
        time("show", "first", &|| store.incident(id).expect("an answer").map_or(0, |i| i.claim_ids.len()));
        time("show", "of 1,000 the largest", &|| {
            store.incident(&largest.id).expect("an answer").map_or(0, |i| i.claim_ids.len())
        });
        time("why", "of 1,000 the largest", &|| store.why(&largest.id).expect("an answer").len());
    }
    time("search", "a rare word", &|| store.search(&word(5_007), 50).expect("hits").len());
    time("search", "a word of each report", &|| store.search("wounded", 50).expect("hits").len());
    time("report", "r000001", &|| store.report("r000001").expect("an answer").map_or(0, |r| r.claims.len()));
}
