//! Where the service is reached: hosts, paths, currencies, profile hosts and widget addresses of
//! every region. It refuses to build addresses; whoever needs one joins these.

/// The version of the API: the `Version` parameter and the end of every path (operations 2.1).
pub const API_VERSION: &str = "2013-01-01";

/// The path of the production environment (operations 2.1).
pub const LIVE_PATH: &str = "/OffAmazonPayments/2013-01-01";

/// The path of the sandbox environment, on the same host (operations 2.1).
pub const SANDBOX_PATH: &str = "/OffAmazonPayments_Sandbox/2013-01-01";

/// One region of the service.
#[derive(Debug)]
pub struct Region {
    /// The name by which the client is told the region, such as `us`.
    pub key: &'static str,
    /// Other names for the same.
    pub aliases: &'static [&'static str],
    /// The host of the API, for production and sandbox alike (operations 2.1).
    pub host: &'static str,
    /// The currency in which the merchant's account is kept (operations 9.3).
    pub currency: &'static str,
    /// Region and currency as `ListOrderReference` wants them (behaviour 1.4).
    pub payment_domain: &'static str,
    /// The hosts of Login with Amazon (behaviour 1.2).
    pub profile_hosts: Environments,
    /// The address of the browser's widgets (behaviour 1.3).
    pub widget_urls: Environments,
    /// Currencies that an order's total may have (operations 9.3).
    pub currencies: &'static [&'static str],
}

/// Something that differs between production and sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Environments {
    /// In production.
    pub live: &'static str,
    /// In the sandbox.
    pub sandbox: &'static str,
}

impl Environments {
    /// The one of the environment asked for.
    pub const fn of(self, sandbox: bool) -> &'static str {
        if sandbox { self.sandbox } else { self.live }
    }
}

/// The path of the environment asked for.
pub const fn path(sandbox: bool) -> &'static str {
    if sandbox { SANDBOX_PATH } else { LIVE_PATH }
}

/// The region of that name or alias.
pub fn by_key(key: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.key == key || region.aliases.contains(&key))
}

/// How many decimals an amount of that currency may have; `None` where we do not know the
/// currency, so that nothing is refused on a guess (behaviour 0.2).
pub fn minor_digits(currency: &str) -> Option<u8> {
    if currency == "JPY" {
        Some(0)
    } else if MULTI_CURRENCY.contains(&currency) {
        Some(2)
    } else {
        None
    }
}

/// Every region. `eu` is Germany's with the British profile host, as the SDKs that know it have it.
pub static REGIONS: [Region; 5] = [
    Region {
        key: "us",
        aliases: &["na"],
        host: "mws.amazonservices.com",
        currency: "USD",
        payment_domain: "NA_USD",
        profile_hosts: Environments { live: "api.amazon.com", sandbox: "api.sandbox.amazon.com" },
        widget_urls: Environments {
            live: "https://static-na.payments-amazon.com/OffAmazonPayments/us/js/Widgets.js",
            sandbox: "https://static-na.payments-amazon.com/OffAmazonPayments/us/sandbox/js/Widgets.js",
        },
        currencies: &["USD"],
    },
    Region {
        key: "uk",
        aliases: &[],
        host: "mws-eu.amazonservices.com",
        currency: "GBP",
        payment_domain: "EU_GBP",
        profile_hosts: BRITISH_PROFILE,
        widget_urls: Environments {
            live: "https://static-eu.payments-amazon.com/OffAmazonPayments/gbp/lpa/js/Widgets.js",
            sandbox: "https://static-eu.payments-amazon.com/OffAmazonPayments/gbp/sandbox/lpa/js/Widgets.js",
        },
        currencies: &MULTI_CURRENCY,
    },
    Region {
        key: "de",
        aliases: &[],
        host: "mws-eu.amazonservices.com",
        currency: "EUR",
        payment_domain: "EU_EUR",
        profile_hosts: Environments { live: "api.amazon.de", sandbox: "api.sandbox.amazon.de" },
        widget_urls: EURO_WIDGETS,
        currencies: &MULTI_CURRENCY,
    },
    Region {
        key: "eu",
        aliases: &[],
        host: "mws-eu.amazonservices.com",
        currency: "EUR",
        payment_domain: "EU_EUR",
        profile_hosts: BRITISH_PROFILE,
        widget_urls: EURO_WIDGETS,
        currencies: &MULTI_CURRENCY,
    },
    Region {
        key: "jp",
        aliases: &[],
        host: "mws.amazonservices.jp",
        currency: "JPY",
        payment_domain: "FE_JPY",
        profile_hosts: Environments {
            live: "api.amazon.co.jp",
            sandbox: "api.sandbox.amazon.co.jp",
        },
        widget_urls: Environments {
            live: "https://static-fe.payments-amazon.com/OffAmazonPayments/jp/lpa/js/Widgets.js",
            sandbox: "https://static-fe.payments-amazon.com/OffAmazonPayments/jp/sandbox/lpa/js/Widgets.js",
        },
        currencies: &["JPY"],
    },
];

const BRITISH_PROFILE: Environments =
    Environments { live: "api.amazon.co.uk", sandbox: "api.sandbox.amazon.co.uk" };

const EURO_WIDGETS: Environments = Environments {
    live: "https://static-eu.payments-amazon.com/OffAmazonPayments/eur/lpa/js/Widgets.js",
    sandbox: "https://static-eu.payments-amazon.com/OffAmazonPayments/eur/sandbox/lpa/js/Widgets.js",
};

/// What accounts in the EU and the UK accept; every currency the service knows (operations 9.3).
static MULTI_CURRENCY: [&str; 12] =
    ["AUD", "GBP", "DKK", "EUR", "HKD", "JPY", "NZD", "NOK", "ZAR", "SEK", "CHF", "USD"];

#[cfg(test)]
mod tests {
    use super::{REGIONS, by_key, minor_digits, path};

    #[test]
    fn regions_are_found_by_key_and_alias() {
        for (name, key) in [("us", "us"), ("na", "us"), ("uk", "uk"), ("eu", "eu"), ("jp", "jp")] {
            assert_eq!(by_key(name).map(|region| region.key), Some(key));
        }
        assert!(by_key("US").is_none());
        assert!(by_key("").is_none());
    }

    #[test]
    fn every_region_keeps_its_account_in_a_currency_it_accepts() {
        for region in &REGIONS {
            assert!(region.currencies.contains(&region.currency), "{}", region.key);
            assert!(region.payment_domain.ends_with(region.currency), "{}", region.key);
            for currency in region.currencies {
                assert!(minor_digits(currency).is_some(), "{currency}");
            }
        }
    }

    #[test]
    fn yen_have_no_decimals_and_unknown_currencies_no_rule() {
        assert_eq!(minor_digits("JPY"), Some(0));
        assert_eq!(minor_digits("CHF"), Some(2));
        assert_eq!(minor_digits("XAU"), None);
    }

    #[test]
    fn the_environments_differ_in_the_path() {
        assert_eq!(path(false), "/OffAmazonPayments/2013-01-01");
        assert_eq!(path(true), "/OffAmazonPayments_Sandbox/2013-01-01");
    }
}
