//! What is judged before an operation runs: rows of behaviour.md 2.3, 2.4, 3.3, sandbox.md.

use amazon_pay_wasm::sandbox::{DELEGATING_MERCHANT_ID, MWS_AUTH_TOKEN, Request};
use amazon_pay_wasm::wire::query::Query;
use serde_json::json;

use crate::shop::{Answer, MINUTE, START, Shop};

fn status_call(shop: &Shop) -> Vec<(String, String)> {
    shop.parameters("GetServiceStatus", &[])
}

fn put(parameters: &mut [(String, String)], name: &str, value: &str) {
    let found = parameters.iter_mut().find(|(known, _)| known == name).unwrap();
    value.clone_into(&mut found.1);
}

fn send(shop: &mut Shop, parameters: &[(String, String)]) -> Answer {
    let body = shop.body("POST", &shop.host.clone(), parameters);
    shop.post(&body)
}

#[test]
fn both_paths_take_a_slash_and_sign_it() {
    for path in [
        "/OffAmazonPayments/2013-01-01",
        "/OffAmazonPayments/2013-01-01/",
        "/OffAmazonPayments_Sandbox/2013-01-01",
        "/OffAmazonPayments_Sandbox/2013-01-01/",
    ] {
        let mut shop = Shop::new();
        shop.path = path;
        shop.ok("GetServiceStatus", &[]);
        // Signed for another path.
        let body = shop.body("POST", &shop.host.clone(), &status_call(&shop));
        shop.path = "/OffAmazonPayments/2013-01-01";
        if path != shop.path {
            assert_eq!(shop.post(&body).code(), "SignatureDoesNotMatch");
        }
    }
}

#[test]
fn the_host_line_may_leave_the_port_out_but_not_be_another() {
    let mut shop = Shop::new();
    for (host, good) in [
        ("127.0.0.1:8180", true),
        ("127.0.0.1", true),
        ("localhost:8180", false),
        ("mws.amazonservices.com", false),
    ] {
        let body = shop.body("POST", host, &status_call(&shop));
        assert_eq!(shop.post(&body).status == 200, good, "{host}");
    }
}

#[test]
fn a_get_with_a_query_is_taken_and_so_is_a_post_with_one() {
    for method in ["GET", "POST"] {
        let mut shop = Shop::new();
        let query = shop.body(method, &shop.host.clone(), &status_call(&shop));
        let target = format!("{}?{query}", shop.path);
        let headers = format!("host: {}\n", shop.host);
        let request = Request { method, target: &target, headers: &headers, body: "" };
        let response = shop.sandbox.request(&request, START, START);
        assert_eq!(response.status, 200, "{}", response.body);
    }
}

#[test]
fn any_form_encoding_of_the_same_values_is_taken() {
    let mut shop = Shop::new();
    let id = shop.open();
    let own = [("AmazonOrderReferenceId", id.as_str()), ("ClosureReason", "a b+c~'()!*é")];
    let parameters = shop.parameters("CloseOrderReference", &own);
    let body = shop.body("POST", &shop.host.clone(), &parameters);
    let body = body.replace("%20", "+").replace("%27", "'").replace("%28", "(");
    assert_eq!(shop.post(&body).status, 200);
    let order = shop.order(&id);
    assert_eq!(order.get("OrderReferenceStatus.ReasonDescription"), "a b+c~'()!*é");
}

#[test]
fn any_order_of_the_parameters_is_taken_and_of_one_name_the_first() {
    let mut shop = Shop::new();
    let signed = shop.body("POST", &shop.host.clone(), &status_call(&shop));
    let mut pairs: Vec<&str> = signed.split('&').collect();
    pairs.reverse();
    assert_eq!(shop.post(&pairs.join("&")).status, 200);
    let twice =
        |values: [&str; 2]| format!("{signed}&Signature={}&Signature={}", values[0], values[1]);
    let rest: Vec<&str> =
        signed.split('&').filter(|pair| !pair.starts_with("Signature=")).collect();
    let signature = signed.split('&').find_map(|pair| pair.strip_prefix("Signature=")).unwrap();
    assert_eq!(shop.post(&twice(["x", "y"])).status, 200);
    let first_is_wrong = format!("{}&Signature=x&Signature={signature}", rest.join("&"));
    assert_eq!(shop.post(&first_is_wrong).code(), "SignatureDoesNotMatch");
}

#[test]
fn hmac_sha1_is_legal() {
    use base64::Engine as _;
    use hmac::{Hmac, KeyInit as _, Mac as _};
    let mut shop = Shop::new();
    let mut parameters = status_call(&shop);
    put(&mut parameters, "SignatureMethod", "HmacSHA1");
    let mut query = Query::new();
    parameters.iter().for_each(|(name, value)| query.push("", name, value));
    let mut body = String::new();
    query.canonical(&mut body);
    let text = format!("POST\n{}\n{}\n{body}", shop.host, shop.path);
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(shop.secret_key.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let signature = base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes());
    body.push_str("&Signature=");
    amazon_pay_wasm::wire::percent::encode(&mut body, &signature);
    assert_eq!(shop.post(&body).status, 200);
}

