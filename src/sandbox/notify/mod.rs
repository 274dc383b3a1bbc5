//! Notifications: one for each transition, put into an SNS envelope and delivered when due, again
//! where it was not taken (behaviour.md 7). It makes the text to sign; the host signs and sends,
//! because keys and sockets are the host's.

mod content;
mod xml;

use std::collections::VecDeque;

use serde_json::json;

use super::behaviour::time;
use super::calendar::{DAY, Moment};
use super::due::Due;
use super::fault::Fault;
use super::identifier::Environment;
use super::injection::Kind;
use super::journal::Entry;
use super::objects::Object;
use super::random::Uuid;
use super::sellers::SellerAt;
use super::snapshot::stored;
use super::world::World;
use crate::model::notifications;

use content::Content;
pub use xml::Chargeback;

/// Notifications that are kept to be read.
const KEPT: usize = 10_000;

/// What was told, and what is still to be told.
#[derive(Clone, Debug, Default)]
pub struct Notifications {
    /// The last ones.
    kept: VecDeque<Notification>,
    /// The number of the newest.
    last: u64,
    /// What this request changed, in order.
    told: Vec<Object>,
    /// What the host is to deliver now.
    outbox: Vec<u64>,
    /// Held back until the next one was delivered.
    held: Option<u64>,
}
stored!(Notifications { kept, last, held } skips { told, outbox });

/// A notification.
#[derive(Clone, Debug)]
pub struct Notification {
    /// Counted from 1.
    pub number: u64,
    /// What it tells.
    pub content: Content,
    /// Whose it is.
    pub seller: SellerAt,
    /// When it was made.
    pub created: Moment,
    /// The envelope's MessageId.
    pub message_id: Uuid,
    /// NotificationReferenceId.
    pub reference_id: Uuid,
    /// The world it comes from.
    pub environment: Environment,
    /// Where the seller's configuration sends it; empty where nothing is configured.
    pub urls: Vec<String>,
    /// Deliveries so far, with what came of them.
    pub attempts: Vec<Attempt>,
    /// Taken, given up, or dropped on demand.
    pub done: bool,
}
stored!(Notification {
    number,
    content,
    seller,
    created,
    message_id,
    reference_id,
    environment,
    urls,
    attempts,
    done
});

/// One delivery.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// When.
    pub at: Moment,
    /// The HTTP status that came back; none where the address was not reached.
    pub status: Option<u16>,
    /// Whether the host has said what came of it.
    pub reported: bool,
}
stored!(Attempt { at, status, reported });

impl World {
    /// Has a change told when the request ends.
    pub fn tell(&mut self, object: Object) {
        // A second change in the same breath is told once, as it is in the end.
        self.notifications.told.retain(|told| *told != object);
        self.notifications.told.push(object);
    }

    /// Makes notifications of what changed.
    pub fn flush_notifications(&mut self) -> Result<(), Fault> {
        // The list is kept, because the next request needs one too.
        let mut told = std::mem::take(&mut self.notifications.told);
        for object in told.drain(..) {
            self.notify_of(object, "BillingAgreementStatusUpdated")?;
        }
        self.notifications.told = told;
        Ok(())
    }

    fn notify_of(&mut self, object: Object, event: &'static str) -> Result<(), Fault> {
        let (kind, content) = Content::of(self, object, event)?;
        let (seller, environment) = self.store.owner(object)?;
        self.notify(kind, content, seller, environment)
    }

    /// Makes a notification of a chargeback.
    pub fn notify_chargeback(&mut self, chargeback: &Chargeback) -> Result<(), Fault> {
        let (seller, environment) = self.store.owner(Object::Capture(chargeback.capture))?;
        let content = Content::of_chargeback(self, chargeback)?;
        self.notify(&notifications::CHARGEBACK, content, seller, environment)
    }

    /// Tells that a seller registered with a solution provider.
    pub fn notify_registration(&mut self, seller: SellerAt) -> Result<(), Fault> {
        let content = Content::of_registration(self.seller(seller)?.merchant_id.clone());
        let kind = &notifications::MERCHANT_REGISTRATION;
        self.notify(kind, content, seller, Environment::Sandbox)
    }

    /// Tells that the buyer changed an agreement without changing its state.
    pub fn notify_agreement_updated(
        &mut self,
        object: Object,
        event: &'static str,
    ) -> Result<(), Fault> {
        self.notify_of(object, event)
    }

