fn main() {
    let t = std::time::Instant::now();
    let (p, f) = dateline_lexicon::Predicates::load();
    println!("predicates {:?} rows {} faults {}", t.elapsed(), p.all().len(), f.len());
    let t = std::time::Instant::now();
    let _ = dateline_lexicon::Cues::load(); let _ = dateline_lexicon::Lights::load(); let _ = dateline_lexicon::Terms::load();
    println!("rest {:?}", t.elapsed());
    for x in f { println!("{x}"); }
}
