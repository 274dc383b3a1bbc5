//! What can be looked at: objects with their children and history, the journal, notifications,
//! faults, health. Keys, tokens and signatures are hidden.

use std::cmp::Reverse;

use serde_json::{Map, Value, json};

use super::actions::possible;
use super::{Outcome, Refusal};
use crate::sandbox::behaviour::time;
use crate::sandbox::calendar::Moment;
use crate::sandbox::fault::Fault;
use crate::sandbox::journal::{Entry, Numbered};
use crate::sandbox::money::Money;
use crate::sandbox::objects::{Object, Status};
use crate::sandbox::world::World;
use crate::wire::query;

/// Objects that one listing gives.
const MOST_OBJECTS: usize = 1_000;
/// Orders that are looked at for one listing.
const MOST_SEEN: usize = 10_000;

/// Whether it works.
pub fn health(world: &World) -> Value {
    json!({
        "ok": world.stopped.is_none(),
        "version": env!("CARGO_PKG_VERSION"),
        "now": world.now,
        "region": world.region,
        "clock": if world.manual { "manual" } else { "real" },
        "stopped": world.stopped,
    })
}

/// Order references and agreements, the newest first; `limit` says how many. With `tree=true` each
/// holds its children, and orders of an agreement stand there only.
pub fn objects(world: &World, query: &str) -> Outcome {
    let limit = number(query, "limit")?.map_or(100, |limit| usize::try_from(limit).unwrap_or(0));
    let limit = limit.min(MOST_OBJECTS);
    let tree = parameter(query, "tree").as_deref() == Some("true");
    let agreements = world.store.agreements.iter().rev().take(limit);
    let agreements = agreements.map(|(at, it)| (it.created, Object::BillingAgreement(at)));
    let orders = world.store.orders.iter().rev().take(MOST_SEEN);
    let orders = orders.filter(|(_, order)| !tree || order.parent.is_none()).take(limit);
    let orders = orders.map(|(at, it)| (it.created, Object::OrderReference(at)));
    let mut newest: Vec<(Moment, Object)> = orders.chain(agreements).collect();
    newest.sort_by_key(|(created, _)| Reverse(*created));
    newest.truncate(limit);
    let mut left = MOST_OBJECTS;
    let found: Result<Vec<Value>, Fault> = newest
        .into_iter()
        .map(|(_, object)| match tree {
            true => branch(world, object, &mut left),
            false => summary(world, object),
        })
        .collect();
    Ok(json!({ "objects": found? }))
}

/// An object with what hangs on it, and what hangs on that, the newest first; `left` more of them.
fn branch(world: &World, object: Object, left: &mut usize) -> Result<Value, Fault> {
    let mut below = match object {
        Object::OrderReference(at) => {
            let authorizations = &world.store.orders.get(at)?.authorizations;
            authorizations.iter().copied().map(Object::Authorization).collect()
        }
        _ => children(world, object)?,
    };
    // Those of an agreement come newest first already.
    if !matches!(object, Object::BillingAgreement(_)) {
        below.reverse();
    }
    let mut view = summary(world, object)?;
    let mut grown = Vec::new();
    for child in below {
        let Some(less) = left.checked_sub(1) else { break };
        *left = less;
        grown.push(branch(world, child, left)?);
    }
    if let Some(members) = view.as_object_mut() {
        members.insert("children".to_owned(), Value::Array(grown));
    }
    Ok(view)
}

/// One object, with what hangs on it and what happened to it.
pub fn object(world: &World, object: Object) -> Outcome {
    let mut view = summary(world, object)?;
    let children: Result<Vec<Value>, Fault> =
        children(world, object)?.into_iter().map(|child| summary(world, child)).collect();
    let history: Result<Vec<Value>, Fault> = world
        .journal
        .after(0)
        .filter(|entry| match &entry.entry {
            Entry::Transition { object: about, .. } | Entry::Action { object: about, .. } => {
                *about == object
            }
            _ => false,
        })
        .map(|entry| entry_view(world, &entry))
        .collect();
    if let Some(members) = view.as_object_mut() {
        members.insert("children".to_owned(), Value::Array(children?));
        members.insert("history".to_owned(), Value::Array(history?));
        members.insert("actions".to_owned(), possible(world, object)?);
    }
    Ok(view)
}

