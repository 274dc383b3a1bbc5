//! What the service's fault codes mean: may the call have been executed, is a repeat worth it, and
//! what should the merchant do. A declined payment is none of these: it is a state in an answer.

use crate::error::Executed;

/// One fault code of the service.
#[derive(Debug)]
pub struct Fault {
    /// The code, such as `InvalidOrderReferenceId`.
    pub code: &'static str,
    /// The HTTP status it comes with.
    pub status: u16,
    /// Another status that some document gives; the sources disagree.
    pub other_status: Option<u16>,
    /// Whether a document or a captured answer shows the status; suggested by us otherwise.
    pub status_confirmed: bool,
    /// Whether the same call may succeed if it is repeated.
    pub retryable: bool,
    /// Whether the service may have acted.
    pub executed: Executed,
    /// Whether it means that calls come too fast.
    pub throttled: bool,
    /// What the merchant should do.
    #[cfg(not(target_arch = "wasm32"))]
    pub advice: &'static str,
}

/// What is to be thought of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the same call may succeed if it is repeated.
    pub retryable: bool,
    /// Whether the service may have acted.
    pub executed: Executed,
    /// Whether it means that calls come too fast.
    pub throttled: bool,
}

/// The fault of that code, if we know it.
pub fn by_code(code: &str) -> Option<&'static Fault> {
    FAULTS.iter().find(|fault| fault.code == code)
}

/// What is to be thought of a fault, by its code or, where we do not know the code, by the HTTP
/// status it came with: a 4xx refused the call, and anything else may have acted on it.
pub fn of(code: &str, status: u16) -> Judgement {
    match by_code(code) {
        Some(fault) => Judgement {
            retryable: fault.retryable,
            executed: fault.executed,
            throttled: fault.throttled,
        },
        None => Judgement {
            retryable: status >= 500,
            executed: if (400..500).contains(&status) { Executed::No } else { Executed::Unknown },
            throttled: false,
        },
    }
}

/// The service refused the call and did nothing.
const fn refused(code: &'static str, status: u16) -> Fault {
    Fault {
        code,
        status,
        other_status: None,
        status_confirmed: true,
        retryable: false,
        executed: Executed::No,
        throttled: false,
        #[cfg(not(target_arch = "wasm32"))]
        advice: "",
    }
}

/// The service failed, perhaps in the middle of acting.
const fn failed(code: &'static str, status: u16) -> Fault {
    Fault { retryable: true, executed: Executed::Unknown, ..refused(code, status) }
}

/// The service did not even look at the call.
const fn throttled(code: &'static str) -> Fault {
    Fault { retryable: true, throttled: true, ..refused(code, 503) }
}

impl Fault {
    const fn or_status(mut self, status: u16) -> Self {
        self.other_status = Some(status);
        self
    }

    const fn unconfirmed_status(mut self) -> Self {
        self.status_confirmed = false;
        self
    }

    const fn retryable(mut self) -> Self {
        self.retryable = true;
        self
    }

    #[cfg_attr(
        target_arch = "wasm32",
        expect(unused_mut, unused_variables, reason = "advice stays out of the wasm")
    )]
    const fn advice(mut self, text: &'static str) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        {
            self.advice = text;
        }
        self
    }
}

