//! What is told to a person: what a diagnosis finds, what to do about a state, and why Login with
//! Amazon refuses a token.

use super::{Codes, code};

/// What `diagnose` finds.
pub static FINDINGS: Codes = Codes {
    name: "FindingCode",
    doc: "What a diagnosis can find. New words may come.",
    open: true,
    codes: &[
        code(
            "clock",
            "This machine's clock is off by more than five minutes; the service refuses what is more \
             than 15 minutes off.",
            "Set it by NTP.",
        ),
        code(
            "access-key",
            "The service does not know the access key.",
            "Copy it anew, and check `region`.",
        ),
        code(
            "secret-key",
            "The signature does not match: the secret key does not belong to the access key, or \
             something between rewrites the request.",
            "Copy the secret key anew; behind a proxy that rewrites Host, set `signedHost`.",
        ),
        code(
            "region",
            "Keys, or the id, belong to another region.",
            "Set `region` to the one that the remedy names.",
        ),
        code(
            "environment",
            "Keys, or the id, belong to the sandbox instead of production, or the reverse.",
            "Set `sandbox` as the remedy says.",
        ),
        code(
            "permission",
            "These keys may not act for this seller, not on this object, or not on billing agreements.",
            "Check `merchantId` and, for a solution provider, `mwsAuthToken`; recurring payments are \
             enabled by Amazon.",
        ),
        code(
            "account",
            "The account is suspended or not completely registered.",
            "Complete the registration, or ask Amazon.",
        ),
        code(
            "id",
            "The id is none that this service gives out, or the service does not know it.",
            "Give it whole, as it came.",
        ),
        code(
            "endpoint",
            "What answers is not this API.",
            "Check `endpoint`, and look for a proxy or a sign-in page between.",
        ),
        code(
            "unreachable",
            "The host can't be reached, or time ran out.",
            "Check name resolution, firewall and proxy; give a longer `deadline`.",
        ),
        code(
            "throttled",
            "Calls come too fast, so nothing more can be told.",
            "Wait a minute and try again.",
        ),
        code(
            "service",
            "The service answers something that says nothing about keys or clock.",
            "Try again later; if it stays so, ask Amazon.",
        ),
    ],
};

/// What to do about a state; `verdict.rs` says when.
pub static ACTIONS: Codes = Codes {
    name: "AdviceAction",
    doc: "What there is to do about a state. New words may come.",
    open: true,
    codes: &[
        code("done", "Nothing is left to be decided.", "Go on: deliver, or book it."),
        code("capture", "The amount is reserved.", "Capture it when you ship."),
        code(
            "wait",
            "It is not decided yet, or Amazon examines it.",
            "Wait for the notification, or poll; do not treat it as failed.",
        ),
        code(
            "retry",
            "A soft decline: the same payment method may pass.",
            "Authorize once more with a new reference id.",
        ),
        code(
            "retry-later",
            "Amazon's processing failed for a moment.",
            "Authorize again after `wait` milliseconds with a new reference id.",
        ),
        code(
            "retry-asynchronously",
            "The decision did not come within the few seconds of a synchronous authorization.",
            "Authorize again with a new reference id and `transactionTimeout` 1440.",
        ),
        code(
            "change-payment-method",
            "The payment method can't pay; the order reference waits for another one.",
            "Let the buyer choose another in the wallet widget, or ask by mail.",
        ),
        code(
            "offer-another-method",
            "Amazon Pay will not pay this order.",
            "Offer another way to pay, or cancel the order.",
        ),
        code(
            "authorize-anew",
            "The reservation is gone, and money may still be due.",
            "Authorize anew with a new reference id, if it is.",
        ),
        code(
            "authenticate",
            "The buyer's bank wants to see him.",
            "Let the page finish its confirmation flow, then charge with the same reference id.",
        ),
        code("stop", "The order was cancelled.", "Do nothing: nothing is due."),
    ],
};

/// Why Login with Amazon refuses a token: the `code` of the `ServiceError` of `getUserInfo`.
pub static SIGN_IN: Codes = Codes {
    name: "SignInCode",
    doc: "Why Login with Amazon refuses a token. Nothing was changed.",
    open: true,
    codes: &[
        code(
            "invalid_token",
            "The token is wrong or has expired after an hour (HTTP 400).",
            "Let the buyer sign in again.",
        ),
        code(
            "invalid_request",
            "The question lacks something (HTTP 400, unconfirmed).",
            "Check that the token arrived whole.",
        ),
        code(
            "insufficient_scope",
            "The buyer did not allow this (HTTP 403, unconfirmed).",
            "Ask for the scope `profile` when the buyer signs in.",
        ),
        code(
            "ServerError",
            "Login with Amazon failed (HTTP 500, unconfirmed).",
            "It was repeated already; try again later.",
        ),
        code("unknown", "It refused without a code that can be read.", "Look at `status`."),
    ],
};
