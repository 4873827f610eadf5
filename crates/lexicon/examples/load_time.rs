//! How long the lists take to load, best of twenty: `cargo run --release -p dateline-lexicon --example load_time`.

fn main() {
    let mut best = std::time::Duration::MAX;
    for _ in 0..20 {
        let start = std::time::Instant::now();
        let names = dateline_lexicon::Lexicon::load().name_count();
        best = best.min(start.elapsed());
        assert!(names > 0);
    }
    println!("{best:?}");
}
