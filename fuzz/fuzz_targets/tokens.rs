//! Parameters as they cross from JavaScript: any tokens for any operation are written and signed, or
//! refused with a reason, and what is signed can be read back as the service would.
#![no_main]

use amazon_pay_wasm::client::exchange::{Identity, Prepared, prepare};
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::protocol::flat::Tokens;
use amazon_pay_wasm::protocol::request::Defaults;
use amazon_pay_wasm::protocol::request_reader;
use amazon_pay_wasm::wire::query;
use libfuzzer_sys::fuzz_target;

const IDENTITY: Identity<'static> = Identity {
    access_key: "AKIAINVENTEDEXAMPLE1",
    secret_key: "canary/SecretKey+never=shown",
    merchant_id: "A3MERCHANTEX01",
    mws_auth_token: "",
    host: "mws.amazonservices.com",
    path: "/OffAmazonPayments_Sandbox/2013-01-01",
};

/// Whether lines break in texts alone: what else a token says is in words of the sender's own.
fn could_be_sent(tokens: &str) -> bool {
    tokens.split('\0').all(|token| token.starts_with('s') || !token.contains(['\n', '\r']))
}

fuzz_target!(|input: (u8, i64, &str)| {
    let (index, now, text) = input;
    let operation = OPERATIONS[usize::from(index) % OPERATIONS.len()];
    let defaults = Defaults { currency_code: "USD", platform_id: "", payment_domain: "" };
    let mut prepared = Prepared::default();
    let mut tokens = Tokens::new(text);
    match prepare(operation, &IDENTITY, &defaults, now, &mut tokens, &mut prepared) {
        Ok(()) => {
            let mut pairs = query::decode(prepared.body()).expect("a body is form text");
            assert_eq!(pairs.pop().expect("a signature").0, "Signature");
            assert!(pairs.is_sorted_by_key(|(name, _)| name.as_ref()), "{pairs:?}");
            // A judgement of the reader's is no fault of the writer's; it must only come to one.
            drop(request_reader::read(operation, &pairs));
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                assert!(!error.message.is_empty() && !error.message.contains("canary"));
                let lines = error.message.contains(['\n', '\r', '\0']);
                assert!(!lines || !could_be_sent(text), "{:?}", error.message);
            }
        }
    }
});
