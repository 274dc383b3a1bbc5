//! Floor 4: the emulator. State in, request and time in; answer and events out. No clock, no
//! randomness but its own seed's, no sockets.
//!
//! ```text
//! front_door → behaviour → transition (state tables) → journal, notifications
//! control ────┘                └ ledger checks after every request
//! ```

mod admission;
mod behaviour;
mod calendar;
mod children;
mod control;
mod digits;
mod due;
mod fault;
mod front_door;
mod http;
mod identifier;
mod injection;
mod journal;
mod ledger;
mod members;
mod money;
mod notify;
mod objects;
mod options;
mod parameters;
mod profile;
mod random;
mod rates;
mod sellers;
mod settings;
mod snapshot;
pub mod state;
mod store;
mod throttle;
mod token;
mod transition;
mod world;

pub use http::{Request, Response};
pub use options::{Clock, Options};
pub use sellers::{
    ACCESS_KEY, CLIENT_ID, DELEGATING_MERCHANT_ID, MERCHANT_ID, MWS_AUTH_TOKEN, SECRET_KEY, Seller,
};
pub use settings::Settings;

use fault::Fault;
use journal::{Entry, kept};
use world::World;

/// An emulated Amazon Pay.
#[derive(Clone, Debug)]
pub struct Sandbox {
    world: World,
    allowed_hosts: Vec<String>,
    /// Whether the host itself wants no notifications.
    unheard: bool,
    /// A snapshot that is longer than a text of the host may be, as far as it has come.
    received: Vec<u8>,
}

impl Sandbox {
    /// An empty one.
    pub fn new(mut options: Options) -> Self {
        let allowed_hosts = std::mem::take(&mut options.allowed_hosts);
        Self { world: World::new(options), allowed_hosts, unheard: false, received: Vec::new() }
    }

    /// Answers a request to the payment API, the profile service or the control plane.
    ///
    /// `service_now` is the host's idea of the service's time, to which all advances are added; a
    /// manual clock ignores it. `wall_now` is the host's clock, against which timestamps of
    /// requests are judged. Both in milliseconds since 1970.
    pub fn request(&mut self, request: &Request<'_>, service_now: i64, wall_now: i64) -> Response {
        self.advance(service_now);
        let path = request.path();
        if path == "/sandbox/state" {
            return self.state(request);
        }
        if let (Some(reason), false) = (&self.world.stopped, control::is_control(path)) {
            return Response::text(500, format!("the sandbox stopped: {reason}"));
        }
        let response = if front_door::is_api(path) && !matches!(request.method, "GET" | "POST") {
            Response::text(405, "the payment API takes GET and POST only")
        } else if front_door::is_api(path) {
            let entry = Entry::Request {
                method: request.method,
                target: request.target,
                body: kept(request.body),
            };
            self.world.journal.add(self.world.now, entry);
            self.world.answer_api(request, wall_now)
        } else if control::is_control(path) {
            control::answer(&mut self.world, request, &self.allowed_hosts)
        } else if let Some(response) = profile::answer(&self.world, request) {
            response
        } else {
            Response::text(404, "there is nothing here")
        };
        let books = self.world.flush_notifications().and_then(|()| self.world.check_ledger());
        match books {
            Ok(()) => response,
            Err(fault) => {
                self.stop(&fault);
                Response::text(500, format!("the sandbox stopped: {}", fault.message))
            }
        }
    }

    /// Lets happen what falls due up to the service's time.
    pub fn advance(&mut self, service_now: i64) {
        if self.world.stopped.is_some() {
            return;
        }
        let base = if self.world.manual {
            *self.world.started.get_or_insert(service_now)
        } else {
            service_now
        };
        let now = base.saturating_add(self.world.advanced).max(self.world.now);
        if let Err(fault) = self.world.settle(now) {
            self.stop(&fault);
        }
    }

    /// The service's time.
    pub const fn now(&self) -> i64 {
        self.world.now
    }

    /// When something next falls due by itself.
    pub fn next_due(&self) -> Option<i64> {
        self.world.due.next()
    }

    /// In how many milliseconds of the host's clock something next falls due.
    pub fn next_due_in(&self) -> Option<i64> {
        self.next_due().map(|at| (at - self.world.now).max(0))
    }

