//! Who may call: key, signature, clock and seller of a request are judged here, before any
//! operation is known to run (behaviour.md 2.4, 3.3).

use super::fault::{By, Fault};
use super::http::Request;
use super::identifier::Environment;
use super::parameters::Parameters;
use super::sellers::SellerAt;
use super::world::World;
use crate::model::operations;
use crate::model::region::API_VERSION;
use crate::model::schema::{Operation, Resource};
use crate::wire::signature::{SignatureMethod, string_head, verify};
use crate::wire::timestamp;

/// Operations that clients call without a seller; the key's owner is meant (operations.md 2.2).
const WITHOUT_SELLER: [&str; 2] = ["GetServiceStatus", "ListOrderReferenceByNextToken"];

/// An operation ready to run.
#[derive(Debug)]
pub struct Admitted {
    /// Its place in the table.
    pub index: usize,
    /// The operation.
    pub operation: &'static Operation,
    /// For whom.
    pub seller: SellerAt,
    /// By whom.
    pub caller: SellerAt,
    /// In which world.
    pub environment: Environment,
}

impl World {
    /// Judges who calls, and whether the request is genuine and fresh.
    pub fn admit(
        &self,
        request: &Request<'_>,
        parameters: &Parameters<'_>,
        environment: Environment,
        wall: i64,
    ) -> Result<Admitted, Fault> {
        let get = |name: &str| parameters.get(name);
        let (Some(key), Some(signature)) = (get("AWSAccessKeyId"), get("Signature")) else {
            return Err(Fault::front_door(
                "MissingAuthenticationToken",
                "The request must contain an AWSAccessKeyId and a Signature.",
            ));
        };
        for name in ["Action", "SignatureMethod", "SignatureVersion", "Timestamp", "Version"] {
            if get(name).is_none_or(str::is_empty) {
                return Err(missing(name));
            }
        }
        let caller = self
            .sellers
            .iter()
            .position(|seller| seller.access_key.as_deref() == Some(key))
            .and_then(|at| u16::try_from(at).ok())
            .map(SellerAt)
            .ok_or_else(|| {
                Fault::front_door(
                    "InvalidAccessKeyId",
                    "The AWS Access Key Id you provided does not exist in our records.",
                )
            })?;
        self.check_signature(request, parameters, caller, signature)?;
        self.check_timestamp(get("Timestamp").unwrap_or_default(), wall)?;
        let name = get("Action").unwrap_or_default();
        let known = operations::by_name(name);
        let Some((index, operation)) = known.filter(|_| get("Version") == Some(API_VERSION)) else {
            return Err(Fault::front_door(
                "InvalidAddress",
                "The section, the version or the operation is not known.",
            ));
        };
        let seller = self.judge_seller(parameters, caller, operation, environment)?;
        Ok(Admitted { index, operation, seller, caller, environment })
    }

    fn check_signature(
        &self,
        request: &Request<'_>,
        parameters: &Parameters<'_>,
        caller: SellerAt,
        signature: &str,
    ) -> Result<(), Fault> {
        let named = |name: &str| parameters.get(name).unwrap_or_default();
        let Some(method) = SignatureMethod::from_name(named("SignatureMethod")) else {
            return Err(front_parameter("SignatureMethod", named("SignatureMethod")));
        };
        if named("SignatureVersion") != "2" {
            return Err(front_parameter("SignatureVersion", named("SignatureVersion")));
        }
        let secret = self.seller(caller)?.secret_key.as_deref().unwrap_or_default();
        let path = request.path();
        let genuine = |host: &str| {
            // As long as what came, for what was signed came so.
            let size = request.query().len() + request.body.len();
            let mut text = String::with_capacity(size + host.len() + path.len() + 16);
            string_head(&mut text, request.method, host, path);
            parameters.canonical(&mut text);
            verify(method, secret, &text, signature)
        };
        let host = request.header("host").unwrap_or_default();
        let name = without_port(host);
        let genuine = genuine(host) || (name != host && genuine(name));
        if genuine {
            return Ok(());
        }
        Err(Fault::front_door(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check \
             your AWS Secret Access Key and signing method. Consult the service documentation for \
             details.",
        ))
    }

