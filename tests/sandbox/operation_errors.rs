//! Errors of single operations: for each code of the reference, what brings it about in each operation
//! that it names (operations.md 10.2). `errors.rs` says how a row is checked and that none is missing.

use serde_json::json;

use super::error_scenes::*;
use super::errors::rows;
use super::shop::Shop;

const NO_ORDER: &str = "S01-0000000-0000000";
const NO_AGREEMENT: &str = "C01-0000000-0000000";
const ILLEGAL: &str = r#"{"SandboxSimulation":{"State":"Canceled","ReasonCode":"AmazonCanceled"}}"#;

/// Both names of the buyer's token.
const BOTH_TOKENS: [(&str, &str); 2] = [("AccessToken", "a"), ("AddressConsentToken", "a")];

rows! {
    ambiguous_token "AmbiguousToken" {
        "GetOrderReferenceDetails": |shop| {
            let id = shop.draft();
            on_order(shop, "GetOrderReferenceDetails", &id, &BOTH_TOKENS)
        },
        "GetBillingAgreementDetails": |shop| {
            let id = shop.draft_agreement();
            on_agreement(shop, "GetBillingAgreementDetails", &id, &BOTH_TOKENS)
        },
    }
    invalid_address_consent_token "InvalidAddressConsentToken" {
        "GetOrderReferenceDetails": |shop| {
            let id = shop.draft();
            on_order(shop, "GetOrderReferenceDetails", &id, &BOTH_TOKENS[1..])
        },
        "GetBillingAgreementDetails": |shop| {
            let id = shop.draft_agreement();
            on_agreement(shop, "GetBillingAgreementDetails", &id, &BOTH_TOKENS[1..])
        },
    }
    billing_agreement_constraints_exist "BillingAgreementConstraintsExist" {
        "ConfirmBillingAgreement": |shop| {
            let answer = shop.control("POST", "/sandbox/billing-agreements", json!({}));
            let id = answer["amazonBillingAgreementId"].as_str().unwrap();
            on_agreement(shop, "ConfirmBillingAgreement", id, &[])
        },
    }
    billing_agreement_not_modifiable "BillingAgreementNotModifiable" {
        "SetBillingAgreementDetails": |shop| {
            let id = shop.open_agreement();
            let note = [("BillingAgreementAttributes.SellerNote", "x")];
            on_agreement(shop, "SetBillingAgreementDetails", &id, &note)
        },
    }
    capture_not_refundable "CaptureNotRefundable" {
        "Refund": |shop| {
            let id = authorized(shop);
            let note = r#"{"SandboxSimulation":{"State":"Pending"}}"#;
            let id = capture(shop, &id, ("a", "10", "USD", note)).get("AmazonCaptureId");
            refund(shop, &id, ("b", "1", "USD", ""))
        },
    }
    constraints_exist "ConstraintsExist" {
        "ConfirmOrderReference": |shop| {
            let id = shop.draft();
            on_order(shop, "ConfirmOrderReference", &id, &[])
        },
        "CreateOrderReferenceForId": |shop| {
            let id = shop.open_agreement();
            let note = r#"{"SandboxSimulation":{"Constraint":"PaymentMethodNotAllowed"}}"#;
            make_order(shop, &id, &[
                ("ConfirmNow", "true"),
                ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
                ("OrderReferenceAttributes.SellerNote", note),
            ])
        },
    }
    currency_mismatch "CurrencyMismatch" {
        "SetOrderReferenceDetails": |shop| {
            *shop = Shop::with(json!({ "region": "de" }));
            let id = shop.draft_with(json!({ "currencyCode": "GBP" }));
            set_total(shop, &id, "EUR")
        },
        "ConfirmOrderReference": |shop| {
            let id = shop.draft();
            shop.set_total(&id, "10");
            let amount = [("AuthorizationAmount.Amount", "1"), ("AuthorizationAmount.CurrencyCode", "EUR")];
            on_order(shop, "ConfirmOrderReference", &id, &amount)
        },
        "Authorize": |shop| {
            let id = shop.open();
            authorize(shop, &id, ("a", "1", "EUR", ""))
        },
        "Capture": |shop| {
            let id = authorized(shop);
            capture(shop, &id, ("a", "1", "EUR", ""))
        },
        "Refund": |shop| {
            let id = captured(shop);
            refund(shop, &id, ("a", "1", "EUR", ""))
        },
        "AuthorizeOnBillingAgreement": |shop| {
            let id = shop.open_agreement();
            charge(shop, &id, ("a", "1", "EUR", ""))
        },
        "CreateOrderReferenceForId": |shop| {
            let id = shop.open_agreement();
            make_order(shop, &id, &[
                ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "EUR"),
            ])
        },
    }
    currency_unsupported "CurrencyUnsupported" {
        "SetOrderReferenceDetails": |shop| {
            let id = shop.draft();
            set_total(shop, &id, "XAU")
        },
    }
    duplicate_reference_id "DuplicateReferenceId" {
        "Authorize": |shop| {
            let (one, other) = (shop.open(), shop.open());
            authorize(shop, &one, ("a", "1", "USD", ""));
            authorize(shop, &other, ("a", "1", "USD", ""))
        },
        "Capture": |shop| {
            let (one, other) = (authorized(shop), authorized(shop));
            capture(shop, &one, ("a", "1", "USD", ""));
            capture(shop, &other, ("a", "1", "USD", ""))
        },
        "Refund": |shop| {
            let (one, other) = (captured(shop), captured(shop));
            refund(shop, &one, ("a", "1", "USD", ""));
            refund(shop, &other, ("a", "1", "USD", ""))
        },
        "AuthorizeOnBillingAgreement": |shop| {
            let (one, other) = (shop.open_agreement(), shop.open_agreement());
            charge(shop, &one, ("a", "1", "USD", ""));
            charge(shop, &other, ("a", "1", "USD", ""))
        },
    }
    duplicate_request "DuplicateRequest" {
        "Authorize": |shop| {
            let id = shop.open();
            authorize(shop, &id, ("a", "1", "USD", ""));
            authorize(shop, &id, ("a", "2", "USD", ""))
        },
        "Capture": |shop| {
            let id = authorized(shop);
            capture(shop, &id, ("a", "1", "USD", ""));
            capture(shop, &id, ("a", "2", "USD", ""))
        },
        "Refund": |shop| {
            let id = captured(shop);
            refund(shop, &id, ("a", "1", "USD", ""));
            refund(shop, &id, ("a", "2", "USD", ""))
        },
        "AuthorizeOnBillingAgreement": |shop| {
            let id = shop.open_agreement();
            charge(shop, &id, ("a", "1", "USD", ""));
            charge(shop, &id, ("a", "2", "USD", ""))
        },
        "ReverseProviderCredit": |shop| {
            let id = credit(shop);
            reverse(shop, &id, "a", "1");
            reverse(shop, &id, "a", "2")
        },
    }
    invalid_authorization_status "InvalidAuthorizationStatus" {
        "CloseAuthorization": |shop| {
            let id = authorized(shop);
            capture(shop, &id, ("a", "1", "USD", ""));
            shop.call("CloseAuthorization", &[("AmazonAuthorizationId", &id)])
        },
        "Capture": |shop| {
            let id = authorized(shop);
            shop.ok("CloseAuthorization", &[("AmazonAuthorizationId", &id)]);
            capture(shop, &id, ("a", "1", "USD", ""))
        },
    }
    invalid_billing_agreement_id "InvalidBillingAgreementId" {
        "GetBillingAgreementDetails": |shop| on_agreement(shop, "GetBillingAgreementDetails", NO_AGREEMENT, &[]),
        "SetBillingAgreementDetails": |shop| {
            let note = [("BillingAgreementAttributes.SellerNote", "x")];
            on_agreement(shop, "SetBillingAgreementDetails", NO_AGREEMENT, &note)
        },
        "ConfirmBillingAgreement": |shop| on_agreement(shop, "ConfirmBillingAgreement", NO_AGREEMENT, &[]),
        "ValidateBillingAgreement": |shop| on_agreement(shop, "ValidateBillingAgreement", NO_AGREEMENT, &[]),
        "AuthorizeOnBillingAgreement": |shop| charge(shop, NO_AGREEMENT, ("a", "1", "USD", "")),
        "CreateOrderReferenceForId": |shop| make_order(shop, NO_AGREEMENT, &[]),
        "CloseBillingAgreement": |shop| on_agreement(shop, "CloseBillingAgreement", NO_AGREEMENT, &[]),
    }
    invalid_billing_agreement_status "InvalidBillingAgreementStatus" {
        "ConfirmBillingAgreement": |shop| {
            let id = closed_agreement(shop);
            on_agreement(shop, "ConfirmBillingAgreement", &id, &[])
        },
        "ValidateBillingAgreement": |shop| {
            let id = shop.draft_agreement();
            on_agreement(shop, "ValidateBillingAgreement", &id, &[])
        },
        "AuthorizeOnBillingAgreement": |shop| {
            let id = shop.draft_agreement();
            charge(shop, &id, ("a", "1", "USD", ""))
        },
        "CreateOrderReferenceForId": |shop| {
            let id = closed_agreement(shop);
            make_order(shop, &id, &[])
        },
        "CloseBillingAgreement": |shop| {
            let id = shop.draft_agreement();
            on_agreement(shop, "CloseBillingAgreement", &id, &[])
        },
    }
    invalid_cancel_attempt "InvalidCancelAttempt" {
        "CancelOrderReference": |shop| {
            let id = shop.open();
            shop.captured(&id, "1");
            on_order(shop, "CancelOrderReference", &id, &[])
        },
    }
    invalid_close_attempt "InvalidCloseAttempt" {
        "CloseOrderReference": |shop| {
            let id = shop.draft();
            on_order(shop, "CloseOrderReference", &id, &[])
        },
    }
    invalid_order_reference_id "InvalidOrderReferenceId" {
        "SetOrderReferenceDetails": |shop| set_total(shop, NO_ORDER, "USD"),
        "SetOrderAttributes": |shop| set_attribute(shop, NO_ORDER),
        "ConfirmOrderReference": |shop| on_order(shop, "ConfirmOrderReference", NO_ORDER, &[]),
        "GetOrderReferenceDetails": |shop| on_order(shop, "GetOrderReferenceDetails", NO_ORDER, &[]),
        "CancelOrderReference": |shop| on_order(shop, "CancelOrderReference", NO_ORDER, &[]),
        "CloseOrderReference": |shop| on_order(shop, "CloseOrderReference", NO_ORDER, &[]),
        "Authorize": |shop| authorize(shop, NO_ORDER, ("a", "1", "USD", "")),
    }
    invalid_order_reference_status "InvalidOrderReferenceStatus" {
        "ConfirmOrderReference": |shop| {
            let id = shop.open();
            on_order(shop, "CloseOrderReference", &id, &[]);
            on_order(shop, "ConfirmOrderReference", &id, &[])
        },
        "Authorize": |shop| {
            let id = shop.draft();
            authorize(shop, &id, ("a", "1", "USD", ""))
        },
    }
    invalid_sandbox_simulation_specified "InvalidSandboxSimulationSpecified" {
        "SetOrderReferenceDetails": |shop| {
            let id = shop.draft();
            on_order(shop, "SetOrderReferenceDetails", &id, &[
                ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
                ("OrderReferenceAttributes.SellerNote", ILLEGAL),
            ])
        },
        "CloseOrderReference": |shop| {
            let id = shop.open();
            on_order(shop, "CloseOrderReference", &id, &[("ClosureReason", ILLEGAL)])
        },
        "Authorize": |shop| {
            let id = shop.open();
            authorize(shop, &id, ("a", "1", "USD", ILLEGAL))
        },
        "Capture": |shop| {
            let id = authorized(shop);
            capture(shop, &id, ("a", "1", "USD", ILLEGAL))
        },
        "Refund": |shop| {
            let id = captured(shop);
            refund(shop, &id, ("a", "1", "USD", ILLEGAL))
        },
        "AuthorizeOnBillingAgreement": |shop| {
            let id = shop.open_agreement();
            charge(shop, &id, ("a", "1", "USD", ILLEGAL))
        },
    }
    invalid_transaction_id "InvalidTransactionId" {
        "GetAuthorizationDetails": |shop| {
            shop.call("GetAuthorizationDetails", &[("AmazonAuthorizationId", "S01-0000000-0000000-A000000")])
        },
        "CloseAuthorization": |shop| {
            shop.call("CloseAuthorization", &[("AmazonAuthorizationId", "S01-0000000-0000000-A000000")])
        },
        "Capture": |shop| capture(shop, "S01-0000000-0000000-A000000", ("a", "1", "USD", "")),
        "GetCaptureDetails": |shop| {
            shop.call("GetCaptureDetails", &[("AmazonCaptureId", "S01-0000000-0000000-C000000")])
        },
        "Refund": |shop| refund(shop, "S01-0000000-0000000-C000000", ("a", "1", "USD", "")),
        "GetRefundDetails": |shop| {
            shop.call("GetRefundDetails", &[("AmazonRefundId", "S01-0000000-0000000-R000000")])
        },
        "GetProviderCreditDetails": |shop| {
            shop.call("GetProviderCreditDetails", &[("AmazonProviderCreditId", "S01-0000000-0000000-P000000")])
        },
        "GetProviderCreditReversalDetails": |shop| {
            let unknown = [("AmazonProviderCreditReversalId", "S01-0000000-0000000-Q000000")];
            shop.call("GetProviderCreditReversalDetails", &unknown)
        },
        "ReverseProviderCredit": |shop| reverse(shop, "S01-0000000-0000000-P000000", "a", "1"),
    }
    order_reference_count_exceeded "OrderReferenceCountExceeded" {
        "CreateOrderReferenceForId": |shop| {
            let id = shop.draft_agreement();
            make_order(shop, &id, &[]);
            make_order(shop, &id, &[])
        },
    }
    order_reference_not_modifiable "OrderReferenceNotModifiable" {
        "SetOrderReferenceDetails": |shop| {
            let id = shop.open();
            set_total(shop, &id, "USD")
        },
        "SetOrderAttributes": |shop| {
            let id = shop.open();
            set_attribute(shop, &id)
        },
    }
    payment_method_not_updated "PaymentMethodNotUpdated" {
        "ConfirmOrderReference": |shop| {
            let id = suspended_order(shop);
            on_order(shop, "ConfirmOrderReference", &id, &[])
        },
        "ConfirmBillingAgreement": |shop| {
            let id = suspended_agreement(shop);
            on_agreement(shop, "ConfirmBillingAgreement", &id, &[])
        },
    }
    periodic_amount_exceeded "PeriodicAmountExceeded" {
        "AuthorizeOnBillingAgreement": |shop| {
            let id = shop.open_agreement();
            charge(shop, &id, ("a", "1000.01", "USD", ""))
        },
    }
    transaction_amount_exceeded "TransactionAmountExceeded" {
        "Authorize": |shop| {
            let id = shop.open();
            authorize(shop, &id, ("a", "115.01", "USD", ""))
        },
        "Capture": |shop| {
            let id = authorized(shop);
            capture(shop, &id, ("a", "10.01", "USD", ""))
        },
        "Refund": |shop| {
            let id = captured(shop);
            refund(shop, &id, ("a", "11.51", "USD", ""))
        },
        "AuthorizeOnBillingAgreement": |shop| {
            let id = shop.open_agreement();
            charge(shop, &id, ("a", "150000.01", "USD", ""))
        },
        "ReverseProviderCredit": |shop| {
            let id = credit(shop);
            reverse(shop, &id, "a", "3.01")
        },
    }
    transaction_count_exceeded "TransactionCountExceeded" {
        "Authorize": |shop| {
            let id = shop.open();
            (0..10).for_each(|_| drop(shop.authorized(&id, "1")));
            authorize(shop, &id, ("a", "1", "USD", ""))
        },
        "Refund": |shop| {
            *shop = Shop::new();
            let id = captured(shop);
            (0..10).for_each(|_| assert_eq!(shop.refund(&id, "0.1", &[]).status, 200));
            refund(shop, &id, ("a", "0.1", "USD", ""))
        },
    }
    unauthorized_solution_provider "UnauthorizedSolutionProvider" {
        "GetMerchantAccountStatus": |shop| {
            shop.seller_id = "A2SANDBOXSELLER".to_owned();
            shop.token = Some("amzn.mws.11111111-0000-0000-0000-000000000000".to_owned());
            shop.call("GetMerchantAccountStatus", &[])
        },
    }
}
