//! Instants: milliseconds since 1970-01-01T00:00:00Z on one side, ISO 8601 text on the other, in
//! the proleptic Gregorian calendar from year 0000 to 9999. Has no clock and no time zone.

/// 0000-01-01T00:00:00.000Z.
const FIRST: i64 = -62_167_219_200_000;
/// 9999-12-31T23:59:59.999Z.
const LAST: i64 = 253_402_300_799_999;
const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Appends an instant in whole seconds, rounded down, such as `2026-01-02T03:04:05Z`.
///
/// An instant outside years 0000 to 9999 is written as the nearest one inside.
pub fn write(out: &mut String, epoch_milliseconds: i64) {
    write_seconds(out, epoch_milliseconds.clamp(FIRST, LAST));
    out.push('Z');
}

/// Appends an instant with its milliseconds, such as `2026-01-02T03:04:05.678Z`.
///
/// An instant outside years 0000 to 9999 is written as the nearest one inside.
pub fn write_milliseconds(out: &mut String, epoch_milliseconds: i64) {
    let instant = epoch_milliseconds.clamp(FIRST, LAST);
    write_seconds(out, instant);
    let millisecond = instant.rem_euclid(SECOND);
    append(
        out,
        &[b'.', digit(millisecond / 100), digit(millisecond / 10), digit(millisecond), b'Z'],
    );
}

/// The instant that an ISO 8601 text names, or `None` when it is none or lies outside years 0000
/// to 9999.
///
/// Takes `YYYY-MM-DD`, `YYYY-MM-DDThh:mm` and `YYYY-MM-DDThh:mm:ss`, the last with 1 to 9 digits
/// of a fraction, of which those beyond the millisecond are dropped (behaviour reference 2.3;
/// operations reference, CreatedTimeRange). A time may end in `Z`, `z` or `±hh:mm`. The reference
/// doesn't say what a time with none of them means, so it is read as UTC, like a date alone.
pub fn parse(text: &str) -> Option<i64> {
    let mut cursor = Cursor(text.as_bytes());
    let year = cursor.number(4, 0, 9999)?;
    cursor.expect(b'-')?;
    let month = cursor.number(2, 1, 12)?;
    cursor.expect(b'-')?;
    let day = cursor.number(2, 1, days_in_month(year, month))?;
    let mut instant = days_from_civil(year, month, day) * DAY;
    if cursor.takes(b'T') {
        instant += cursor.time()?;
        instant -= cursor.offset()?;
    }
    (cursor.0.is_empty() && (FIRST..=LAST).contains(&instant)).then_some(instant)
}

/// The instant of a second of the calendar, year to second; nothing where there is none such.
pub fn of([year, month, day, hour, minute, second]: [i64; 6]) -> Option<i64> {
    let exists = (0..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_in_month(year, month)).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    let day = exists.then(|| days_from_civil(year, month, day))?;
    Some(day * DAY + hour * HOUR + minute * MINUTE + second * SECOND)
}

/// What is left to read.
struct Cursor<'text>(&'text [u8]);

impl Cursor<'_> {
    /// `hh:mm[:ss[.f…]]` in milliseconds.
    fn time(&mut self) -> Option<i64> {
        let hour = self.number(2, 0, 23)?;
        self.expect(b':')?;
        let mut time = hour * HOUR + self.number(2, 0, 59)? * MINUTE;
        if self.takes(b':') {
            time += self.number(2, 0, 59)? * SECOND;
            if self.takes(b'.') {
                time += self.fraction()?;
            }
        }
        Some(time)
    }

    /// 1 to 9 digits after the point, in whole milliseconds.
    fn fraction(&mut self) -> Option<i64> {
        let mut nanoseconds = self.number(1, 0, 9)?;
        for _ in 1..9 {
            let digit = if self.0.first().is_some_and(u8::is_ascii_digit) {
                self.number(1, 0, 9)?
            } else {
                0
            };
            nanoseconds = nanoseconds * 10 + digit;
        }
        Some(nanoseconds / 1_000_000)
    }

    /// How far ahead of UTC a time is, in milliseconds.
    fn offset(&mut self) -> Option<i64> {
        if self.0.is_empty() || self.takes(b'Z') || self.takes(b'z') {
            return Some(0);
        }
        let sign = if self.takes(b'-') {
            -1
        } else {
            self.expect(b'+')?;
            1
        };
        let hour = self.number(2, 0, 23)?;
        self.expect(b':')?;
        Some(sign * (hour * HOUR + self.number(2, 0, 59)? * MINUTE))
    }

    /// A number of exactly so many digits, from `least` to `most`.
    fn number(&mut self, digits: usize, least: i64, most: i64) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        let number = number.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0'))
        })?;
        (least..=most).contains(&number).then_some(number)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let rest = self.0.strip_prefix(&[byte]);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }
}

/// Appends `YYYY-MM-DDThh:mm:ss` of an instant in range.
fn write_seconds(out: &mut String, instant: i64) {
    let (year, month, day) = civil_from_days(instant.div_euclid(DAY));
    let time = instant.rem_euclid(DAY);
    let (hour, minute, second) = (time / HOUR, time % HOUR / MINUTE, time % MINUTE / SECOND);
    #[rustfmt::skip]
    append(out, &[
        digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-',
        digit(month / 10), digit(month), b'-',
        digit(day / 10), digit(day), b'T',
        digit(hour / 10), digit(hour), b':',
        digit(minute / 10), digit(minute), b':',
        digit(second / 10), digit(second),
    ]);
}

