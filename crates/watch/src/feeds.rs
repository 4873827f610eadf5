//! Feeds: what is new in them, and the pages of their entries.

use crate::fetch::{Answer, Fetcher, Validators, bare, on_host};
use crate::settings::Feed;
use crate::state::FeedState;
use dateline_intake::{Item, Options, read_bytes};
use dateline_text::{Report, sha256_hex};
use std::collections::BTreeMap;
use std::time::Duration;

/// First wait after a failure; it doubles with each further one.
const FIRST_WAIT: u64 = 60;
/// The longest.
const LONGEST_WAIT: u64 = 6 * 3_600;
/// Entries are forgotten when the feed has not had them for so long, in seconds.
const FORGET: u64 = 90 * 86_400;

/// What one look at a feed brought.
#[derive(Debug, Default)]
pub(crate) struct Look {
    pub items: Vec<Item>,
    /// What happened, where it was not simply read.
    pub told: Option<String>,
    /// How the feed stands now.
    pub state: FeedState,
}

/// Looks at a feed. `now` is in seconds since 1970.
pub(crate) fn look(feed: &Feed, old: &FeedState, every: Duration, now: u64, fetcher: &mut Fetcher, options: &Options) -> Look {
    let mut look = Look { state: old.clone(), ..Look::default() };
    look.state.next = now.saturating_add(every.as_secs().max(1));
    // The user listed the feed: where it has moved to is what was meant.
    match fetcher.get(&feed.url, &old.validators, &|_| true) {
        Answer::Unchanged => look.state.failures = 0,
        Answer::Forbidden => look.told = Some("its robots.txt keeps robots away from it".to_owned()),
        Answer::Failed { told, wait } => {
            let own = FIRST_WAIT.saturating_mul(1 << old.failures.min(16)).min(LONGEST_WAIT);
            let wait = wait.map_or(own, |w| w.as_secs().min(7 * 86_400)).max(every.as_secs().min(own));
            look.state.failures = old.failures.saturating_add(1);
            look.state.next = now.saturating_add(wait.max(1));
            look.told = Some(format!("{told}; next look in {wait} s"));
        }
        Answer::New { url, body, validators } => {
            look.state.failures = 0;
            look.state.validators = validators;
            look.items = read_bytes(&url, &body, options);
            let complete = entries(feed, &url, &mut look, old, now, fetcher, options);
            if !complete {
                // Asked conditionally, the server would not give again what was not fetched.
                look.state.validators = Validators::default();
            }
        }
    }
    look
}

/// Leaves out entries that are known as they are, and fetches the pages of the others where that is asked for. `false`: some page
/// is to be tried again.
fn entries(feed: &Feed, url: &str, look: &mut Look, old: &FeedState, now: u64, fetcher: &mut Fetcher, options: &Options) -> bool {
    let mut complete = true;
    let mut known: BTreeMap<String, u64> =
        old.entries.iter().filter(|(_, seen)| **seen + FORGET > now).map(|(k, s)| (k.clone(), *s)).collect();
    let own = bare(url);
    let mut kept = Vec::new();
    for item in std::mem::take(&mut look.items) {
        let Item::Report(mut report) = item else {
            kept.push(item);
            continue;
        };
        if feed.publisher.is_some() {
            report.publisher.clone_from(&feed.publisher);
        }
        let key = sha256_hex(
            format!("{}\n{}\n{}", report.id, report.version.as_deref().unwrap_or(""), report.text_sha256()).as_bytes(),
        );
        let key = key[..16].to_owned();
        if known.insert(key.clone(), now).is_some() {
            continue;
        }
        if feed.pages
            && let Some(link) = report.url.clone()
        {
            let allowed = |to: &str| on_host(to, &own) || feed.hosts.iter().any(|host| on_host(to, host));
            let answer = if allowed(&link) { fetcher.get(&link, &Validators::default(), &allowed) } else { Answer::Forbidden };
            match answer {
                Answer::New { url, body, .. } => kept.extend(page(&report, &url, &body, options)),
                // What may not be fetched is read as the feed has it.
                Answer::Forbidden | Answer::Unchanged => kept.push(Item::Report(report)),
                Answer::Failed { told, .. } => {
                    look.told = Some(format!("{link}: {told}"));
                    known.remove(&key);
                    complete = false;
                }
            }
        } else {
            kept.push(Item::Report(report));
        }
    }
    look.items = kept;
    look.state.entries = known;
    complete
}

/// The report of an entry's page: its text, with what the feed tells of it where the page is silent.
fn page(entry: &Report, url: &str, body: &[u8], options: &Options) -> Vec<Item> {
    let mut items = read_bytes(url, body, options);
    let mut found = false;
    for item in &mut items {
        if let Item::Report(report) = item {
            found = true;
            report.id.clone_from(&entry.id);
            report.version.clone_from(&entry.version);
            report.url = entry.url.clone().or(report.url.take());
            report.title = entry.title.clone().or(report.title.take());
            report.published = entry.published.or(report.published);
            report.publisher = entry.publisher.clone().or(report.publisher.take());
        }
    }
    if !found {
        items.push(Item::Report(entry.clone()));
    }
    items
}
