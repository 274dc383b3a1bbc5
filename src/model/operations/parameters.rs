//! Parameters that several operations take with the same meaning. It refuses to know which.

use crate::model::schema::{Field, flag, id, integer, list, record, text};
use crate::model::shapes::{money::PRICE_INPUT, provider_credit::PROVIDER_CREDIT_LIST};

pub(super) const AMAZON_ORDER_REFERENCE_ID: Field = id("AmazonOrderReferenceId").required().doc(
    "Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox \
     (operations 2.5, 5.1).",
);

pub(super) const AMAZON_BILLING_AGREEMENT_ID: Field =
    id("AmazonBillingAgreementId").required().doc(
        "Id of the billing agreement, from Amazon's widgets: `B…` in production, `C…` in the \
         sandbox (operations 2.5, 5.20).",
    );

pub(super) const AMAZON_AUTHORIZATION_ID: Field = id("AmazonAuthorizationId")
    .required()
    .doc("Id of the authorization, from the answer that made it (operations 2.5, 5.10).");

pub(super) const AMAZON_CAPTURE_ID: Field = id("AmazonCaptureId").required().doc(
    "Id of the capture, from the answer that made it or the authorization's `idList` (operations \
     2.5, 5.13).",
);

pub(super) const AMAZON_PROVIDER_CREDIT_ID: Field =
    id("AmazonProviderCreditId").required().max(32).doc(
        "Id of the provider credit, from the capture's `providerCreditSummaryList` (operations \
         5.27).",
    );

pub(super) const ADDRESS_CONSENT_TOKEN: Field = id("AddressConsentToken")
    .sensitive()
    .excludes("AccessToken")
    .doc("Old name of the buyer's access token; deprecated (operations 5.4).");

pub(super) const ACCESS_TOKEN: Field =
    id("AccessToken").sensitive().excludes("AddressConsentToken").doc(
        "The buyer's token from Login with Amazon. Its scopes decide what is shown before \
         confirmation: shipping address, billing address, payment descriptor (operations 5.4).",
    );

pub(super) const SUCCESS_URL: Field = text("SuccessUrl").doc(
    "Where the buyer returns to after passing strong authentication; EU and UK (operations 5.3).",
);

pub(super) const FAILURE_URL: Field = text("FailureUrl").doc(
    "Where the buyer returns to after failing or leaving strong authentication; EU and UK \
     (operations 5.3).",
);

pub(super) const AUTHORIZATION_REFERENCE_ID: Field =
    id("AuthorizationReferenceId").required().max(32).doc(
        "Your own id for this authorization, unique among all of yours; letters, digits, `-` and \
         `_` recommended. Repeating a call with it never reserves twice: keep it before the first \
         attempt, and take a new one after a decline (operations 5.9).",
    );

pub(super) const AUTHORIZATION_AMOUNT: Field =
    record("AuthorizationAmount", &PRICE_INPUT).required().doc(
        "What to reserve, in the currency of the order's total. At most 150,000 USD, GBP or EUR, \
         10,000,000 JPY (operations 5.9, 12).",
    );

pub(super) const SELLER_AUTHORIZATION_NOTE: Field =
    text("SellerAuthorizationNote").max(255).sensitive().doc(
        "A note; the buyer sees it only with `captureNow`. In the sandbox it may carry a \
         simulation (operations 5.9, 11).",
    );

// That other values must be multiples of 5 is unconfirmed, so the service is left to say so.
pub(super) const TRANSACTION_TIMEOUT: Field = integer("TransactionTimeout", 0, 1_440).doc(
    "Minutes the service may take to decide. 0 asks for the decision in the answer, within about \
     8 seconds; otherwise the authorization starts `Pending`. The service wants multiples of 5 up \
     to 1440, and takes 1440 when it is left out (operations 5.9).",
);

pub(super) const CAPTURE_NOW: Field = flag("CaptureNow").doc(
    "Captures the amount as soon as it is authorized. The service takes false when it is left out \
     (operations 5.9).",
);

pub(super) const SOFT_DESCRIPTOR: Field = text("SoftDescriptor").max(16).doc(
    "What the buyer's statement says after `AMZ*`. In an authorization it counts only with \
     `captureNow`; in Japan for JCB cards only. Left out, it is your account's name (operations \
     5.9).",
);

pub(super) const PROVIDER_CREDITS: Field = list("ProviderCreditList", &PROVIDER_CREDIT_LIST)
    .doc("Shares of the amount that go to solution providers (operations 5.9).");

pub(super) const INHERIT_SHIPPING_ADDRESS: Field = flag("InheritShippingAddress").doc(
    "Whether the order reference takes over the agreement's address. Most documents say that the \
     service takes true when it is left out, the sandbox has been seen to take false: better give \
     it (operations 5.25).",
);
