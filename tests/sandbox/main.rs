//! The sandbox seen from outside: signed requests in, answers out. Each row of the reference's
//! tables has a test named after it.
#![cfg(feature = "sandbox")]

#[cfg(test)]
mod actions;
#[cfg(test)]
mod agreement_states;
#[cfg(test)]
mod authorization_states;
#[cfg(test)]
mod capture_states;
#[cfg(test)]
mod control;
#[cfg(test)]
mod error_scenes;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod europe;
#[cfg(test)]
mod front_door;
#[cfg(test)]
mod happy_paths;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod operation_errors;
#[cfg(test)]
mod order_states;
#[cfg(test)]
mod shop;
#[cfg(test)]
mod simulated_cards;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod state_in_parts;
#[cfg(test)]
mod state_tables;
#[cfg(test)]
mod throttling;
#[cfg(test)]
mod transitions;
