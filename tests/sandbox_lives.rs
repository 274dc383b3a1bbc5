//! Random merchants, buyers and clocks against the sandbox, in every region, under every reading of
//! what the reference leaves open. Whatever they do, the books add up, nothing panics, no object takes
//! a way that the tables do not hold, and no way in the tables is left out.
//!
//! `SANDBOX_STEPS` and `SANDBOX_SEED` set how long and from where. Without them each run has a seed of
//! its own and takes 100 000 steps, a million with `cargo xtask test --full`; a run that fails prints
//! its seed and the shortest series of steps that it could find.
#![cfg(feature = "sandbox")]

#[cfg(test)]
#[path = "lives/coverage.rs"]
mod coverage;
#[cfg(test)]
#[path = "lives/others.rs"]
mod others;
#[cfg(test)]
#[path = "lives/reading.rs"]
mod reading;
#[cfg(test)]
#[path = "lives/run.rs"]
mod run;
#[cfg(test)]
#[path = "sandbox/shop.rs"]
#[expect(dead_code, reason = "this test uses a part of the shop")]
mod shop;
#[cfg(test)]
#[path = "lives/steps.rs"]
mod steps;
#[cfg(test)]
#[path = "lives/words.rs"]
mod words;
#[cfg(test)]
#[path = "lives/world.rs"]
mod world;

use std::hash::{BuildHasher, RandomState};

use coverage::Coverage;
use run::Run;
use steps::Step;
use world::{Numbers, World};

/// Steps of a life.
const LIFE: u64 = 1_250;
/// By how much a run may be longer to see what it has not seen.
const MOST_LIVES: u64 = 4;
/// Steps between two audits of everything.
const AUDIT: usize = 625;

/// Lives a series of steps in a world; gives what was seen of the tables.
fn live(world: &World, steps: &[Step]) -> Result<Coverage, String> {
    let mut run = Run::new(world);
    for (at, step) in steps.iter().enumerate() {
        run.take(*step)?;
        if at % AUDIT == AUDIT - 1 {
            run.audit()?;
        }
    }
    run.audit()?;
    Ok(run.coverage)
}

/// The shortest series of steps that still fails, found by leaving pieces out.
fn shrink(mut steps: Vec<Step>, fails: impl Fn(&[Step]) -> bool) -> Vec<Step> {
    let mut piece = steps.len() / 2;
    while piece > 0 {
        let mut at = 0;
        while at < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + piece).min(steps.len()));
            if fails(&fewer) {
                steps = fewer;
            } else {
                at += piece;
            }
        }
        piece /= 2;
    }
    steps
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The world and the steps of a seed.
fn drawn(seed: u64) -> (World, Vec<Step>) {
    let mut numbers = Numbers(seed);
    let world = World::random(&mut numbers);
    (world, (0..LIFE).map(|_| Step::random(&mut numbers)).collect())
}

#[test]
fn whatever_happens_the_books_add_up() {
    let full = std::env::var_os("AMAZON_PAY_WASM_FULL").is_some();
    let steps = number("SANDBOX_STEPS", if full { 1_000_000 } else { 100_000 });
    let first = number("SANDBOX_SEED", RandomState::new().hash_one(0) >> 32);
    println!("{steps} steps in lives of {LIFE} from SANDBOX_SEED={first}");
    let mut coverage = Coverage::default();
    let lives = steps.div_ceil(LIFE);
    // The lives are only worth something if they go everywhere. What is rare may want some more.
    let must_see_all = steps >= 100_000;
    let most = if must_see_all { lives * MOST_LIVES } else { lives };
    for (seed, life) in (first..).zip(1..=most) {
        if life > lives && coverage.missed().is_empty() {
            break;
        }
        let (world, steps) = drawn(seed);
        match live(&world, &steps) {
            Ok(seen) => coverage.add(seen),
            Err(reason) => {
                let fewest = shrink(steps, |steps| live(&world, steps).is_err());
                let last = live(&world, &fewest).map(drop);
                panic!("SANDBOX_SEED={seed}: {reason}\n{world:#?}\n{fewest:#?}\n{last:?}");
            }
        }
    }
    coverage.print();
    if must_see_all {
        assert_eq!(coverage.missed(), Vec::<String>::new(), "nobody has seen these");
    }
}

#[test]
fn a_life_repeats_itself_from_its_seed() {
    let told = |seed| {
        let (world, steps) = drawn(seed);
        let mut run = Run::new(&world);
        steps[..200].iter().for_each(|step| run.take(*step).unwrap());
        run.shop.sandbox.snapshot()
    };
    assert_eq!(told(7), told(7));
    assert_ne!(told(7), told(8));
}

#[test]
fn a_series_that_fails_is_shortened_to_what_makes_it_fail() {
    let (_, steps) = drawn(7);
    let bad = |step: &Step| step.what.is_multiple_of(50) && step.how.is_multiple_of(5);
    let culprits: Vec<_> = steps.iter().filter(|step| bad(step)).take(2).collect();
    assert_eq!(culprits.len(), 2, "another seed is needed");
    let fewest = shrink(steps.clone(), |steps| steps.iter().filter(|step| bad(step)).count() >= 2);
    assert_eq!(fewest.len(), 2);
    assert!(fewest.iter().all(bad));
}
