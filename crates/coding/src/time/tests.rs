//! Cases a reader can check: a report's date, a sentence, and the expressions expected of it.

use super::*;

fn found(published: &str, text: &str) -> Vec<TimeExpr> {
    let mut report = Report::new("r", text);
    report.published = published.parse().ok();
    let trees = plain_trees(&report);
    find(&report, &trees)
}

/// Words, value, days and precision of each expression.
fn shown(published: &str, text: &str) -> Vec<String> {
    found(published, text)
        .iter()
        .map(|e| {
            let day = |d: Option<Date>| d.map_or("-".to_owned(), |d| d.to_string());
            format!("{} | {} | {}..{} | {}", e.span.of(text), e.value, day(e.start), day(e.end), e.precision)
        })
        .collect()
}

fn check(published: &str, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(shown(published, text), *expected, "{text}");
    }
}

#[test]
fn weekdays() {
    // A Tuesday.
    check(
        "2022-11-08",
        &[
            ("They held talks on Monday.", &["Monday | 2022-11-07 | 2022-11-07..2022-11-07 | day"]),
            ("It was struck on Tuesday.", &["Tuesday | 2022-11-08 | 2022-11-08..2022-11-08 | day"]),
            ("It was struck last Tuesday.", &["last Tuesday | 2022-11-01 | 2022-11-01..2022-11-01 | day"]),
            ("They will meet on Friday.", &["Friday | 2022-11-11 | 2022-11-11..2022-11-11 | day"]),
            ("He left on Monday last week.", &["Monday last week | 2022-10-31 | 2022-10-31..2022-10-31 | day"]),
            ("It fell on Sunday night.", &["Sunday night | 2022-11-06TNI | 2022-11-06..2022-11-06 | part_of_day"]),
            ("He wed in the sun and sat.", &[]),
        ],
    );
}

#[test]
fn calendar_dates() {
    check(
        "2020-11-02",
        &[
            ("It fell on 31 October.", &["31 October | 2020-10-31 | 2020-10-31..2020-10-31 | day"]),
            ("It fell on Oct. 31, 2019, he said.", &["Oct. 31, 2019 | 2019-10-31 | 2019-10-31..2019-10-31 | day"]),
            ("It fell on 20 December.", &["20 December | 2020-12-20 | 2020-12-20..2020-12-20 | day"]),
            ("date 2020-11-02", &["2020-11-02 | 2020-11-02 | 2020-11-02..2020-11-02 | day"]),
            ("It fell on 11/02/2020.", &["11/02/2020 | 2020-11-02 | 2020-11-02..2020-11-02 | day"]),
            ("It fell on 25/10/2020.", &["25/10/2020 | 2020-10-25 | 2020-10-25..2020-10-25 | day"]),
            ("It fell in September 2016.", &["September 2016 | 2016-09 | 2016-09-01..2016-09-30 | month"]),
            ("It fell in September.", &["September | 2020-09 | 2020-09-01..2020-09-30 | month"]),
            ("It was struck in December.", &["December | 2019-12 | 2019-12-01..2019-12-31 | month"]),
            ("It fell in 2017.", &["2017 | 2017 | 2017-01-01..2017-12-31 | year"]),
            ("It fell in the 1990s.", &["the 1990s | 199 | 1990-01-01..1999-12-31 | decade"]),
            ("It fell in the autumn of 2019.", &["the autumn of 2019 | 2019-FA | 2019-09-01..2019-11-30 | season"]),
            ("It fell in early 2019.", &["early 2019 | 2019 | 2019-01-01..2019-04-30 | range"]),
            ("It fell in mid-September.", &["mid-September | 2020-09 | 2020-09-11..2020-09-20 | range"]),
            (
                "They fought between 5 and 9 October.",
                &["between 5 and 9 October | 2020-10-05/2020-10-09 | 2020-10-05..2020-10-09 | range"],
            ),
            (
                "They fought from Thursday to Saturday.",
                &["from Thursday to Saturday | 2020-10-29/2020-10-31 | 2020-10-29..2020-10-31 | range"],
            ),
        ],
    );
}

