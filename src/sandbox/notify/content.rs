//! What a notification tells, kept until somebody reads it. Most are read by nobody, and to write
//! one takes longer than all else that a call does. So of transactions only that is kept which can
//! change afterwards; the rest is read from the object, from which nothing is ever taken away. What
//! is rarer, or changes in more ways, is written at once. It knows no envelopes.

use super::xml::{self, Chargeback};
use crate::model::notifications::{self, Notification};
use crate::sandbox::behaviour::authorization::captured;
use crate::sandbox::fault::Fault;
use crate::sandbox::money::Money;
use crate::sandbox::objects::{Authorization, Capture, Object, Refund, Status};
use crate::sandbox::snapshot::{stored, stored_choice};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// What a notification tells.
#[derive(Clone, Debug)]
pub enum Content {
    /// An authorization as it was.
    Authorization(SeenAuthorization),
    /// A capture as it was.
    Capture(SeenCapture),
    /// A refund as it was.
    Refund(SeenRefund),
    /// Anything else.
    Written(Written),
}
stored_choice!(Content {
    Authorization(seen),
    Capture(seen),
    Refund(seen),
    Written(written),
});

/// What changes of an authorization after it was made.
#[derive(Clone, Debug)]
pub struct SeenAuthorization {
    /// Which.
    pub at: At<Authorization>,
    /// Where it stood.
    pub status: Status,
    /// How many captures it had.
    pub captures: u32,
    /// How much was captured.
    pub captured: Money,
    /// Whether its decline was said to be soft.
    pub soft_decline: Option<bool>,
}
stored!(SeenAuthorization { at, status, captures, captured, soft_decline });

/// What changes of a capture after it was made.
#[derive(Clone, Debug)]
pub struct SeenCapture {
    /// Which.
    pub at: At<Capture>,
    /// Where it stood.
    pub status: Status,
    /// How many refunds it had.
    pub refunds: u32,
    /// Minor units of refunds that counted.
    pub refunded: i64,
}
stored!(SeenCapture { at, status, refunds, refunded });

/// What changes of a refund after it was made.
#[derive(Clone, Debug)]
pub struct SeenRefund {
    /// Which.
    pub at: At<Refund>,
    /// Where it stood.
    pub status: Status,
}
stored!(SeenRefund { at, status });

/// What was written at once.
#[derive(Clone, Debug)]
pub struct Written {
    /// `NotificationType`.
    kind: Box<str>,
    /// The id of the object it is about.
    about: Box<str>,
    /// `EventType`, of agreements.
    event: Option<Box<str>>,
    /// The XML.
    data: Box<str>,
}
stored!(Written { kind, about, event, data });

impl Content {
    /// An object as it is now; of agreements with what has changed.
    pub fn of(
        world: &World,
        object: Object,
        event: &'static str,
    ) -> Result<(&'static Notification, Self), Fault> {
        let store = &world.store;
        let kind = kind(object);
        let content = match object {
            Object::Authorization(at) => {
                let authorization = store.authorizations.get(at)?;
                Self::Authorization(SeenAuthorization {
                    at,
                    status: authorization.status.clone(),
                    captures: count(&authorization.captures),
                    captured: captured(world, authorization)?,
                    soft_decline: authorization.soft_decline,
                })
            }
            Object::Capture(at) => {
                let capture = store.captures.get(at)?;
                Self::Capture(SeenCapture {
                    at,
                    status: capture.status.clone(),
                    refunds: count(&capture.refunds),
                    refunded: capture.refunded,
                })
            }
            Object::Refund(at) => {
                let status = store.refunds.get(at)?.status.clone();
                Self::Refund(SeenRefund { at, status })
            }
            Object::OrderReference(_)
            | Object::BillingAgreement(_)
            | Object::ProviderCredit(_)
            | Object::Reversal(_) => {
                let about = store.id(object)?;
                let event = matches!(object, Object::BillingAgreement(_)).then_some(event);
                Self::written(kind, about, event, xml::render(world, kind, object)?)
            }
        };
        Ok((kind, content))
    }

    /// A chargeback.
    pub fn of_chargeback(world: &World, chargeback: &Chargeback) -> Result<Self, Fault> {
        let data = xml::chargeback(world, chargeback)?;
        Ok(Self::written(&notifications::CHARGEBACK, chargeback.id.clone(), None, data))
    }

    /// A merchant's registration.
    pub fn of_registration(merchant_id: String) -> Self {
        let data = xml::registration(&merchant_id);
        Self::written(&notifications::MERCHANT_REGISTRATION, merchant_id, None, data)
    }

    fn written(
        kind: &Notification,
        about: String,
        event: Option<&'static str>,
        data: String,
    ) -> Self {
        Self::Written(Written {
            kind: kind.name.into(),
            about: about.into(),
            event: event.map(Into::into),
            data: data.into(),
        })
    }

    /// `NotificationType`.
    pub fn kind(&self) -> &str {
        match self {
            Self::Authorization(_) => notifications::AUTHORIZATION.name,
            Self::Capture(_) => notifications::CAPTURE.name,
            Self::Refund(_) => notifications::REFUND.name,
            Self::Written(written) => &written.kind,
        }
    }

    /// `EventType`, of agreements.
    pub fn event(&self) -> Option<&str> {
        match self {
            Self::Written(written) => written.event.as_deref(),
            _ => None,
        }
    }

    /// The id of the object it is about.
    pub fn about(&self, world: &World) -> Result<String, Fault> {
        match self {
            Self::Authorization(seen) => world.store.id(Object::Authorization(seen.at)),
            Self::Capture(seen) => world.store.id(Object::Capture(seen.at)),
            Self::Refund(seen) => world.store.id(Object::Refund(seen.at)),
            Self::Written(written) => Ok(written.about.clone().into()),
        }
    }

    /// `NotificationData`.
    pub fn data(&self, world: &World) -> Result<String, Fault> {
        match self {
            Self::Authorization(seen) => xml::authorization(world, seen),
            Self::Capture(seen) => xml::capture(world, seen),
            Self::Refund(seen) => xml::refund(world, seen),
            Self::Written(written) => Ok(written.data.clone().into()),
        }
    }
}

const fn kind(object: Object) -> &'static Notification {
    match object {
        Object::OrderReference(_) => &notifications::ORDER_REFERENCE,
        Object::Authorization(_) => &notifications::AUTHORIZATION,
        Object::Capture(_) => &notifications::CAPTURE,
        Object::Refund(_) => &notifications::REFUND,
        Object::BillingAgreement(_) => &notifications::BILLING_AGREEMENT,
        Object::ProviderCredit(_) => &notifications::PROVIDER_CREDIT,
        Object::Reversal(_) => &notifications::PROVIDER_CREDIT_REVERSAL,
    }
}

fn count<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}