#[test]
fn signature_does_not_match() {
    let mut shop = Shop::new();
    shop.secret_key.push('x');
    let answer = shop.call("GetServiceStatus", &[]);
    assert_eq!((answer.status, answer.code().as_str()), (403, "SignatureDoesNotMatch"));
    assert!(answer.body.contains("<Type/>") && answer.has("RequestID"), "{}", answer.body);
}

#[test]
fn invalid_access_key_id() {
    let mut shop = Shop::new();
    shop.access_key = "AKIAUNKNOWN".to_owned();
    assert_eq!(shop.refused("GetServiceStatus", &[]), "403 InvalidAccessKeyId");
}

#[test]
fn missing_authentication_token() {
    let mut shop = Shop::new();
    assert_eq!(shop.post("Action=GetServiceStatus").code(), "MissingAuthenticationToken");
    assert_eq!(shop.post("").status, 403);
}

#[test]
fn request_expired_beyond_a_quarter_of_an_hour() {
    for (off, good) in [
        (15 * MINUTE, true),
        (-15 * MINUTE, true),
        (15 * MINUTE + 1_000, false),
        (-15 * MINUTE - 1_000, false),
    ] {
        let mut shop = Shop::new();
        shop.wall = START + off;
        let body = shop.body("POST", &shop.host.clone(), &status_call(&shop));
        shop.wall = START;
        let answer = shop.post(&body);
        assert_eq!(answer.status == 200, good, "{off}");
        if !good {
            assert_eq!((answer.status, answer.code().as_str()), (400, "RequestExpired"));
        }
    }
    // The service's time may be a month ahead: the host's clock decides.
    let mut shop = Shop::new();
    shop.advance(30 * 24 * 60 * MINUTE);
    shop.ok("GetServiceStatus", &[]);
    // A skew of the service's is a setting, and so is the code.
    let mut shop =
        Shop::set(json!({ "skew": 20 * MINUTE, "expiredCode": "InvalidParameterValue" }));
    assert_eq!(shop.refused("GetServiceStatus", &[]), "400 InvalidParameterValue");
}

#[test]
fn every_form_of_timestamp_is_taken() {
    for text in [
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05z",
    ] {
        let mut shop = Shop::new();
        let mut parameters = status_call(&shop);
        put(&mut parameters, "Timestamp", text);
        assert_eq!(send(&mut shop, &parameters).status, 200, "{text}");
    }
    let mut shop = Shop::new();
    let mut parameters = status_call(&shop);
    put(&mut parameters, "Timestamp", "yesterday");
    assert_eq!(send(&mut shop, &parameters).code(), "InvalidParameterValue");
}

#[test]
fn missing_and_wrong_common_parameters() {
    for name in ["Action", "SignatureMethod", "SignatureVersion", "Timestamp", "Version"] {
        let mut shop = Shop::new();
        let mut parameters = status_call(&shop);
        parameters.retain(|(known, _)| known != name);
        let answer = send(&mut shop, &parameters);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (400, "InvalidParameterValue"),
            "{name}"
        );
        assert!(answer.message().contains(name));
    }
    for (name, value, code) in [
        ("SignatureMethod", "HmacMD5", "InvalidParameterValue"),
        ("SignatureVersion", "1", "InvalidParameterValue"),
        ("Version", "2012-01-01", "InvalidAddress"),
        ("Action", "Autorize", "InvalidAddress"),
        ("Action", "authorize", "InvalidAddress"),
    ] {
        let mut shop = Shop::new();
        let mut parameters = status_call(&shop);
        put(&mut parameters, name, value);
        assert_eq!(send(&mut shop, &parameters).code(), code, "{name}");
    }
    let mut shop = Shop::new();
    shop.path = "/OffAmazonPayments_Sandbox/2012-01-01";
    assert_eq!(shop.refused("GetServiceStatus", &[]), "404 InvalidAddress");
}

#[test]
fn the_seller_may_be_left_out_where_ruby_does() {
    let mut shop = Shop::new();
    let mut parameters = status_call(&shop);
    parameters.retain(|(known, _)| known != "SellerId");
    assert_eq!(send(&mut shop, &parameters).status, 200);
    let mut parameters =
        shop.parameters("GetOrderReferenceDetails", &[("AmazonOrderReferenceId", "S01")]);
    parameters.retain(|(known, _)| known != "SellerId");
    assert_eq!(send(&mut shop, &parameters).code(), "InvalidParameterValue");
}

#[test]
fn unknown_parameters_are_ignored() {
    let mut shop = Shop::new();
    shop.ok("GetServiceStatus", &[("PlatformId", "A1PLATFORM"), ("Nonsense.1.x", "y")]);
}