/// The last decimal digit of a number that is not negative.
fn digit(number: i64) -> u8 {
    b'0' + (number % 10) as u8
}

/// Appends ASCII characters.
fn append(out: &mut String, ascii: &[u8]) {
    out.push_str(std::str::from_utf8(ascii).unwrap_or_default());
}

// Calendar arithmetic is easiest in years that begin in March, so that a leap day comes last, and
// in cycles of 400 years, which all have the same number of days. Day 0 of the first such cycle is
// 0000-03-01.
const DAYS_IN_CYCLE: i64 = 146_097;
const DAYS_TO_1970: i64 = 719_468;

/// Days since 1970-01-01 of a date.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month < 3 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + days_before_month(month_from_march)
        + day
        - 1
        - DAYS_TO_1970
}

/// Year, month and day of so many days since 1970-01-01.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_TO_1970;
    let (cycle, day_of_cycle) = (days.div_euclid(DAYS_IN_CYCLE), days.rem_euclid(DAYS_IN_CYCLE));
    // Take out the leap days of the cycle so far: one in 1461 days, but for one in 36524, but for
    // the one at the very end.
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524
        - day_of_cycle / 146_096)
        / 365;
    let day_of_year =
        day_of_cycle - (year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - days_before_month(month_from_march) + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = cycle * 400 + year_of_cycle + i64::from(month < 3);
    (year, month, day)
}

/// Days of a year that began in March before its month 0 to 11: five months have 153 days.
fn days_before_month(month_from_march: i64) -> i64 {
    (153 * month_from_march + 2) / 5
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(instant: i64) -> String {
        let mut out = String::new();
        write(&mut out, instant);
        out
    }

    fn milliseconds(instant: i64) -> String {
        let mut out = String::new();
        write_milliseconds(&mut out, instant);
        out
    }

    #[test]
    fn instants_are_written() {
        assert_eq!(seconds(0), "1970-01-01T00:00:00Z");
        assert_eq!(seconds(1_577_934_245_678), "2020-01-02T03:04:05Z");
        assert_eq!(milliseconds(1_577_934_245_678), "2020-01-02T03:04:05.678Z");
        assert_eq!(seconds(-1), "1969-12-31T23:59:59Z");
        assert_eq!(milliseconds(-1), "1969-12-31T23:59:59.999Z");
        assert_eq!(seconds(951_782_400_000), "2000-02-29T00:00:00Z");
    }

    #[test]
    fn instants_out_of_range_are_written_as_the_nearest() {
        assert_eq!(milliseconds(i64::MIN), "0000-01-01T00:00:00.000Z");
        assert_eq!(milliseconds(i64::MAX), "9999-12-31T23:59:59.999Z");
        assert_eq!(seconds(FIRST), "0000-01-01T00:00:00Z");
        assert_eq!(seconds(LAST), "9999-12-31T23:59:59Z");
    }

    #[test]
    fn every_form_is_parsed() {
        for (text, instant) in [
            ("2020-01-02T03:04:05.000Z", 1_577_934_245_000),
            ("2020-01-02T03:04:05Z", 1_577_934_245_000),
            ("2020-01-02T03:04:05.678Z", 1_577_934_245_678),
            ("2020-01-02T03:04:05z", 1_577_934_245_000),
            ("2020-01-02T03:04:05.6Z", 1_577_934_245_600),
            ("2020-01-02T03:04:05.678999999Z", 1_577_934_245_678),
            ("2020-01-02T03:04:05", 1_577_934_245_000),
            ("2020-01-02T03:04Z", 1_577_934_240_000),
            ("2020-01-02T03:04", 1_577_934_240_000),
            ("2020-01-02T12:04:05+09:00", 1_577_934_245_000),
            ("2020-01-01T22:34:05-04:30", 1_577_934_245_000),
            ("2020-01-02", 1_577_923_200_000),
            ("0000-01-01", FIRST),
            ("9999-12-31T23:59:59.999Z", LAST),
        ] {
            assert_eq!(parse(text), Some(instant), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "2020",
            "2020-01",
            "2020-1-02",
            "20200102",
            "2020-00-02",
            "2020-13-02",
            "2020-01-00",
            "2020-01-32",
            "2020-04-31",
            "2019-02-29",
            "1900-02-29",
            "2020-01-02Z",
            "2020-01-02T",
            "2020-01-02t03:04:05Z",
            "2020-01-02 03:04:05Z",
            "2020-01-02T03Z",
            "2020-01-02T24:00:00Z",
            "2020-01-02T03:60:00Z",
            "2020-01-02T03:04:60Z",
            "2020-01-02T03:04:05.Z",
            "2020-01-02T03:04:05.1234567890Z",
            "2020-01-02T03:04:05ZZ",
            "2020-01-02T03:04:05+0900",
            "2020-01-02T03:04:05+24:00",
            "0000-01-01T00:00+00:01",
            "9999-12-31T23:59:59-00:01",
            "+020-01-02",
            "-001-01-02",
            "２020-01-02",
            " 2020-01-02",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_has_one_date_and_the_days_follow_each_other() {
        let mut expected = (0, 1, 1);
        for days in FIRST.div_euclid(DAY)..=LAST.div_euclid(DAY) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!((year, month, day), expected);
            assert_eq!(days_from_civil(year, month, day), days);
            expected = if day < days_in_month(year, month) {
                (year, month, day + 1)
            } else if month < 12 {
                (year, month + 1, 1)
            } else {
                (year + 1, 1, 1)
            };
        }
        assert_eq!(expected, (10_000, 1, 1));
    }
}
