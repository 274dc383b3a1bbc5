//! The buyer's data in answers, and who may see how much of it (operations.md 5.4): before
//! confirmation the merchant sees where roughly the goods go, and all of it with the buyer's token.

use crate::model::value::Record;

use super::{Call, put_text};
use crate::sandbox::fault::Fault;
use crate::sandbox::objects::{Address, Buyer, Card, Shipping};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// How much a call may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Name, mail and full address.
    pub person: bool,
    /// The billing address.
    pub billing: bool,
    /// The payment method.
    pub method: bool,
}

/// What a call may see of an object of that buyer, which was confirmed or was not; refuses tokens that
/// are none.
pub fn sight(
    world: &World,
    call: &Call<'_>,
    buyer: At<Buyer>,
    confirmed: bool,
) -> Result<Sight, Fault> {
    let (old, new) = (call.input.text("AddressConsentToken"), call.input.text("AccessToken"));
    if old.is_some() && new.is_some() {
        return Err(Fault::new(
            "AmbiguousToken",
            "AddressConsentToken and AccessToken cannot both be given.",
        ));
    }
    let mut sight =
        Sight { person: confirmed, billing: confirmed && world.in_europe(), method: false };
    if let Some(text) = old.or(new) {
        // Tokens arrive percent-encoded where a client did not decode the cookie; once is forgiven
        // by nobody, so neither here.
        let good = world.token(text).is_some_and(|token| token.buyer == buyer);
        if !good {
            return Err(Fault::new(
                "InvalidAddressConsentToken",
                "The address consent token is invalid or has expired.",
            ));
        }
        sight = Sight { person: true, billing: true, method: world.settings.payment_descriptor };
    }
    Ok(sight)
}

/// Puts Buyer, Destination, BillingAddress and PaymentDescriptor, as far as may be seen.
pub fn put(
    world: &World,
    record: &mut Record,
    sight: Sight,
    buyer: At<Buyer>,
    shipping: Shipping,
    billing: At<Address>,
) -> Result<(), Fault> {
    if sight.person {
        let buyer = world.store.buyers.get(buyer)?;
        let mut details =
            Record::new().with("Name", buyer.name.clone()).with("Email", buyer.email.clone());
        put_text(&mut details, "Phone", buyer.phone.as_deref());
        record.put("Buyer", details);
    }
    if let Shipping::Chosen(at) = shipping {
        let address = world.store.addresses.get(at)?;
        let seen = if sight.person { full(address) } else { rough(world, address) };
        record.put(
            "Destination",
            Record::new().with("DestinationType", "Physical").with("PhysicalDestination", seen),
        );
    }
    if sight.billing {
        let address = full(world.store.addresses.get(billing)?);
        record.put(
            "BillingAddress",
            Record::new().with("AddressType", "Physical").with("PhysicalAddress", address),
        );
    }
    Ok(())
}

/// The payment method, for merchants admitted to see it.
pub fn descriptor(card: Card) -> Record {
    let tail = card.tail();
    Record::new()
        .with("Name", "Visa")
        .with(
            "FullDescriptor",
            format!("Amazon Pay (Visa **{})", tail.chars().skip(2).collect::<String>()),
        )
        .with("UseAmazonBalanceFirst", false)
}

/// All of an address.
pub fn full(address: &Address) -> Record {
    let mut record = Record::new();
    for (name, text) in [
        ("Name", &address.name),
        ("AddressLine1", &address.address_line1),
        ("AddressLine2", &address.address_line2),
        ("AddressLine3", &address.address_line3),
        ("City", &address.city),
        ("County", &address.county),
        ("District", &address.district),
        ("StateOrRegion", &address.state_or_region),
        ("PostalCode", &address.postal_code),
        ("CountryCode", &address.country_code),
        ("Phone", &address.phone),
    ] {
        put_text(&mut record, name, text.as_deref());
    }
    record
}

/// What of an address may be seen by anyone. Japan tells two fields only (operations.md 5.4).
fn rough(world: &World, address: &Address) -> Record {
    let mut record = Record::new();
    put_text(&mut record, "StateOrRegion", address.state_or_region.as_deref());
    put_text(&mut record, "PostalCode", address.postal_code.as_deref());
    if world.region != "jp" {
        put_text(&mut record, "City", address.city.as_deref());
        put_text(&mut record, "CountryCode", address.country_code.as_deref());
    }
    record
}
