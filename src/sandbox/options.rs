//! How a sandbox is made: what `Sandbox.create` and the command line give, as JSON. It refuses
//! names that it does not know.

use serde_json::Value;

use super::calendar::Moment;
use super::members::{FromJson, Members};
use super::sellers::{self, Seller};
use super::settings::Settings;
use crate::model::region;

/// How a sandbox is made.
#[derive(Clone, Debug)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The host's clock, and `advance`.
    Real,
    /// `advance` alone.
    Manual,
}

impl FromJson for Clock {
    const MUST_BE: &'static str = "`real` or `manual`";
    fn from_json(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "real" => Some(Self::Real),
            "manual" => Some(Self::Manual),
            _ => None,
        }
    }
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
        let value: Value = serde_json::from_str(json)
            .map_err(|error| format!("the sandbox's options are no JSON: {error}"))?;
        let mut options = Self::default();
        let mut members = Members::of(&value, "")?;
        members.put("region", &mut options.region)?;
        members.put("seed", &mut options.seed)?;
        members.put("throttling", &mut options.throttling)?;
        members.put("start", &mut options.start)?;
        members.put("clientId", &mut options.client_id)?;
        members.put("allowedHosts", &mut options.allowed_hosts)?;
        members.put("clock", &mut options.clock)?;
        if let Some(settings) = members.raw("settings") {
            options.settings = Settings::from_json(settings)?;
        }
        if let Some(sellers) = members.raw("sellers") {
            options.sellers = sellers::from_json(sellers)?;
        }
        members.finish()?;
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
