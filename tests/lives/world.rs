//! The worlds in which lives are lived: regions, accounts, and what the reference leaves open, drawn
//! by chance. It knows which settings there are and what they may be; it refuses to know what they do.

use amazon_pay_wasm::model::region::{self, Region};
use amazon_pay_wasm::sandbox::Settings;
use serde_json::{Value, json};

/// A stream of numbers, SplitMix64.
#[derive(Debug)]
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.next().is_multiple_of(many)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.next() % u64::try_from(from.len()).unwrap();
        &from[usize::try_from(at).unwrap()]
    }
}

/// An account, by its place in [`ACCOUNTS`].
pub type Account = usize;

/// Who sells: two with keys of their own, and one who delegates to each of them.
pub struct Seller {
    pub merchant_id: &'static str,
    /// Of the caller, which is the seller himself or the one to whom he delegates.
    pub access_key: &'static str,
    pub secret_key: &'static str,
    pub token: Option<&'static str>,
}

const fn seller(
    merchant_id: &'static str,
    access_key: &'static str,
    secret_key: &'static str,
    token: Option<&'static str>,
) -> Seller {
    Seller { merchant_id, access_key, secret_key, token }
}

pub const ACCOUNTS: [Seller; 4] = [
    seller("A1LIVES", "AKIALIVES1", "secret of the first", None),
    seller("A2LIVES", "AKIALIVES1", "secret of the first", Some("amzn.mws.two")),
    seller("A3LIVES", "AKIALIVES3", "secret of the third", None),
    seller("A4LIVES", "AKIALIVES3", "secret of the third", Some("amzn.mws.four")),
];

/// One world.
#[derive(Debug)]
pub struct World {
    /// The sandbox's options.
    pub options: Value,
    pub region: &'static Region,
    /// In production there are no simulations, and other quotas.
    pub live: bool,
    pub throttling: bool,
}

impl World {
    /// Most worlds are the service's sandbox without quotas, in any region, with half of what is
    /// open as it usually is.
    pub fn random(numbers: &mut Numbers) -> Self {
        let key = *numbers.pick(&["us", "na", "uk", "de", "eu", "jp"]);
        let throttling = numbers.one_in(5);
        let clock = if numbers.one_in(3) { "real" } else { "manual" };
        let mut settings = json!({ "journal": JOURNAL });
        for (name, readings) in readings() {
            if !numbers.one_in(2) {
                settings[name] = numbers.pick(&readings).clone();
            }
        }
        let sellers: Vec<Value> = ACCOUNTS.iter().map(account).collect();
        Self {
            options: json!({
                "region": key, "clock": clock, "throttling": throttling, "settings": settings,
                "sellers": sellers, "seed": numbers.next() >> 12,
            }),
            region: region::by_key(key).unwrap(),
            live: numbers.one_in(6),
            throttling,
        }
    }
}

fn account(seller: &Seller) -> Value {
    let owner = ACCOUNTS.iter().find(|owner| {
        owner.token.is_none() && owner.access_key == seller.access_key && seller.token.is_some()
    });
    match owner {
        None => json!({
            "merchantId": seller.merchant_id, "accessKey": seller.access_key,
            "secretKey": seller.secret_key,
        }),
        Some(owner) => json!({
            "merchantId": seller.merchant_id, "mwsAuthToken": seller.token,
            "delegatesTo": owner.merchant_id,
        }),
    }
}

/// Entries that the journal keeps: more than happen between two audits.
const JOURNAL: u32 = 20_000;

/// Every setting with what it may be in a life, the default among it. The times are such that a life
/// sees both their ends.
fn readings() -> Vec<(&'static str, Vec<Value>)> {
    let flag = || vec![json!(false), json!(true)];
    let words = |words: [&str; 2]| words.map(|word| json!(word)).to_vec();
    let times = |times: [i64; 3]| times.map(|time| json!(time)).to_vec();
    vec![
        ("idempotency", words(["original", "state-error"])),
        ("terminalRepeat", words(["no-op", "error"])),
        ("referenceIdScope", words(["seller", "kind"])),
        ("skew", times([0, 240_000, -240_000])),
        ("clockTolerance", times([900_000, 300_000, 3_600_000])),
        ("expiredCode", words(["RequestExpired", "InvalidParameterValue"])),
        ("faultStatuses", vec![json!({}), json!({ "TransactionAmountExceeded": 404 })]),
        ("wrongEnvironment", words(["internal-error", "not-found"])),
        ("plainTextStatusError", flag()),
        ("authorizationsPerOrder", vec![json!(10), json!(25), json!(2)]),
        ("openAuthorizationsCount", flag()),
        ("authorizationDays", vec![json!(30), json!(1)]),
        ("sandboxAuthorizationDays", vec![json!(30), json!(2)]),
        ("authorizationDelay", times([30_000, 0, 3_600_000])),
        ("captureDelay", times([30_000, 0, 3_600_000])),
        ("refundDelay", times([31_000, 0, 3_600_000])),
        ("providerCreditDelay", times([0, 60_000, 3_600_000])),
        ("captureWindowDays", vec![json!(7), json!(0)]),
        ("declinedCaptureClosesAuthorization", flag()),
        ("refundCounts", words(["at-request", "at-completion"])),
        ("softDeclineSuspends", flag()),
        ("rejectionCancelsAgreement", flag()),
        ("cancelDraft", flag()),
        ("repeatedSet", words(["merge", "replace"])),
        ("lateAttributes", words(["change", "add"])),
        ("monthlyLimit", vec![json!(500), json!(50)]),
        ("inheritShippingAddress", flag()),
        ("setOpenAgreement", flag()),
        ("challenge", words(["europe-with-urls", "on-request"])),
        ("unauthenticated", words(["error", "decline"])),
        ("paymentDescriptor", flag()),
        ("authorizationBillingAddress", flag()),
        ("addressVerificationCode", words(["A", "Z"])),
        ("pageSize", vec![json!(10), json!(1)]),
        ("pageSizeMost", vec![json!(100), json!(2)]),
        ("listDrafts", flag()),
        ("lastPageToken", words(["absent", "empty"])),
        ("notificationDelay", times([1_000, 0, 60_000])),
        ("notificationRetry", times([3_600_000, 60_000, 600_000])),
        ("notificationRetryDays", vec![json!(14), json!(1)]),
        ("signatureVersion", vec![json!(1), json!(2)]),
    ]
}

#[test]
fn no_setting_is_left_out() {
    let printed = format!("{:#?}", Settings::default());
    let named = printed.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
    let mut names: Vec<String> = named.map(|(name, _)| name.replace('_', "")).collect();
    names.retain(|name| !name.starts_with(' ') && name != "journal");
    let drawn: Vec<String> = readings().iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(names, drawn);
}
