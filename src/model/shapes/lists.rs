//! Lists of plain items that stand in more than one shape. It knows under which names the service
//! writes an item.

use crate::model::schema::{Kind, List, items};

/// Ids of the objects made from this one. Answers call an item `member`, notifications `Id`, and
/// old answers `Member` (operations 6.8).
pub static ID_LIST: List = items(&["member"], Kind::Id).answers(&["member", "Id", "Member"]);

/// What kinds of goods an order holds (operations 5.2).
pub static ORDER_ITEM_CATEGORIES: List = items(&["OrderItemCategory"], Kind::Text);
