//! Months and the one date form that is nobody else's: when an agreement's period begins and ends,
//! and how the service writes it in its message. It knows the Gregorian calendar in UTC; it has no
//! clock.

/// Milliseconds since 1970 in UTC.
pub type Moment = i64;

/// Milliseconds in a second, a minute, an hour and a day.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day.
pub const DAY: i64 = 24 * HOUR;

/// The first moments of the calendar month around `now` and of the one after it.
pub fn month_around(now: Moment) -> (Moment, Moment) {
    let (year, month, _) = civil(now.div_euclid(DAY));
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    (days(year, month) * DAY, days(next_year, next_month) * DAY)
}

/// A moment in the form `Sun Nov 01 00:00:00 UTC 2015`.
pub fn long_date(moment: Moment) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (day, rest) = (moment.div_euclid(DAY), moment.rem_euclid(DAY));
    let (year, month, date) = civil(day);
    let name = |names: &[&'static str], at: i64| {
        usize::try_from(at).ok().and_then(|at| names.get(at).copied()).unwrap_or("")
    };
    format!(
        "{} {} {date:02} {:02}:{:02}:{:02} UTC {year}",
        name(&DAYS, day.rem_euclid(7)),
        name(&MONTHS, month - 1),
        rest / HOUR,
        rest / MINUTE % 60,
        rest / SECOND % 60,
    )
}

/// The year, month and day of the month of a day counted from 1970-01-01.
fn civil(day: i64) -> (i64, i64, i64) {
    // Counted from 1 March of year 0, so that leap days come last in their year.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * from_march + 2) / 5 + 1)
}

/// The first day of a month, counted from 1970-01-01.
fn days(year: i64, month: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_and_end_at_midnight() {
        // 2015-11-17T03:55:00Z
        let (start, end) = month_around(1_447_732_500_000);
        assert_eq!((start, end), (1_446_336_000_000, 1_448_928_000_000));
        // 2019-12-31T23:59:59Z rolls into the next year.
        let (start, end) = month_around(1_577_836_799_000);
        assert_eq!((start, end), (1_575_158_400_000, 1_577_836_800_000));
    }

    #[test]
    fn every_month_ends_where_the_next_begins() {
        let mut at = 0;
        for _ in 0..5_000 {
            let (start, end) = month_around(at);
            assert_eq!(start, at);
            assert!((28 * DAY..=31 * DAY).contains(&(end - start)));
            assert_eq!(month_around(end - 1).0, start);
            at = end;
        }
    }

    #[test]
    fn long_dates_read_as_in_the_message() {
        assert_eq!(long_date(1_446_336_000_000), "Sun Nov 01 00:00:00 UTC 2015");
        assert_eq!(long_date(0), "Thu Jan 01 00:00:00 UTC 1970");
    }
}
