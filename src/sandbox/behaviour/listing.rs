//! ListOrderReference and its pages (operations.md 5.5, 5.6). A page's token holds the query
//! itself, so that nothing is remembered between pages; tokens live for ever (their lifetime is not
//! known).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::model::value::{Record, Value};
use crate::wire::timestamp;

use super::{Call, Outcome, order_attributes, order_reference, price, status, time};
use crate::sandbox::calendar::{DAY, Moment};
use crate::sandbox::fault::Fault;
use crate::sandbox::objects::{Object, OrderReference};
use crate::sandbox::settings::LastPageToken;
use crate::sandbox::snapshot::{Reader, Writer, stored};
use crate::sandbox::state::State;
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// The longest stretch of time that may be asked for.
const LONGEST: i64 = 31 * DAY;

/// A query and where its next page begins.
#[derive(Clone, Debug)]
struct Query {
    id: String,
    from: Option<Moment>,
    to: Option<Moment>,
    ascending: bool,
    size: u32,
    states: Vec<String>,
    /// How many of the matching ones came before.
    skip: u32,
    /// How many there were of that order number when the first page was read; what came later stays
    /// out, so that pages do not shift.
    known: u32,
}

stored!(Query { id, from, to, ascending, size, states, skip, known });

/// ListOrderReference.
pub fn list(world: &mut World, call: &Call<'_>) -> Outcome {
    let (from, to) = range(call)?;
    let size = call.input.integer("PageSize").and_then(|size| u32::try_from(size).ok());
    let size = size.unwrap_or(world.settings.page_size).min(world.settings.page_size_most);
    let states =
        call.input.list("OrderReferenceStatusListFilter").iter().filter_map(|state| match state {
            Value::Text(word) => Some(word.clone().into_owned()),
            _ => None,
        });
    let id = call.text("QueryId").to_owned();
    // An account lives in one payment domain; another one holds nothing of it.
    let here = call.text("PaymentDomain") == world.region().payment_domain;
    let known = if here { filed(world, call, &id).len() } else { 0 };
    page(
        world,
        call,
        Query {
            from,
            to,
            ascending: call.text("SortOrder") == "Ascending",
            size: size.max(1),
            states: states.collect(),
            skip: 0,
            known: u32::try_from(known).unwrap_or(u32::MAX),
            id,
        },
    )
}

/// ListOrderReferenceByNextToken.
pub fn list_by_next_token(world: &mut World, call: &Call<'_>) -> Outcome {
    let text = call.text("NextPageToken");
    let query = read_token(world, call, text);
    match query {
        Some(query) => page(world, call, query),
        None => Err(Fault::parameter("NextPageToken", text)),
    }
}

fn filed<'world>(world: &'world World, call: &Call<'_>, id: &str) -> &'world [At<OrderReference>] {
    world.store.filed(&order_attributes::filing_key(call.seller, call.environment, id))
}

fn range(call: &Call<'_>) -> Result<(Option<Moment>, Option<Moment>), Fault> {
    let moment = |path: &str, name: &str| match call.input.text(path) {
        None => Ok(None),
        Some(text) => timestamp::parse(text).map(Some).ok_or_else(|| Fault::parameter(name, text)),
    };
    let from = moment("CreatedTimeRange.StartTime", "StartTime")?;
    let to = moment("CreatedTimeRange.EndTime", "EndTime")?;
    if from.zip(to).is_some_and(|(from, to)| to < from || to - from > LONGEST) {
        return Err(Fault::parameter("EndTime", call.text("CreatedTimeRange.EndTime")));
    }
    Ok((from, to))
}

fn page(world: &World, call: &Call<'_>, query: Query) -> Outcome {
    let known = query.known as usize;
    let mut matching = Vec::new();
    for &at in filed(world, call, &query.id).iter().take(known) {
        if matches(world, at, &query)? {
            matching.push((world.store.orders.get(at)?.created, at));
        }
    }
    matching.sort_unstable();
    if !query.ascending {
        matching.reverse();
    }
    let (skip, size) = (query.skip as usize, query.size as usize);
    let items: Result<Vec<Value>, Fault> =
        matching.iter().skip(skip).take(size).map(|(_, at)| item(world, *at)).collect();
    let mut record = Record::new().with("OrderReferenceList", Value::List(items?));
    if matching.len() > skip + size {
        let next = Query { skip: query.skip + query.size, ..query };
        record.put("NextPageToken", write_token(world, call, &next));
    } else if world.settings.last_page_token == LastPageToken::Empty {
        record.put("NextPageToken", "");
    }
    Ok(Some(record))
}

fn matches(world: &World, at: At<OrderReference>, query: &Query) -> Result<bool, Fault> {
    let order = world.store.orders.get(at)?;
    let state = order.status.state;
    // What carried the number once may carry another one now.
    let id = order.attributes.as_ref().and_then(|attributes| attributes.seller_order_id.as_deref());
    Ok(id == Some(query.id.as_str())
        && query.from.is_none_or(|from| order.created >= from)
        && query.to.is_none_or(|to| order.created <= to)
        && (state != State::Draft || world.settings.list_drafts)
        && (query.states.is_empty() || query.states.iter().any(|word| word == state.word())))
}

fn item(world: &World, at: At<OrderReference>) -> Result<Value, Fault> {
    let order = world.store.orders.get(at)?;
    let mut record = Record::new()
        .with("AmazonOrderReferenceId", world.store.id(Object::OrderReference(at))?)
        .with("OrderReferenceStatus", status(&order.status, "LastUpdateTimestamp"))
        .with("CreationTimestamp", time(order.created))
        .with("ReleaseEnvironment", order.environment.word())
        .with("SellerOrderAttributes", order_reference::seller_attributes(order));
    if let Some(total) = order.total {
        record.put("OrderTotal", price(total));
    }
    Ok(record.into())
}

/// What binds a token to the seller and the world it was given to.
fn seal(world: &World, call: &Call<'_>, text: &str) -> String {
    let bound = text.bytes().chain(call.environment.word().bytes());
    let mixed = bound.fold(u64::from(call.seller.0), |seal, byte| {
        crate::sandbox::random::Random::new(world.token_key ^ seal, u64::from(byte)).next()
    });
    format!("{mixed:016x}")
}

/// The outer form is as captured: JSON with these two members, in base64.
fn write_token(world: &World, call: &Call<'_>, query: &Query) -> String {
    let text = Writer::text_of(query);
    let token = json!({
        "nextPageToken": format!("{}{}", seal(world, call, &text), STANDARD.encode(text)),
        "marketplaceId": "A3BXB0YN3XH17H",
    });
    STANDARD.encode(token.to_string())
}

fn read_token(world: &World, call: &Call<'_>, text: &str) -> Option<Query> {
    let token: serde_json::Value = serde_json::from_slice(&STANDARD.decode(text).ok()?).ok()?;
    let (sealed, text) = token.get("nextPageToken")?.as_str()?.split_at_checked(16)?;
    let text = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
    if sealed != seal(world, call, &text) {
        return None;
    }
    Reader::read_all(&text)
}
