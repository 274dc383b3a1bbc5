//! What the state of an authorization or a capture means for the merchant: the decline table
//! (behaviour.md 9.3, 5.3; operations.md 7.2, 7.3). A decline is an answer with a state, so this
//! stands apart from the faults. It knows what to do next; it refuses to do it.

/// What to make of one state and reason.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// The object: `authorization`, `capture`, or the `authentication` of an order reference.
    pub of: &'static str,
    /// Its state, in the service's spelling.
    pub state: &'static str,
    /// The reason code; any where absent.
    pub reason: Option<&'static str>,
    /// What `SoftDecline` must say; anything where absent.
    pub soft: Option<bool>,
    /// What to do next, in a word for programs.
    pub action: &'static str,
    /// Milliseconds to wait before that.
    pub wait_milliseconds: Option<u32>,
    /// The state in which this leaves the order reference, where it changes it or is known not to.
    pub order_reference: Option<&'static str>,
    /// What to do while the buyer is there.
    pub present: &'static str,
    /// What to do when he has left, where that differs.
    pub absent: Option<&'static str>,
}

const fn verdict(
    of: &'static str,
    state: &'static str,
    action: &'static str,
    present: &'static str,
) -> Verdict {
    Verdict {
        of,
        state,
        reason: None,
        soft: None,
        action,
        wait_milliseconds: None,
        order_reference: None,
        present,
        absent: None,
    }
}

impl Verdict {
    const fn reason(mut self, reason: &'static str) -> Self {
        self.reason = Some(reason);
        self
    }

    const fn soft(mut self, soft: bool) -> Self {
        self.soft = Some(soft);
        self
    }

    const fn wait(mut self, milliseconds: u32) -> Self {
        self.wait_milliseconds = Some(milliseconds);
        self
    }

    const fn leaves(mut self, state: &'static str) -> Self {
        self.order_reference = Some(state);
        self
    }

    const fn absent(mut self, text: &'static str) -> Self {
        self.absent = Some(text);
        self
    }
}

const AUTHORIZATION: &str = "authorization";
const CAPTURE: &str = "capture";

const OFFER_ANOTHER: &str = "Offer another way to pay; cancel the order if there is none.";
const AUTHORIZE_ANEW: &str = "If money is still due, authorize anew with a new reference id.";

/// The table. The first row that fits is meant: special ones stand before general ones.
pub static VERDICTS: [Verdict; 22] = [
    // That the order reference stays Open after a soft decline is unconfirmed, so it is not said.
    verdict(
        AUTHORIZATION,
        "Declined",
        "retry",
        "Try once more with a new reference id; if that is declined too, let the buyer choose \
         another card in the wallet widget.",
    )
    .reason("InvalidPaymentMethod")
    .soft(true),
    verdict(
        AUTHORIZATION,
        "Declined",
        "change-payment-method",
        "Show the wallet widget for the same order reference, let the buyer choose another card, \
         then charge again with a new reference id.",
    )
    .reason("InvalidPaymentMethod")
    .leaves("Suspended")
    .absent(
        "Ask the buyer by mail to mend the payment method on pay.amazon.com; when a notification \
         says that the order reference is Open again, charge with a new reference id.",
    ),
    verdict(AUTHORIZATION, "Declined", "offer-another-method", OFFER_ANOTHER)
        .reason("AmazonRejected")
        .leaves("Closed")
        .absent("Cancel the order in your shop."),
    verdict(
        AUTHORIZATION,
        "Declined",
        "retry-later",
        "Try again after one or two minutes with a new reference id; if that fails too, offer \
         another way to pay.",
    )
    .reason("ProcessingFailure")
    .wait(90_000)
    .leaves("Open"),
    verdict(
        AUTHORIZATION,
        "Declined",
        "retry-asynchronously",
        "Try again with a new reference id and `transactionTimeout` 1440, or cancel the order and \
         offer another way to pay.",
    )
    .reason("TransactionTimedOut")
    .leaves("Open"),
    verdict(AUTHORIZATION, "Declined", "offer-another-method", OFFER_ANOTHER),
    verdict(
        AUTHORIZATION,
        "Pending",
        "wait",
        "Amazon examines this payment: do not ship yet, and wait for its decision.",
    )
    .reason("StopShipmentAtypicalAuth"),
    verdict(
        AUTHORIZATION,
        "Pending",
        "wait",
        "Not decided yet: wait for the notification, or poll.",
    ),
    verdict(
        AUTHORIZATION,
        "Open",
        "wait",
        "The amount is reserved, but Amazon examines this payment: do not ship yet.",
    )
    .reason("StopShipmentAtypicalAuth"),
    verdict(AUTHORIZATION, "Open", "capture", "The amount is reserved: capture it when you ship."),
    verdict(AUTHORIZATION, "Closed", "done", "Captured: look at the capture for its state.")
        .reason("MaxCapturesProcessed"),
    verdict(AUTHORIZATION, "Closed", "stop", "The order reference was cancelled: nothing is due.")
        .reason("OrderReferenceCanceled"),
    verdict(AUTHORIZATION, "Closed", "authorize-anew", AUTHORIZE_ANEW).reason("ExpiredUnused"),
    verdict(AUTHORIZATION, "Closed", "authorize-anew", AUTHORIZE_ANEW).reason("SellerClosed"),
    verdict(AUTHORIZATION, "Closed", "offer-another-method", OFFER_ANOTHER),
    verdict(
        CAPTURE,
        "Completed",
        "wait",
        "The money has moved, but Amazon examines this payment: do not ship yet.",
    )
    .reason("StopShipmentAtypicalAuth"),
    verdict(CAPTURE, "Completed", "done", "The money has moved."),
    verdict(
        CAPTURE,
        "Pending",
        "wait",
        "Not decided yet: do not treat it as failed; wait for the notification, or poll.",
    ),
    verdict(
        CAPTURE,
        "Declined",
        "authorize-anew",
        "No money moved. Capture again if the authorization is still Open, otherwise authorize \
         anew, with a new reference id.",
    ),
    verdict(CAPTURE, "Closed", "done", "Nothing more can be refunded."),
    verdict(
        "authentication",
        "REQUIRED",
        "authenticate",
        "The buyer's bank wants to see him: let the page finish its confirmation flow, then \
         charge again with the same reference id.",
    ),
    // What is not known stands last, and is what nothing else fits.
    verdict("", "", "wait", "This state is not known: decide nothing by it, and read again."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_hidden_behind_a_more_general_one() {
        for (at, row) in VERDICTS.iter().enumerate() {
            let hides = |earlier: &&Verdict| {
                earlier.of == row.of
                    && earlier.state == row.state
                    && (earlier.reason.is_none() || earlier.reason == row.reason)
                    && (earlier.soft.is_none() || earlier.soft == row.soft)
            };
            let hidden = VERDICTS.iter().take(at).find(hides);
            assert!(hidden.is_none(), "{row:?} stands behind {hidden:?}");
        }
    }
}