    /// Notifications that the host is to sign and deliver now; each is given once.
    pub fn take_deliveries(&mut self) -> Vec<serde_json::Value> {
        self.world.take_deliveries(self.unheard)
    }

    /// From now on only what sellers configured an address for is given to the host: it has nobody
    /// to tell the rest, and most of the work of a notification is to write it out.
    pub fn hush(&mut self) {
        self.unheard = true;
    }

    /// Gives the host once more what it took within the time after which a delivery is repeated, and
    /// did not tell the end of. For a host that was killed and came back.
    pub fn deliver_again(&mut self) -> Vec<serde_json::Value> {
        self.world.deliver_again();
        self.take_deliveries()
    }

    /// Why it stopped, if it did: its own books were wrong.
    pub fn stopped(&self) -> Option<&str> {
        self.world.stopped.as_deref()
    }

    /// Audits everything, beyond what is audited after each request.
    ///
    /// # Errors
    ///
    /// Which law does not hold.
    pub fn audit(&self) -> Result<(), String> {
        self.world.check_everything().map_err(|fault| fault.message)
    }

    /// Everything it remembers, as text.
    pub fn snapshot(&self) -> String {
        snapshot::Writer::text_of(&self.world)
    }

    /// The same in parts of about a megabyte, or of so many bytes, so that it is nowhere as a whole.
    pub fn snapshot_in_parts(&self, part: Option<usize>, take: Box<dyn FnMut(&str)>) {
        snapshot::Writer::parts_of(&self.world, part, take);
    }

    /// Says that a snapshot of so many bytes, or of fewer, comes now by [`Self::receive`].
    ///
    /// # Errors
    ///
    /// There is no room for it.
    pub fn expect_snapshot(&mut self, bytes: usize) -> Result<(), String> {
        self.received = Vec::new();
        let room = self.received.try_reserve_exact(bytes);
        room.map_err(|_| format!("there is no room for a snapshot of {bytes} bytes"))
    }

    /// Takes the next part of a snapshot.
    ///
    /// # Errors
    ///
    /// More came than was expected, and there is no room for it.
    pub fn receive(&mut self, part: &[u8]) -> Result<(), String> {
        let room = self.received.try_reserve(part.len());
        room.map_err(|_| "there is no room for a snapshot of this length".to_owned())?;
        self.received.extend_from_slice(part);
        Ok(())
    }

    /// Remembers what was received, as [`Self::restore`] does.
    ///
    /// # Errors
    ///
    /// Why it is no snapshot; then nothing changed.
    pub fn restore_received(&mut self) -> Result<(), String> {
        let received = std::mem::take(&mut self.received);
        self.restore_bytes(&received)
    }

    /// Remembers what a snapshot holds, and forgets everything else.
    ///
    /// # Errors
    ///
    /// Why the text is no snapshot; then nothing changed.
    pub fn restore(&mut self, snapshot: &str) -> Result<(), String> {
        let mut world: World = snapshot::Reader::read_all(snapshot)
            .ok_or("the snapshot can't be read: it is damaged, or of another version")?;
        world.store.index();
        world.check_everything().map_err(|fault| fault.message)?;
        self.world = world;
        Ok(())
    }

    fn state(&mut self, request: &Request<'_>) -> Response {
        let received = std::mem::take(&mut self.received);
        if let Some(refusal) = control::refuse(request, received.len(), &self.allowed_hosts) {
            return refusal;
        }
        let restored = match request.method {
            "GET" => {
                return Response {
                    status: 200,
                    headers: vec![("content-type", "application/json".to_owned())],
                    body: self.snapshot(),
                    ..Response::default()
                };
            }
            "PUT" if received.is_empty() => self.restore(request.body),
            "PUT" => self.restore_bytes(&received),
            _ => return Response::json(405, &serde_json::json!({ "error": "GET and PUT only" })),
        };
        match restored {
            Ok(()) => Response::json(200, &serde_json::json!({ "now": self.world.now })),
            Err(message) => Response::json(400, &serde_json::json!({ "error": message })),
        }
    }

    fn restore_bytes(&mut self, snapshot: &[u8]) -> Result<(), String> {
        let text = std::str::from_utf8(snapshot);
        self.restore(text.map_err(|_| "the snapshot is no text in UTF-8")?)
    }

    fn stop(&mut self, fault: &Fault) {
        self.world.stopped.get_or_insert_with(|| fault.message.clone());
    }
}