/// Every fault code known, those of any section of the service first (operations 10).
pub static FAULTS: [Fault; 41] = [
    refused("InputStreamDisconnected", 400)
        .retryable()
        .advice("The service could not read the whole request. Send it again."),
    refused("InvalidParameterValue", 400).advice(
        "A parameter is missing or has a value that the service refuses: the message names it. \
         Correct it. Also sent for a request that is too large or was signed too long ago.",
    ),
    refused("RequestExpired", 400).unconfirmed_status().advice(
        "The request was signed more than about 15 minutes ago or ahead. Set this machine's clock.",
    ),
    refused("AccessDenied", 401).advice(
        "These keys may not do this. Check the region, that the seller id belongs to the keys, and \
         that a solution provider sends a valid mwsAuthToken of the merchant.",
    ),
    refused("InvalidAccessKeyId", 403)
        .advice("The service does not know the access key. Check accessKey and the region."),
    refused("SignatureDoesNotMatch", 403).advice(
        "The signature is not the one the service computes. Check secretKey, and that no proxy \
         changes the host, the path or the body.",
    ),
    // The rules of all sections say 404, those of Amazon Pay 400.
    refused("InvalidAddress", 404)
        .or_status(400)
        .advice("The address is wrong. Check the region and, if you set one, the endpoint."),
    failed("InternalError", 500).advice(
        "The service failed. Read the object before you act again, or repeat with the same \
         reference id.",
    ),
    failed("InternalServerError", 500).advice(
        "The service failed. Read the object before you act again, or repeat with the same \
         reference id. A sandbox id sent to production gives this too, and the reverse.",
    ),
    throttled("QuotaExceeded").advice("The hourly quota is used up. Wait until the hour is over."),
    throttled("RequestThrottled").advice("Calls come too fast. Slow down; pacing does it for you."),
    failed("ServiceUnavailable", 503).advice(
        "The service is away for the moment. Read the object before you act again, or repeat with \
         the same reference id.",
    ),
    refused("AmbiguousToken", 400).advice("Give accessToken or addressConsentToken, not both."),
    refused("BillingAgreementConstraintsExist", 400).advice(
        "The billing agreement can't be confirmed yet. Read it, and mend what its constraints \
         name: mostly the buyer's consent, payment method or address.",
    ),
    refused("BillingAgreementNotModifiable", 405).advice(
        "The billing agreement is no longer a draft, so its attributes are fixed. Leave them, or \
             let the buyer make a new one.",
    ),
    refused("CaptureNotRefundable", 405).advice(
        "Only a completed capture can be refunded. Read it: wait while it is pending; a declined \
         one took no money.",
    ),
    // The documents of the EU say 400, those of the US 404.
    refused("ConstraintsExist", 400).or_status(404).advice(
        "The order reference can't be confirmed yet. Read it, and mend what its constraints name: \
         mostly a missing total, payment method or address.",
    ),
    refused("CurrencyMismatch", 400).advice(
        "Use one currency for total, authorization, capture and refund: the one that the buyer saw \
         in the widget.",
    ),
    refused("CurrencyUnsupported", 400)
        .advice("The account can't take this currency. Use one that its region accepts."),
    refused("DuplicateReferenceId", 400).advice(
        "This reference id was already used for something else. Look for what it made before you \
         take a new one.",
    ),
    refused("DuplicateRequest", 400).advice(
        "This reference id was already used with other parameters. Read what it made; for \
         something different take a new id.",
    ),
    refused("InvalidAccountStatus", 403).advice(
        "The merchant's account is suspended or its registration is not finished. See Seller \
         Central.",
    ),
    refused("InvalidAddressConsentToken", 404).advice(
        "The buyer's token is invalid, has expired after an hour, or belongs to another buyer. Let \
         the buyer sign in again.",
    ),
    refused("InvalidAuthorizationStatus", 405).advice(
        "The authorization is in no state for this. Read it: a pending one can't be captured yet, \
         a captured, closed or declined one never again.",
    ),
    refused("InvalidBillingAgreementId", 404).unconfirmed_status().advice(
        "The service does not know this billing agreement here. Check the id, the seller, the \
         region, and sandbox (C) or production (B).",
    ),
    refused("InvalidBillingAgreementStatus", 405).unconfirmed_status().advice(
        "The billing agreement is in no state for this. Read it: a draft must be confirmed first, \
         a suspended one needs another payment method, an ended one a new agreement.",
    ),
    refused("InvalidCancelAttempt", 405).unconfirmed_status().advice(
        "The order reference can't be canceled: something was captured, or it has ended already. \
         Refund the capture instead.",
    ),
    refused("InvalidCloseAttempt", 405).unconfirmed_status().advice(
        "This can't be closed now: it was never confirmed, or it has ended already. Read it.",
    ),
    refused("InvalidOrderReferenceId", 404).advice(
        "The service does not know this order reference here. Check the id, the seller, the \
         region, and sandbox (S) or production (P). Your keys are good.",
    ),
    refused("InvalidOrderReferenceStatus", 405).unconfirmed_status().advice(
        "The order reference is in no state for this. Read it: a draft must be confirmed first, a \
         suspended one needs another payment method, an ended one a new order.",
    ),
    refused("InvalidSandboxSimulationSpecified", 400).unconfirmed_status().advice(
        "The note asks for a simulation that this call does not know. Take one that it does.",
    ),
    refused("InvalidTransactionId", 404).unconfirmed_status().advice(
        "The service does not know this authorization, capture or refund here. Check the id and \
         its kind, the seller, the region, and sandbox or production.",
    ),
    refused("MissingAuthenticationToken", 403)
        .unconfirmed_status()
        .advice("The request arrived unsigned. Check that no proxy drops its body."),
    refused("OrderReferenceCountExceeded", 405).advice(
        "A draft billing agreement takes one order reference only. Confirm the agreement first.",
    ),
    refused("OrderReferenceNotModifiable", 405).advice(
        "The order reference is no longer a draft, so this can't be changed. What was never set \
         may still be added with setOrderAttributes.",
    ),
    refused("PaymentMethodNotUpdated", 405).unconfirmed_status().advice(
        "The buyer has not chosen another payment method yet. Show the wallet again, then confirm.",
    ),
    refused("PeriodicAmountExceeded", 400).advice(
        "The billing agreement's limit for this month is used up. Wait for the next month, or let \
         the buyer pay this order directly.",
    ),
    refused("TransactionAmountExceeded", 400).unconfirmed_status().advice(
        "The amount is above what is left: of the order for an authorization, of the authorization \
         for a capture, of the capture for a refund. Read it, and ask for no more than that.",
    ),
    refused("TransactionCountExceeded", 400).unconfirmed_status().advice(
        "Too many: 10 authorizations per order reference, one capture per authorization, 10 \
         refunds per capture. For more, take a new authorization or order reference.",
    ),
    refused("UnauthorizedAccess", 401).unconfirmed_status().advice(
        "This seller or solution provider may not act on this object. Check merchantId and \
             mwsAuthToken.",
    ),
    refused("UnauthorizedSolutionProvider", 401)
        .unconfirmed_status()
        .advice("The merchant has not linked this solution provider. Let the merchant register."),
];