    fn check_timestamp(&self, text: &str, wall: i64) -> Result<(), Fault> {
        let Some(moment) = timestamp::parse(text) else {
            return Err(front_parameter("Timestamp", text));
        };
        let clock = wall.saturating_add(self.settings.skew);
        if clock.saturating_sub(moment).saturating_abs() <= self.settings.clock_tolerance {
            return Ok(());
        }
        let mut fault = Fault::front_door(
            "RequestExpired",
            format!("Request has expired. Timestamp date is {text}."),
        );
        fault.code = self.settings.expired_code.clone().into();
        Err(fault)
    }

    /// Judges for whom a call is: the key's owner, or a seller who delegated to the owner.
    fn judge_seller(
        &self,
        parameters: &Parameters<'_>,
        caller: SellerAt,
        operation: &'static Operation,
        environment: Environment,
    ) -> Result<SellerAt, Fault> {
        let denied = || {
            let section = match environment {
                Environment::Live => "OffAmazonPayments",
                Environment::Sandbox => "OffAmazonPayments_Sandbox",
            };
            let name = operation.name;
            Fault::front_door("AccessDenied", format!("Access to {section}.{name} is denied"))
        };
        let token = parameters.get("MWSAuthToken").filter(|token| !token.is_empty());
        let seller = match parameters.get("SellerId").filter(|id| !id.is_empty()) {
            None if WITHOUT_SELLER.contains(&operation.name) => caller,
            None => return Err(missing("SellerId")),
            Some(id) => {
                let provider = self.seller(caller)?.merchant_id.clone();
                let delegated = self
                    .seller_named(id)
                    .filter(|at| *at == caller || self.delegates(*at, &provider, token));
                match delegated {
                    Some(at) => at,
                    None if operation.faults.contains(&"UnauthorizedSolutionProvider") => {
                        return Err(Fault::new(
                            "UnauthorizedSolutionProvider",
                            format!(
                                "The Solution Provider : {provider} is not authorized for getting \
                                 the status of provided merchant : {id}"
                            ),
                        ));
                    }
                    None => return Err(denied()),
                }
            }
        };
        // For oneself a token is needless, but what is no token at all is refused.
        if token.is_some_and(|token| !token.starts_with("amzn.mws.")) {
            return Err(denied());
        }
        let exempt = matches!(operation.resource, Resource::Merchant | Resource::Service);
        if !exempt && !self.seller(seller)?.active {
            return Err(Fault::front_door(
                "InvalidAccountStatus",
                "The merchant's account is suspended or its registration is not complete.",
            ));
        }
        Ok(seller)
    }

    fn delegates(&self, at: SellerAt, provider: &str, token: Option<&str>) -> bool {
        self.seller(at).is_ok_and(|seller| {
            seller.delegates_to.as_deref() == Some(provider)
                && seller.mws_auth_token.is_some()
                && seller.mws_auth_token.as_deref() == token
        })
    }
}

/// The exact code is not known; the wording follows that of missing structures (behaviour.md 2.4).
fn missing(name: &str) -> Fault {
    Fault::front_door(
        "InvalidParameterValue",
        format!(
            "1 validation error detected: Value null at '{name}' failed to satisfy constraint: \
             Member must not be null"
        ),
    )
}

fn front_parameter(name: &str, value: &str) -> Fault {
    Fault { by: By::FrontDoor, ..Fault::parameter(name, value) }
}

/// `localhost:8180` → `localhost`; `[::1]:8180` → `[::1]`.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit())
                && (!name.contains(':') || name.ends_with(']')) =>
        {
            name
        }
        _ => host,
    }
}