#[test]
fn a_provider_acts_for_the_seller_who_delegated() {
    let mut shop = Shop::new();
    shop.seller_id = DELEGATING_MERCHANT_ID.to_owned();
    let denied = shop.call("GetServiceStatus", &[]);
    assert_eq!((denied.status, denied.code().as_str()), (401, "AccessDenied"));
    assert_eq!(denied.message(), "Access to OffAmazonPayments_Sandbox.GetServiceStatus is denied");
    shop.token = Some("amzn.mws.11111111-0000-0000-0000-000000000000".to_owned());
    assert_eq!(shop.refused("GetServiceStatus", &[]), "401 AccessDenied");
    assert_eq!(shop.refused("GetMerchantAccountStatus", &[]), "401 UnauthorizedSolutionProvider");
    shop.token = Some(MWS_AUTH_TOKEN.to_owned());
    assert_eq!(shop.ok("GetMerchantAccountStatus", &[]).get("AccountStatus"), "ACTIVE");
    let id = shop.open_with(json!({ "merchantId": DELEGATING_MERCHANT_ID }));
    shop.captured(&id, "10");
    // The provider may not touch it as himself, nor anything else that is not his.
    shop.token = None;
    shop.seller_id = amazon_pay_wasm::sandbox::MERCHANT_ID.to_owned();
    let own = [("AmazonOrderReferenceId", id.as_str())];
    assert_eq!(shop.refused("GetOrderReferenceDetails", &own), "401 UnauthorizedAccess");
    shop.seller_id = "A9NOBODY".to_owned();
    assert_eq!(shop.refused("GetServiceStatus", &[]), "401 AccessDenied");
    assert_eq!(
        shop.call("GetMerchantAccountStatus", &[]).message(),
        "The Solution Provider : A1SANDBOXSELLER is not authorized for getting the status of \
         provided merchant : A9NOBODY"
    );
}

#[test]
fn what_is_no_token_is_refused_even_for_oneself() {
    let mut shop = Shop::new();
    shop.token = Some("undefined".to_owned());
    assert_eq!(shop.refused("GetServiceStatus", &[]), "401 AccessDenied");
}

#[test]
fn invalid_account_status() {
    let mut shop = Shop::new();
    let id = shop.draft();
    shop.amazon("A1SANDBOXSELLER", json!({ "action": "suspend" }));
    let own = [("AmazonOrderReferenceId", id.as_str())];
    assert_eq!(shop.refused("GetOrderReferenceDetails", &own), "403 InvalidAccountStatus");
    assert_eq!(shop.ok("GetMerchantAccountStatus", &[]).get("AccountStatus"), "INACTIVE");
    shop.amazon("A1SANDBOXSELLER", json!({ "action": "reinstate" }));
    shop.order(&id);
}

#[test]
fn an_id_of_the_other_world() {
    for (setting, expected) in [
        ("internal-error", "500 InternalServerError"),
        ("not-found", "404 InvalidOrderReferenceId"),
    ] {
        let mut shop = Shop::set(json!({ "wrongEnvironment": setting }));
        let id = shop.draft();
        shop.path = "/OffAmazonPayments/2013-01-01";
        let own = [("AmazonOrderReferenceId", id.as_str())];
        assert_eq!(shop.refused("GetOrderReferenceDetails", &own), expected);
    }
}

#[test]
fn statuses_of_faults_are_a_setting() {
    let mut shop = Shop::set(json!({ "faultStatuses": { "ConstraintsExist": 404 } }));
    let id = shop.draft();
    let own = [("AmazonOrderReferenceId", id.as_str())];
    assert_eq!(shop.refused("ConfirmOrderReference", &own), "404 ConstraintsExist");
}

#[test]
fn answers_look_as_the_services() {
    let mut shop = Shop::new();
    let answer = shop.ok("GetServiceStatus", &[]);
    let header = |name| {
        let headers = &answer.response.headers;
        headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    };
    assert_eq!(header("content-type").as_deref(), Some("text/xml"));
    assert_eq!(header("x-mws-request-id"), Some(answer.get("ResponseMetadata.RequestId")));
    assert!(header("x-mws-timestamp").is_some() && header("x-mws-response-context").is_some());
    let namespace = "http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01";
    assert!(answer.body.contains(&format!("<GetServiceStatusResponse xmlns=\"{namespace}\">")));
}

#[test]
fn hostile_bodies_are_refused_and_nothing_stops() {
    let mut shop = Shop::new();
    for body in [
        "%",
        "%zz=1",
        "a=%ff%fe",
        &"a=1&".repeat(2_000),
        // Where each is put before all that came, this takes minutes.
        &(0..120_000).rev().map(|name| format!("{name:06}=&")).collect::<String>(),
        &"x".repeat(1_500_000),
        "&&&&",
        "=",
        "Action",
    ] {
        let answer = shop.post(body);
        assert!((400..500).contains(&answer.status), "{}", answer.body);
        assert_eq!(shop.sandbox.stopped(), None);
    }
}
