//! Certificates as other programs write them, and bytes that are none: the reader says what stands
//! there or nothing, and never panics. The vectors hold no private key; nobody has one any more.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]

use amazon_pay_wasm::protocol::notification::{CertificateFault, signing_certificate};
use amazon_pay_wasm::wire::certificate::read;
use amazon_pay_wasm::wire::timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::collection::vec;
use proptest::prelude::*;

fn der(base64: &str) -> Vec<u8> {
    STANDARD.decode(base64.trim()).unwrap()
}

fn rsa() -> Vec<u8> {
    der(include_str!("vectors/certificates/rsa.txt"))
}

#[test]
fn a_certificate_by_openssl_may_sign() {
    let der = rsa();
    let certificate = signing_certificate(&der).unwrap();
    assert_eq!(certificate.common_name, Some(&b"sns.amazonaws.com"[..]), "behind four other names");
    assert_eq!(certificate.rsa_bits, 2048);
    assert_eq!(certificate.public_key.len(), 294);
    assert_eq!(certificate.not_before, timestamp::parse("2026-11-22T21:34:27Z").unwrap());
    assert_eq!(certificate.not_after, timestamp::parse("2036-11-19T21:34:27Z").unwrap());
}

#[test]
fn a_key_on_a_curve_may_not() {
    let der = der(include_str!("vectors/certificates/elliptic-curve.txt"));
    assert_eq!(read(&der).unwrap().rsa_bits, 0);
    assert_eq!(
        read(&der).unwrap().not_after,
        timestamp::parse("2081-08-25T21:34:27Z").unwrap(),
        "GeneralizedTime"
    );
    assert_eq!(signing_certificate(&der), Err(CertificateFault::Key));
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in vec(any::<u8>(), 0..400)) {
        prop_assert!(signing_certificate(&bytes).is_err());
    }

    #[test]
    fn changed_bytes_never_panic(changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = rsa();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
        }
        if let Some(certificate) = read(&bytes) {
            prop_assert!(certificate.public_key.len() < bytes.len());
            prop_assert!(certificate.rsa_bits < bytes.len() * 8);
        }
    }

    #[test]
    fn a_cut_certificate_is_none(at in any::<prop::sample::Index>()) {
        let bytes = rsa();
        let (cut, _) = bytes.split_at(at.index(bytes.len()));
        prop_assert_eq!(read(cut), None);
    }
}
