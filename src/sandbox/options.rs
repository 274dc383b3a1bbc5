//! How a sandbox is made: what `Sandbox.create` and the command line give, as JSON. It refuses
//! names that it does not know.

use serde::Deserialize;

use super::calendar::Moment;
use super::sellers::{self, Seller};
use super::settings::Settings;
use crate::model::region;

/// How a sandbox is made.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Options {
    /// `us`, `na`, `uk`, `de`, `eu` or `jp`.
    pub region: String,
    /// Decides everything that looks random.
    pub seed: u64,
    /// What moves the service's time.
    pub clock: Clock,
    /// Where a manual clock starts, in milliseconds since 1970; else at the first request.
    pub start: Option<Moment>,
    /// Whether calls are throttled.
    pub throttling: bool,
    /// The unconfirmed facts.
    pub settings: Settings,
    /// Who may call.
    pub sellers: Vec<Seller>,
    /// The Login with Amazon client.
    pub client_id: String,
    /// Hosts that may reach the control plane beside loopback names.
    pub allowed_hosts: Vec<String>,
}

/// What moves the service's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    /// The host's clock, and `advance`.
    Real,
    /// `advance` alone.
    Manual,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            region: "us".to_owned(),
            seed: 1,
            clock: Clock::Real,
            start: None,
            throttling: true,
            settings: Settings::default(),
            sellers: sellers::standard(),
            client_id: sellers::CLIENT_ID.to_owned(),
            allowed_hosts: Vec::new(),
        }
    }
}

impl Options {
    /// Reads options from JSON.
    ///
    /// # Errors
    ///
    /// What is wrong, for people: unknown names, wrong values, a region that does not exist.
    pub fn parse(json: &str) -> Result<Self, String> {
        let options: Self = serde_json::from_str(json)
            .map_err(|error| format!("the sandbox's options can't be read: {error}"))?;
        if region::by_key(&options.region).is_none() {
            return Err(format!(
                "`region` is `{}`: it must be `us`, `na`, `uk`, `de`, `eu` or `jp`",
                options.region
            ));
        }
        if options.sellers.is_empty() || options.sellers.len() > usize::from(u16::MAX) {
            return Err("`sellers` must hold at least one seller".to_owned());
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Options};

    #[test]
    fn options_are_read_and_checked() {
        let options = Options::parse(r#"{"region":"jp","clock":"manual","seed":7}"#).unwrap();
        assert_eq!((options.clock, options.seed), (Clock::Manual, 7));
        assert_eq!(options.sellers.len(), 2);
        assert!(Options::parse(r#"{"region":"mars"}"#).unwrap_err().contains("`mars`"));
        assert!(Options::parse(r#"{"sead":1}"#).unwrap_err().contains("sead"));
        assert!(Options::parse("{").is_err());
    }
}