#[test]
fn relative_to_the_report() {
    check(
        "2022-11-08",
        &[
            ("It fell yesterday.", &["yesterday | 2022-11-07 | 2022-11-07..2022-11-07 | day"]),
            ("It fell this week.", &["this week | 2022-W45 | 2022-11-07..2022-11-08 | week"]),
            ("It fell last week.", &["last week | 2022-W44 | 2022-10-31..2022-11-06 | week"]),
            ("It fell over the weekend.", &["the weekend | 2022-W44-WE | 2022-11-05..2022-11-06 | range"]),
            ("They met late last month.", &["late last month | 2022-10 | 2022-10-21..2022-10-31 | range"]),
            ("It fell earlier this month.", &["earlier this month | 2022-11 | 2022-11-01..2022-11-08 | month"]),
            ("Hundreds died in recent months.", &["recent months | PXM | 2022-05-08..2022-11-08 | range"]),
            ("They were killed in recent weeks.", &["recent weeks | PXW | 2022-09-27..2022-11-08 | range"]),
            ("It fell a week ago.", &["a week ago | 2022-11-01 | 2022-10-31..2022-11-02 | range"]),
            ("It began more than a month ago.", &["more than a month ago | 2022-10 | 2022-09-08..2022-10-08 | range"]),
            ("It began three days ago.", &["three days ago | 2022-11-05 | 2022-11-05..2022-11-05 | day"]),
            ("It was shelled overnight.", &["overnight | 2022-11-07TNI | 2022-11-07..2022-11-08 | part_of_day"]),
            ("It fell last year.", &["last year | 2021 | 2021-01-01..2021-12-31 | year"]),
            ("It has lasted the past two weeks.", &["the past two weeks | P2W | 2022-10-25..2022-11-08 | range"]),
        ],
    );
}

#[test]
fn from_the_date_told_before() {
    check(
        "2017-01-13",
        &[
            (
                "It fell on 30 November. Two days later he left. He died the same day.",
                &[
                    "30 November | 2016-11-30 | 2016-11-30..2016-11-30 | day",
                    "Two days later | 2016-12-02 | 2016-12-02..2016-12-02 | day",
                    "the same day | 2016-12-02 | 2016-12-02..2016-12-02 | day",
                ],
            ),
            ("Two days later he left.", &["Two days later | P2D | -..- | unknown"]),
            (
                "In August 2015 it was struck and on 3 September it was taken.",
                &[
                    "August 2015 | 2015-08 | 2015-08-01..2015-08-31 | month",
                    "3 September | 2015-09-03 | 2015-09-03..2015-09-03 | day",
                ],
            ),
        ],
    );
}

#[test]
fn quarters_of_accounts() {
    check(
        "1989-11-02",
        &[
            (
                "In the third quarter sales rose 5% from a year earlier.",
                &[
                    "the third quarter | 1989-Q3 | 1989-07-01..1989-09-30 | range",
                    "a year earlier | 1988-Q3 | 1988-07-01..1988-09-30 | range",
                ],
            ),
            // Most of the three months up to the end of July lies in the second calendar quarter.
            (
                "In the quarter ended July 31 it lost $2 million.",
                &[
                    "the quarter | 1989-Q2 | 1989-04-01..1989-06-30 | range",
                    "July 31 | 1989-07-31 | 1989-07-31..1989-07-31 | day",
                ],
            ),
            (
                "In the year ended March 31 it lost $2 million.",
                &["the year | P1Y | 1988-04-01..1989-03-31 | range", "March 31 | 1989-03-31 | 1989-03-31..1989-03-31 | day"],
            ),
            ("The year-earlier results were better.", &["The year-earlier | 1988 | 1988-01-01..1988-12-31 | year"]),
            ("About three-quarters of it was lost.", &[]),
        ],
    );
}

#[test]
fn feasts_and_weeks() {
    check(
        "2000-01-06",
        &[
            ("He was found on Thanksgiving Day.", &["Thanksgiving Day | 1999-11-25 | 1999-11-25..1999-11-25 | day"]),
            ("They met on Good Friday 1998.", &["Good Friday 1998 | 1998-04-10 | 1998-04-10..1998-04-10 | day"]),
            ("The court sat in the week of January 3.", &["the week of January 3 | 2000-W01 | 2000-01-03..2000-01-09 | week"]),
            ("He left six weeks ago.", &["six weeks ago | 1999-W47 | 1999-11-22..1999-11-28 | range"]),
            (
                "It happened in January nineteen ninety-seven.",
                &["January nineteen ninety-seven | 1997-01 | 1997-01-01..1997-01-31 | month"],
            ),
            ("He waited for 5 1/2 hours.", &["5 1/2 hours | PT5H30M | -..- | unknown"]),
            ("They are shelled on Tuesday nights.", &["Tuesday nights | XXXX-WXX-2TNI | -..- | unknown"]),
            (
                "It fell the day before last Tuesday's trial.",
                &["the day before last Tuesday | 2000-01-03 | 2000-01-03..2000-01-03 | day"],
            ),
        ],
    );
}

