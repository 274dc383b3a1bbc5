//! Why a notification is refused. Those that prove that it is not genuine are answered with 400, and
//! the service never sends such a one again; everything else that could be mended is answered with
//! 503, so that nothing is lost.

use super::{Codes, code};

/// Why a notification is refused: the `reason` of a `NotificationError`.
pub static NOTIFICATION_REASONS: Codes = Codes {
    name: "NotificationReason",
    doc: "Why a notification was refused. Those marked (forged) prove that it is not genuine: a \
          handler answers them with 400, and the service never sends them again. Everything else but \
          `seen` is answered with 503, so that nothing is lost by a mistake that can be mended.",
    open: false,
    codes: &[
        code(
            "body",
            "There is no body, it could not be received, or somebody has read it already.",
            "Let no body parser eat it: the service sends JSON as `text/plain`.",
        ),
        code(
            "too-large",
            "It is above 1 MB; the service's own limit is 256 KB.",
            "Nothing: the service did not send it.",
        )
        .forged(),
        code(
            "envelope",
            "It is not JSON, or lacks what every envelope of the service has.",
            "Nothing, unless something between changes bodies.",
        )
        .forged(),
        code(
            "unsupported",
            "A type of envelope, a signature version or a field that is not known.",
            "Look for a newer version of this package.",
        ),
        code(
            "certificate-url",
            "The certificate is not where the service's are.",
            "Nothing, in production. With a sandbox: give its `credentials.trust`.",
        )
        .forged(),
        code(
            "certificate-unavailable",
            "The certificate could not be fetched.",
            "Allow your server to reach the notification service's host; the service sends again.",
        ),
        code("certificate", "The certificate can't be read.", "Wait: the service sends again."),
        code(
            "certificate-subject",
            "The certificate is somebody else's.",
            "Wait: the service sends again. If it stays so, report it here.",
        ),
        code(
            "certificate-key",
            "The certificate's key is no RSA key of 2048 bits or more.",
            "Wait: the service sends again. If it stays so, report it here.",
        ),
        code(
            "certificate-expired",
            "The certificate is not valid at this time, or the clock is wrong.",
            "Set this machine's clock.",
        ),
        code(
            "signature",
            "The signature is not one of that certificate over this envelope.",
            "Nothing, unless something between changes bodies: give the body as it came.",
        )
        .forged(),
        code(
            "topic",
            "Another topic than Amazon Pay's, or than `topicArn` says.",
            "Nothing: anybody can have the notification service sign through a topic of his own. If \
             it is yours, give `topicArn`.",
        )
        .forged(),
        code(
            "stale",
            "Older than `maxAge`.",
            "Read the object instead; raise `maxAge` only while you catch up after an outage.",
        ),
        code(
            "subscribe-url",
            "The subscription would be confirmed elsewhere than at its region's host.",
            "Nothing: do not open that address.",
        )
        .forged(),
        code("confirmation", "`confirm()` did not succeed.", "Call it again, or wait for the next one."),
        code(
            "message",
            "Genuine, but what it says can't be read.",
            "Read the objects that you wait for, and report it here.",
        ),
        code(
            "seller",
            "For another seller than `merchantId`.",
            "Add the seller to `merchantId` if it is one of yours.",
        ),
        code(
            "environment",
            "From the sandbox instead of production, or the reverse.",
            "Give each environment an address of its own, or leave `sandbox` out.",
        ),
        code("seen", "Handled before, says `seen`.", "Nothing: it is answered with 200."),
    ],
};
