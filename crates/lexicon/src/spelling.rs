//! Other spellings of people's names that transliteration gives: `Pashinyan` and `Pashinian`.
//!
//! Rules only, so that the same variants exist for every person of a table, whether or not its compiler thought of them.

/// Endings that stand for one another.
const ENDINGS: &[&[&str]] = &[
    &["yan", "ian", "jan"],
    &["iyev", "iev", "yev"],
    &["iyeva", "ieva", "yeva"],
    &["sky", "skiy", "skyy", "skii", "ski", "skyi"],
    &["enko", "yenko"],
    &["oğlu", "oglu"],
    &["ey", "ei"],
    &["zada", "zadeh", "zade"],
];

/// Whole words that stand for one another.
const WORDS: &[&[&str]] = &[
    &["Mohammed", "Mohammad", "Muhammad", "Mohamed", "Mohamad", "Muhammed"],
    &["Hussein", "Hussain", "Husain", "Hossein", "Husayn"],
    &["Ahmed", "Ahmad"],
    &["Abdullah", "Abdallah", "Abdulla"],
    &["Yusuf", "Yousef", "Youssef", "Yousuf", "Yusef"],
    &["Khalid", "Khaled"],
    &["Omar", "Umar"],
    &["Mahmoud", "Mahmud"],
    &["Ibrahim", "Ebrahim"],
    &["Qasim", "Qassem", "Qasem", "Kassem", "Qassim"],
    &["Saeed", "Said", "Saeid"],
    &["Faisal", "Faysal", "Feisal"],
    &["Sergei", "Sergey", "Sergiy"],
    &["Dmitry", "Dmitri", "Dmitriy", "Dmytro"],
    &["Yuri", "Yury", "Yuriy", "Yurii"],
    &["Alexei", "Alexey", "Aleksei", "Aleksey"],
    &["Alexander", "Aleksandr", "Aleksander", "Alexandr"],
    &["Vladimir", "Volodymyr"],
    &["Anatoly", "Anatoli", "Anatoliy"],
    &["Jose", "José"],
];

/// At most this many spellings of one name.
const MOST: usize = 16;

/// Other spellings of `name`, without `name` itself; at most fifteen.
pub(crate) fn spellings(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut forms: Vec<Vec<String>> = vec![Vec::new()];
    for (i, word) in words.iter().enumerate() {
        let ways = ways(word, i + 1 == words.len());
        let mut next = Vec::new();
        // The spelling at hand goes first, so that the cut at `MOST` keeps the likely ones.
        for way in &ways {
            for form in &forms {
                if next.len() < MOST {
                    let mut form = form.clone();
                    form.push(way.clone());
                    next.push(form);
                }
            }
        }
        forms = next;
    }
    let mut all: Vec<String> = forms.into_iter().map(|f| f.join(" ")).filter(|f| f != name).collect();
    if let Some(bare) = without_article(&words) {
        all.push(bare);
    }
    all
}

fn ways(word: &str, last: bool) -> Vec<String> {
    let mut ways = vec![word.to_owned()];
    if let Some(set) = WORDS.iter().find(|set| set.contains(&word)) {
        ways.extend(set.iter().filter(|w| **w != word).map(|w| (*w).to_owned()));
    } else if last {
        // The longest ending that fits.
        let fits = ENDINGS.iter().flat_map(|set| set.iter().map(move |e| (e, set)));
        let best = fits.filter(|(e, _)| word.ends_with(**e) && word.len() > e.len() + 1).max_by_key(|(e, _)| e.len());
        if let Some((ending, set)) = best {
            let stem = &word[..word.len() - ending.len()];
            ways.extend(set.iter().filter(|e| e != &ending).map(|e| format!("{stem}{e}")));
        }
    }
    ways
}

/// `Bashar Assad` for `Bashar al-Assad`.
fn without_article(words: &[&str]) -> Option<String> {
    let (last, before) = words.split_last()?;
    let (article, stem) = last.split_once('-')?;
    let article = article.to_lowercase();
    let known = matches!(article.as_str(), "al" | "el" | "as" | "ash" | "ar" | "an" | "at" | "ad" | "az");
    (known && !before.is_empty() && stem.len() >= 3).then(|| format!("{} {stem}", before.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_meet() {
        let has = |name: &str, other: &str| assert!(spellings(name).iter().any(|s| s == other), "{name}: {:?}", spellings(name));
        has("Nikol Pashinyan", "Nikol Pashinian");
        has("Heydar Aliyev", "Heydar Aliev");
        has("Bashar al-Assad", "Bashar Assad");
        has("Mohammed Hussein", "Mohamed Hussain");
        assert!(spellings("Angela Merkel").is_empty());
        assert!(spellings("Mohammed Hussein Abdullah Yusuf Ibrahim Faisal").len() < MOST);
    }
}