#[test]
fn neighbours_of_a_day_told_before() {
    check(
        "1989-10-30",
        &[(
            "It fell 2% on Friday from the previous Friday.",
            &[
                "Friday | 1989-10-27 | 1989-10-27..1989-10-27 | day",
                "the previous Friday | 1989-10-20 | 1989-10-20..1989-10-20 | day",
            ],
        )],
    );
}

#[test]
fn ends_of_a_stretch() {
    let one = |text| {
        let all = found("2020-11-02", text);
        assert_eq!(all.len(), 1, "{text}");
        all[0].clone()
    };
    let since = one("They have held it since 1994.");
    assert_eq!(
        (since.start, since.end, since.open, since.precision),
        ("1994-01-01".parse().ok(), "2020-11-02".parse().ok(), None, "range")
    );
    let until = one("It will hold until Friday.");
    assert_eq!((until.start, until.end, until.open), (None, "2020-11-06".parse().ok(), Some(Open::Before)));
    let after = one("They left after 2011.");
    assert_eq!((after.start, after.end, after.open), ("2012-01-01".parse().ok(), None, Some(Open::After)));
}

#[test]
fn times_of_day() {
    check(
        "2016-09-20",
        &[
            (
                "Fire was heard in the early hours of Tuesday.",
                &["the early hours of Tuesday | 2016-09-20TMO | 2016-09-20..2016-09-20 | part_of_day"],
            ),
            (
                "It was struck at 2.30pm local time on Monday.",
                &["2.30pm local time on Monday | 2016-09-19T14:30 | 2016-09-19..2016-09-19 | time"],
            ),
            ("It was struck on Monday at dawn.", &["Monday at dawn | 2016-09-19TMO | 2016-09-19..2016-09-19 | part_of_day"]),
            ("They left early Monday.", &["early Monday | 2016-09-19 | 2016-09-19..2016-09-19 | part_of_day"]),
        ],
    );
    let at = found("2016-09-20", "It was struck at 2.30pm local time on Monday.");
    assert_eq!(at[0].start_time, Time::new(14, 30, 0, 0).ok());
}

#[test]
fn lengths_and_repetitions() {
    check(
        "2016-09-20",
        &[
            ("They fought for six weeks.", &["six weeks | P6W | -..- | unknown"]),
            ("A two-day truce held.", &["two-day | P2D | -..- | unknown"]),
            ("They shelled it three times a week.", &["a week | P1W | -..- | unknown"]),
            ("The town is shelled every day.", &["every day | P1D | -..- | unknown"]),
        ],
    );
    assert!(found("2016-09-20", "The town is shelled every day.")[0].repeated);
}

#[test]
fn what_is_no_date() {
    for text in [
        "They may march on the city.",
        "He scored a second.",
        "The fall of Aleppo was near.",
        "Some 2000 people fled.",
        "A 12-year-old boy died.",
        "Noha, 45, fled.",
        "It took 1990 soldiers.",
        "He left with Jan Kavan.",
        "A 122mm shell fell.",
    ] {
        assert_eq!(shown("2016-09-20", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn without_a_report_date_only_absolute_dates_resolve() {
    check(
        "",
        &[
            ("It fell on Monday.", &["Monday | XXXX-WXX-1 | -..- | unknown"]),
            ("It fell on 5 May.", &["5 May | XXXX-05-05 | -..- | unknown"]),
            ("It fell on 5 May 2014.", &["5 May 2014 | 2014-05-05 | 2014-05-05..2014-05-05 | day"]),
        ],
    );
}

#[test]
fn strange_dates_do_not_fail() {
    for published in ["", "0001-01-01", "-9999-01-01", "9999-12-31"] {
        for text in [
            "99 centuries ago, 31 February 2021, 32/13/2020, 9999999999 years later, the 99th century",
            "0000-00-00 24:00 25:61 99:99 a.m. on the 31st of February",
            "last last last Monday Monday Monday to to from between and and",
            "the next 999999999 decades, 9999 months ago, within 99999999999 hours of 2000-01-01",
            "mid- mid-mid- - - 's 's '99 '0s 's0s é0s 10s",
        ] {
            for e in found(published, text) {
                assert!(e.end.is_none() || e.start.is_none() || e.start <= e.end, "{e:?}");
            }
        }
    }
}