#[cfg(test)]
mod tests {
    use super::{FAULTS, by_code, of};
    use crate::error::Executed;

    #[test]
    fn codes_are_unique_and_advice_is_given() {
        for (at, fault) in FAULTS.iter().enumerate() {
            assert!(!fault.advice.is_empty(), "{}", fault.code);
            assert!(
                FAULTS.iter().skip(at + 1).all(|other| other.code != fault.code),
                "{}",
                fault.code
            );
        }
    }

    #[test]
    fn a_refused_call_was_not_executed_and_a_failed_one_may_have_been() {
        for fault in &FAULTS {
            let no = fault.status < 500 || fault.throttled;
            assert_eq!(fault.executed == Executed::No, no, "{}", fault.code);
            assert!(fault.retryable || fault.status < 500, "{}", fault.code);
        }
    }

    #[test]
    fn a_known_code_wins_over_the_status() {
        assert_eq!(of("RequestThrottled", 400).executed, Executed::No);
        assert!(of("RequestThrottled", 503).throttled);
        assert_eq!(of("InternalError", 400).executed, Executed::Unknown);
        assert!(!of("PeriodicAmountExceeded", 400).retryable);
    }

    #[test]
    fn an_unknown_code_is_judged_by_its_status() {
        let refused = of("SomethingNew", 422);
        assert_eq!((refused.retryable, refused.executed), (false, Executed::No));
        let failed = of("SomethingNew", 502);
        assert_eq!((failed.retryable, failed.executed), (true, Executed::Unknown));
        // A fault under a status of success makes no promise.
        let odd = of("SomethingNew", 200);
        assert_eq!((odd.retryable, odd.executed), (false, Executed::Unknown));
    }

    #[test]
    fn both_statuses_of_a_disagreement_are_kept() {
        let statuses = by_code("InvalidAddress").map(|fault| (fault.status, fault.other_status));
        assert_eq!(statuses, Some((404, Some(400))));
        let statuses = by_code("ConstraintsExist").map(|fault| (fault.status, fault.other_status));
        assert_eq!(statuses, Some((400, Some(404))));
    }
}