/// What hangs on an object; of an order reference, all that does.
fn children(world: &World, object: Object) -> Result<Vec<Object>, Fault> {
    Ok(match object {
        Object::OrderReference(at) => world.store.children(at),
        Object::BillingAgreement(at) => {
            let orders = &world.store.agreements.get(at)?.orders;
            orders.iter().rev().take(MOST_OBJECTS).copied().map(Object::OrderReference).collect()
        }
        Object::Authorization(at) => {
            let captures = &world.store.authorizations.get(at)?.captures;
            captures.iter().copied().map(Object::Capture).collect()
        }
        Object::Capture(at) => {
            let capture = world.store.captures.get(at)?;
            let refunds = capture.refunds.iter().copied().map(Object::Refund);
            refunds.chain(capture.credits.iter().copied().map(Object::ProviderCredit)).collect()
        }
        Object::Refund(at) => {
            let reversals = &world.store.refunds.get(at)?.reversals;
            reversals.iter().copied().map(Object::Reversal).collect()
        }
        Object::ProviderCredit(at) => {
            let reversals = &world.store.credits.get(at)?.reversals;
            reversals.iter().copied().map(Object::Reversal).collect()
        }
        Object::Reversal(_) => Vec::new(),
    })
}

fn summary(world: &World, object: Object) -> Result<Value, Fault> {
    let mut view = Map::new();
    view.insert("id".to_owned(), json!(world.store.id(object)?));
    view.insert("type".to_owned(), json!(object.machine().name()));
    let status = world.store.status(object)?;
    put_status(&mut view, status);
    let (owner, environment) = world.store.owner(object)?;
    view.insert("merchantId".to_owned(), json!(world.seller(owner)?.merchant_id));
    view.insert("releaseEnvironment".to_owned(), json!(environment.word()));
    view.insert("created".to_owned(), json!(time(created(world, object)?)));
    let mut put = |name: &str, money: Money| {
        let money = json!({ "amount": money.text(), "currencyCode": money.currency.code() });
        view.insert(name.to_owned(), money);
    };
    match object {
        Object::OrderReference(at) => {
            let order = world.store.orders.get(at)?;
            if let Some(total) = order.total {
                put("orderTotal", total);
                put("captured", Money::new(order.captured, total.currency));
                put("reserved", Money::new(order.reserved, total.currency));
            }
            let card = order.card.map(|card| card.tail());
            view.insert("card".to_owned(), json!(card));
            let id = order.attributes.as_ref().and_then(|it| it.seller_order_id.clone());
            view.insert("sellerOrderId".to_owned(), json!(id));
        }
        Object::BillingAgreement(at) => {
            let agreement = world.store.agreements.get(at)?;
            put("usedThisPeriod", Money::new(agreement.period_used, agreement.currency));
            view.insert("consent".to_owned(), json!(agreement.consent));
            view.insert("card".to_owned(), json!(agreement.card.map(|card| card.tail())));
        }
        Object::Authorization(at) => {
            let authorization = world.store.authorizations.get(at)?;
            put("amount", authorization.amount);
            view.insert("referenceId".to_owned(), json!(authorization.reference));
        }
        Object::Capture(at) => {
            let capture = world.store.captures.get(at)?;
            put("amount", capture.amount);
            put("refunded", Money::new(capture.refunded, capture.amount.currency));
            view.insert("referenceId".to_owned(), json!(capture.reference));
        }
        Object::Refund(at) => {
            let refund = world.store.refunds.get(at)?;
            put("amount", refund.amount);
            view.insert("referenceId".to_owned(), json!(refund.reference));
        }
        Object::ProviderCredit(at) => put("amount", world.store.credits.get(at)?.amount),
        Object::Reversal(at) => put("amount", world.store.reversals.get(at)?.amount),
    }
    Ok(Value::Object(view))
}

fn created(world: &World, object: Object) -> Result<Moment, Fault> {
    let store = &world.store;
    Ok(match object {
        Object::OrderReference(at) => store.orders.get(at)?.created,
        Object::BillingAgreement(at) => store.agreements.get(at)?.created,
        Object::Authorization(at) => store.authorizations.get(at)?.created,
        Object::Capture(at) => store.captures.get(at)?.created,
        Object::Refund(at) => store.refunds.get(at)?.created,
        Object::ProviderCredit(at) => store.credits.get(at)?.created,
        Object::Reversal(at) => store.reversals.get(at)?.created,
    })
}

fn put_status(view: &mut Map<String, Value>, status: &Status) {
    view.insert("state".to_owned(), json!(status.state.word()));
    view.insert("reasonCode".to_owned(), json!(status.reason.map(|reason| reason.word())));
    view.insert("reasonDescription".to_owned(), json!(status.description));
    view.insert("since".to_owned(), json!(time(status.updated)));
}