    fn notify(
        &mut self,
        kind: &'static notifications::Notification,
        content: Content,
        seller: SellerAt,
        environment: Environment,
    ) -> Result<(), Fault> {
        let reference_id = self.identities.uuid();
        // Those without a known event type go where all go.
        let wanted = kind.event_type.unwrap_or("ALL");
        let endpoints = &self.seller(seller)?.notifications;
        let urls = endpoints
            .iter()
            .filter(|endpoint| {
                endpoint.event_types.iter().any(|known| known == "ALL" || known == wanted)
            })
            .map(|endpoint| endpoint.url.clone())
            .collect();
        let number = self.notifications.last + 1;
        self.notifications.last = number;
        let message_id = self.identities.uuid();
        let struck = self.struck_notification(kind.name);
        let fault = struck.as_ref().map(|wish| wish.kind);
        let delay = self.settings.notification_delay;
        let due = self.now + delay;
        self.notifications.kept.push_back(Notification {
            number,
            content,
            seller,
            created: self.now,
            message_id,
            reference_id,
            environment,
            urls,
            attempts: Vec::new(),
            done: fault == Some(Kind::NotificationDrop),
        });
        if self.notifications.kept.len() > KEPT {
            self.notifications.kept.pop_front();
        }
        self.journal.add(self.now, Entry::Notification { number });
        match (fault, struck.and_then(|wish| wish.milliseconds)) {
            (Some(Kind::NotificationDrop), _) => {}
            (Some(Kind::NotificationDelay), milliseconds) => {
                let longer = i64::from(milliseconds.unwrap_or(60_000));
                self.put_off(due + longer, Due::Delivery(number));
            }
            (Some(Kind::NotificationDuplicate), _) => {
                self.put_off(due, Due::Delivery(number));
                self.put_off(due + delay, Due::Duplicate(number));
            }
            (Some(Kind::NotificationReorder), _) => {
                if let Some(held) = self.notifications.held.replace(number) {
                    self.put_off(due, Due::Delivery(held));
                }
            }
            _ => {
                self.put_off(due, Due::Delivery(number));
                if let Some(held) = self.notifications.held.take() {
                    self.put_off(due, Due::Delivery(held));
                }
            }
        }
        Ok(())
    }

    /// Hands a notification that falls due to the host, unless it was taken before.
    pub fn deliver(&mut self, number: u64) {
        if self.notification(number).is_some_and(|notification| !notification.done) {
            self.deliver_in_any_case(number);
        }
    }

    /// The same although it was taken: that is what a duplicate is.
    pub fn deliver_in_any_case(&mut self, number: u64) {
        let now = self.now;
        let Some(notification) = self.notification_mut(number) else { return };
        notification.attempts.push(Attempt { at: now, status: None, reported: false });
        self.notifications.outbox.push(number);
    }

    /// What the host is to deliver now: each with its headers, its envelope without signature, and
    /// the text to sign (behaviour.md 7.1 to 7.3). With `configured`, only what a seller configured
    /// an address for.
    pub fn take_deliveries(&mut self, configured: bool) -> Vec<serde_json::Value> {
        let outbox = std::mem::take(&mut self.notifications.outbox);
        outbox.into_iter().filter_map(|number| self.delivery(number, configured)).collect()
    }

    /// Hands to the host once more what it took lately and did not tell the end of: it was killed
    /// with these in its hands.
    pub fn deliver_again(&mut self) {
        let since = self.now.saturating_sub(self.settings.notification_retry);
        let kept = self.notifications.kept.iter();
        let owed = kept.filter(|notification| {
            let last = notification.attempts.last();
            !notification.done && last.is_some_and(|last| !last.reported && last.at >= since)
        });
        self.notifications.outbox = owed.map(|notification| notification.number).collect();
    }

