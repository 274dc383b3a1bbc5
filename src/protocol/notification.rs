//! Notifications, as far as bytes and XML go: what `NotificationData` holds by the table, and whether
//! a certificate may sign notifications. Envelopes are JSON, which JavaScript has read already: what
//! is signed and who may send stands in `pkg-template/notification`.

use crate::error::Error;
use crate::model::notifications::Notification;
use crate::wire::certificate::{self, Certificate};
use crate::wire::xml::{Cursor, Step};

use super::response::{RESULT, finish};
use super::slots::{Hint, Slots, width_of};

/// The common name of the certificates that sign notifications (behaviour.md 7.4). The rest of the
/// subject has changed over the years.
const SUBJECT: &[u8] = b"sns.amazonaws.com";
/// Shorter keys can be broken.
const LEAST_BITS: usize = 2048;

/// Why a certificate may not sign notifications; JavaScript knows the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateFault {
    /// It can't be read.
    Unreadable = 1,
    /// It is somebody else's.
    Subject = 2,
    /// Its key is too short, or no RSA key.
    Key = 3,
}

/// The certificate in DER, if it may sign notifications while it is valid.
pub fn signing_certificate(der: &[u8]) -> Result<Certificate<'_>, CertificateFault> {
    let certificate = certificate::read(der).ok_or(CertificateFault::Unreadable)?;
    if certificate.common_name != Some(SUBJECT) {
        return Err(CertificateFault::Subject);
    }
    if certificate.rsa_bits < LEAST_BITS {
        return Err(CertificateFault::Key);
    }
    Ok(certificate)
}

/// Reads `NotificationData` into the slots, its record at the slot where results of answers begin.
/// As tolerant as answers are read: any order, any namespace, unknown elements passed over.
pub fn read(
    notification: &'static Notification,
    xml: &str,
    slots: &mut Slots,
) -> Result<(), Error> {
    slots.begin(xml);
    slots.reserve(RESULT + width_of(&notification.content));
    let mut cursor = Cursor::new(xml)?;
    if cursor.step()? != Step::Open(notification.root) {
        return Err(Error::response("other-root", "the notification is of another kind"));
    }
    let mut hint = Hint::default();
    while let Step::Open(name) = cursor.step()? {
        hint = slots.read_child(&mut cursor, xml, &notification.content, RESULT, name, hint)?;
    }
    finish(&mut cursor)?;
    match slots.numbers().get(RESULT) {
        Some(0) | None => Err(Error::response("incomplete", "the notification is empty")),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{CertificateFault, read, signing_certificate};
    use crate::model::notifications::{AUTHORIZATION, CAPTURE};
    use crate::model::value::Value;
    use crate::protocol::response::RESULT;
    use crate::protocol::slots::Slots;

    const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><AuthorizationNotification xmlns=\"urn:any\">\
        <New/><AuthorizationDetails><AmazonAuthorizationId>S01-1</AmazonAuthorizationId>\
        <CapturedAmount><Amount>5.0</Amount><CurrencyCode>USD</CurrencyCode></CapturedAmount>\
        <IdList><Id>a</Id><Id>b</Id></IdList></AuthorizationDetails></AuthorizationNotification>";

    #[test]
    fn the_data_becomes_the_record_of_the_table() {
        let mut slots = Slots::default();
        read(&AUTHORIZATION, XML, &mut slots).unwrap();
        let record = slots.record(XML, &AUTHORIZATION.content, RESULT);
        let Some(Value::Record(details)) = record.get("AuthorizationDetails") else {
            panic!("{record:?}")
        };
        assert_eq!(details.get("AmazonAuthorizationId"), Some(&Value::from("S01-1")));
        let ids = vec![Value::from("a"), Value::from("b")];
        assert_eq!(details.get("IdList"), Some(&Value::List(ids)));
    }

    #[test]
    fn another_kind_an_empty_one_and_half_a_one_are_refused() {
        let code = |notification, xml: &str| {
            read(notification, xml, &mut Slots::default()).unwrap_err().code
        };
        assert_eq!(code(&CAPTURE, XML), "other-root");
        assert_eq!(code(&CAPTURE, "<CaptureNotification/>"), "incomplete");
        assert_eq!(code(&CAPTURE, ""), "other-root");
        assert_eq!(code(&AUTHORIZATION, XML.get(..XML.len() - 3).unwrap()), "truncated");
    }

    #[test]
    fn bytes_that_are_no_certificate_sign_nothing() {
        assert_eq!(signing_certificate(b""), Err(CertificateFault::Unreadable));
    }
}