/// The journal after a number.
pub fn journal(world: &World, query: &str) -> Outcome {
    let after = number(query, "after")?.unwrap_or(0);
    let entries: Result<Vec<Value>, Fault> =
        world.journal.after(after).map(|entry| entry_view(world, &entry)).collect();
    Ok(json!({ "entries": entries?, "last": world.journal.last() }))
}

fn entry_view(world: &World, entry: &Numbered<'_>) -> Result<Value, Fault> {
    let mut view = match &entry.entry {
        Entry::Request { method, target, body } => {
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            let mut parameters = hidden(query);
            parameters.append(&mut hidden(body));
            json!({ "type": "request", "method": method, "path": path, "parameters": parameters })
        }
        Entry::Response { operation, status, code, request_id, body } => json!({
            "type": "response", "operation": operation, "status": status, "code": code,
            "requestId": request_id, "body": body,
        }),
        Entry::Transition { object, from, to, trigger } => json!({
            "type": "transition", "id": world.store.id(*object)?, "object": object.machine().name(),
            "from": from.word(), "to": to.word(), "trigger": trigger.word(),
        }),
        Entry::Notification { number } => {
            let known = world.notification(*number);
            json!({
                "type": "notification", "notification": number,
                "notificationType": known.map(|it| it.content.kind()),
                "id": known.and_then(|it| it.content.about(world).ok()),
            })
        }
        Entry::Injected { kind, operation } => {
            json!({ "type": "fault", "kind": kind, "operation": operation })
        }
        Entry::Action { object, actor, action } => json!({
            "type": "action", "id": world.store.id(*object)?, "actor": actor, "action": action,
        }),
    };
    if let Some(members) = view.as_object_mut() {
        members.insert("number".to_owned(), json!(entry.number));
        members.insert("at".to_owned(), json!(time(entry.at)));
    }
    Ok(view)
}

/// Parameters with the values of keys, tokens and signatures hidden.
fn hidden(text: &str) -> Map<String, Value> {
    let secret = |name: &str| {
        matches!(
            name,
            "Signature"
                | "AWSAccessKeyId"
                | "MWSAuthToken"
                | "AccessToken"
                | "AddressConsentToken"
                | "access_token"
        )
    };
    let pairs = query::decode(text).unwrap_or_default();
    pairs
        .into_iter()
        .map(|(name, value)| {
            let value = if secret(&name) { json!("[hidden]") } else { json!(value) };
            (name.into_owned(), value)
        })
        .collect()
}

/// Notifications with their deliveries; `limit` gives the last ones only.
pub fn notifications(world: &World, query: &str) -> Outcome {
    let limit = number(query, "limit")?.and_then(|limit| usize::try_from(limit).ok());
    let kept = world.kept_notifications();
    let passed_over = limit.map_or(0, |limit| kept.len().saturating_sub(limit));
    let kept = kept.skip(passed_over).map(|notification| {
        let attempts = notification.attempts.iter().map(|attempt| {
            json!({
                "at": time(attempt.at), "status": attempt.status, "reported": attempt.reported,
            })
        });
        json!({
            "number": notification.number,
            "type": notification.content.kind(),
            "id": notification.content.about(world).ok(),
            "messageId": notification.message_id.text(),
            "message": world.message(notification),
            "created": time(notification.created),
            "urls": notification.urls,
            "done": notification.done,
            "attempts": attempts.collect::<Vec<_>>(),
        })
    });
    Ok(json!({ "notifications": kept.collect::<Vec<_>>() }))
}

/// Faults that wait to strike.
pub fn faults(world: &World) -> Value {
    let waiting = world.injections.iter().map(|(id, wish)| {
        json!({
            "id": id, "operation": wish.operation, "kind": wish.kind.word(),
            "perMillion": wish.per_million, "left": wish.times, "code": wish.code,
            "milliseconds": wish.milliseconds,
        })
    });
    json!({ "faults": waiting.collect::<Vec<_>>() })
}

fn parameter(text: &str, name: &str) -> Option<String> {
    let parameters = query::decode(text).unwrap_or_default();
    parameters.into_iter().find(|(known, _)| known == name).map(|(_, value)| value.to_string())
}

fn number(text: &str, name: &str) -> Result<Option<u64>, Refusal> {
    let Some(value) = parameter(text, name) else { return Ok(None) };
    value.parse().map(Some).map_err(|_| Refusal::bad(format!("`{name}` must be a whole number")))
}