    fn delivery(&self, number: u64, configured: bool) -> Option<serde_json::Value> {
        let notification = self.notification(number)?;
        if configured && notification.urls.is_empty() {
            return None;
        }
        let topic = self.topic(notification.seller);
        let timestamp = time(notification.created);
        let (message, message_id) = (self.message(notification), notification.message_id.text());
        let to_sign = format!(
            "Message\n{message}\nMessageId\n{message_id}\nTimestamp\n{timestamp}\nTopicArn\n{topic}\nType\nNotification\n"
        );
        Some(json!({
            "number": number,
            "attempt": notification.attempts.len(),
            "type": notification.content.kind(),
            "urls": notification.urls,
            "signatureVersion": self.settings.signature_version.to_string(),
            "stringToSign": to_sign,
            "envelope": {
                "Type": "Notification",
                "MessageId": message_id,
                "TopicArn": topic,
                "Message": message,
                "Timestamp": timestamp,
                "SignatureVersion": self.settings.signature_version.to_string(),
                "UnsubscribeURL": format!(
                    "https://sns.{}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn={topic}",
                    sns_region(self)
                ),
            },
            "headers": {
                "x-amz-sns-message-type": "Notification",
                "x-amz-sns-message-id": message_id,
                "x-amz-sns-topic-arn": topic,
                "x-amz-sns-subscription-arn": format!("{topic}:{message_id}"),
                "content-type": "text/plain; charset=UTF-8",
                "user-agent": "Amazon Simple Notification Service Agent",
            },
        }))
    }

    /// The envelope's Message (behaviour.md 7.5).
    pub fn message(&self, notification: &Notification) -> String {
        let seller_id = self.seller(notification.seller).map(|seller| seller.merchant_id.as_str());
        let mut message = json!({
            "NotificationReferenceId": notification.reference_id.text(),
            "NotificationType": notification.content.kind(),
            "SellerId": seller_id.unwrap_or_default(),
            "ReleaseEnvironment": notification.environment.word(),
            "MarketplaceID": marketplace(self, notification.environment),
            "Version": "2013-01-01",
            "Timestamp": time(notification.created),
            // The objects that it is about are there, as everything that ever was.
            "NotificationData": notification.content.data(self).unwrap_or_default(),
        });
        let event = notification.content.event();
        if let (Some(event), Some(members)) = (event, message.as_object_mut()) {
            members.insert("EventType".to_owned(), json!(event));
        }
        message.to_string()
    }

    /// What came of a delivery: `status` is absent where the address was not reached. What was not
    /// taken is sent again after a while, but for a 4xx or an address that is not there
    /// (behaviour.md 7.8).
    pub fn report_delivery(&mut self, number: u64, attempt: usize, status: Option<u16>) -> bool {
        let now = self.now;
        let wait = self.settings.notification_retry;
        let patience = i64::from(self.settings.notification_retry_days) * DAY;
        let Some(notification) = self.notification_mut(number) else { return false };
        let Some(attempt) = attempt.checked_sub(1).and_then(|at| notification.attempts.get_mut(at))
        else {
            return false;
        };
        if attempt.reported {
            return true;
        }
        attempt.reported = true;
        attempt.status = status;
        match status {
            Some(status) if !(400..500).contains(&status) => {
                let taken = (200..300).contains(&status);
                let late = now + wait - notification.created > patience;
                notification.done |= taken || late;
                if !taken && !late {
                    self.put_off(now + wait, Due::Delivery(number));
                }
            }
            _ => notification.done = true,
        }
        true
    }

    /// The notifications that are kept, oldest first.
    pub fn kept_notifications(&self) -> impl ExactSizeIterator<Item = &Notification> {
        self.notifications.kept.iter()
    }

    /// The notification of a number, if it is kept.
    pub fn notification(&self, number: u64) -> Option<&Notification> {
        let first = self.notifications.kept.front()?.number;
        self.notifications.kept.get(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    fn notification_mut(&mut self, number: u64) -> Option<&mut Notification> {
        let first = self.notifications.kept.front()?.number;
        self.notifications.kept.get_mut(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    /// The topic of a seller's notifications (behaviour.md 7.2). Which account belongs to which
    /// region is not known.
    fn topic(&self, seller: SellerAt) -> String {
        let merchant_id = self.seller(seller).map_or("", |seller| seller.merchant_id.as_str());
        let account = if self.in_europe() { "598607868003" } else { "291180941288" };
        format!("arn:aws:sns:{}:{account}:A3BXB0YN3XH17H{merchant_id}", sns_region(self))
    }
}

fn sns_region(world: &World) -> &'static str {
    if world.in_europe() { "eu-west-1" } else { "us-east-1" }
}

/// As captured where it is known, else that of the service's own test tool (behaviour.md 7.5).
fn marketplace(world: &World, environment: Environment) -> &'static str {
    match (world.region().currency, environment) {
        ("USD", Environment::Sandbox) => "623690",
        ("USD", Environment::Live) => "623680",
        ("EUR" | "GBP", Environment::Sandbox) => "136311",
        _ => "A3BXB0YN3XH17H",
    }
}
