//! Names of days and months, as news in English writes them, in one list for all who ask.

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether the word names a day of the week, in whatever case.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| word.eq_ignore_ascii_case(day))
}

/// Length in bytes of the name of a weekday, or of its first three letters, that a text in lower case begins with.
///
/// ```
/// # use dateline_text::calendar::weekday_len;
/// assert_eq!(weekday_len("tue apr 4"), Some(3));
/// assert_eq!(weekday_len("monday, 2 may"), Some(6));
/// assert_eq!(weekday_len("monitor"), None);
/// ```
pub fn weekday_len(lower: &str) -> Option<usize> {
    let word = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    WEEKDAYS.iter().any(|day| *day == word || word.len() == 3 && day.starts_with(word)).then_some(word.len())
}

/// English names of the months, in order, in lower case.
pub const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Abbreviations as newspapers use them, without the full stop, each with the number of its month.
const SHORT: [(&str, u8); 12] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// The number of a month, 1 to 12, by its name or abbreviation in lower case, with or without a full stop.
///
/// ```
/// use dateline_text::calendar::month_number;
/// assert_eq!(month_number("november"), Some(11));
/// assert_eq!(month_number("sept."), Some(9));
/// assert_eq!(month_number("marching"), None);
/// ```
pub fn month_number(word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let long = MONTHS.iter().position(|m| *m == word).and_then(|at| u8::try_from(at + 1).ok());
    long.or_else(|| SHORT.iter().find(|(short, _)| *short == word).map(|(_, number)| *number))
}

/// Whether a word in lower case begins a weekday or a month, with three letters or more: `mon`, `sept`, `thursday`.
///
/// ```
/// # use dateline_text::calendar::begins_day_or_month;
/// assert!(begins_day_or_month("tue") && begins_day_or_month("sept"));
/// assert!(!begins_day_or_month("ma") && !begins_day_or_month("marching"));
/// ```
pub fn begins_day_or_month(word: &str) -> bool {
    word.len() >= 3 && WEEKDAYS.iter().chain(&MONTHS).any(|whole| whole.starts_with(word))
}

/// Whether a word in lower case is the name or abbreviation of a month.
pub fn is_month(word: &str) -> bool {
    month_number(word).is_some()
}
