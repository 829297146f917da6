//! The host's double: one invocation a thread.

use std::cell::RefCell;
use std::collections::HashMap;

type Iomod = Box<dyn Fn(&str, &[u8]) -> Option<Vec<u8>>>;

/// An invocation to be tried.
#[derive(Default)]
pub struct Double {
    event: Vec<u8>,
    context: HashMap<String, String>,
    now_ms: i64,
    remaining_ms: Option<i64>,
    iomods: Option<Iomod>,
    calls: Vec<Option<Vec<u8>>>,
    has_answered: bool,
    is_streaming: bool,
    answered: Answered,
}

/// What a handler did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// What the handler returned to its host.
    pub status: i32,
    /// The response, or what was streamed.
    pub response: Option<Vec<u8>>,
    /// The content type of a streamed response.
    pub content_type: Option<String>,
    /// Whether a streamed response was ended.
    pub has_ended: bool,
    /// Type and message of a failure.
    pub failure: Option<(String, String)>,
    /// Log records: level (0 trace to 5 fatal) and text.
    pub log: Vec<(i32, String)>,
}

thread_local! {
    static CURRENT: RefCell<Double> = RefCell::new(Double::default());
}

impl Double {
    /// With an event.
    pub fn new(event: impl Into<Vec<u8>>) -> Self {
        Double { event: event.into(), ..Double::default() }
    }

    /// A value of the invocation's context, `request-id` for example.
    pub fn context(mut self, key: &str, value: &str) -> Self {
        self.context.insert(key.into(), value.into());
        self
    }

    /// Unix time, and what is left to the deadline, in milliseconds.
    pub fn time(mut self, now_ms: i64, remaining_ms: i64) -> Self {
        self.now_ms = now_ms;
        self.remaining_ms = Some(remaining_ms);
        self
    }

    /// Answers calls of IOmods by name and input; `None`: there is no such IOmod.
    pub fn iomods(mut self, answer: impl Fn(&str, &[u8]) -> Option<Vec<u8>> + 'static) -> Self {
        self.iomods = Some(Box::new(answer));
        self
    }

    /// Runs a handler.
    pub fn invoke(self, handler: impl FnOnce() -> i32) -> Answered {
        CURRENT.with(|current| *current.borrow_mut() = self);
        let status = handler();
        CURRENT.with(|current| {
            let mut answered = current.take().answered;
            answered.status = status;
            answered
        })
    }
}

fn with<R>(body: impl FnOnce(&mut Double) -> R) -> R {
    CURRENT.with(|current| body(&mut current.borrow_mut()))
}

pub fn success(body: &[u8]) {
    with(|host| {
        if !std::mem::replace(&mut host.has_answered, true) {
            host.answered.response = Some(body.to_vec());
        }
    })
}
pub fn failure(ty: &str, message: &str) {
    with(|host| {
        if !std::mem::replace(&mut host.has_answered, true) {
            host.answered.failure = Some((ty.into(), message.into()));
        }
    })
}
pub fn log(level: i32, text: &str) {
    with(|host| host.answered.log.push((level, text.into())))
}
pub fn clock_ms() -> i64 {
    with(|host| host.now_ms)
}
pub fn remaining_ms() -> i64 {
    with(|host| host.remaining_ms.unwrap_or(-1))
}
pub fn context(key: &str) -> Option<String> {
    with(|host| host.context.get(key).cloned())
}
pub fn event() -> Vec<u8> {
    with(|host| host.event.clone())
}

pub fn invoke(name: &str, input: &[u8]) -> i32 {
    with(|host| match host.iomods.as_ref().and_then(|iomods| iomods(name, input)) {
        Some(answer) => {
            host.calls.push(Some(answer));
            host.calls.len() as i32
        }
        None => -1,
    })
}
fn call(host: &mut Double, id: i32) -> Option<&mut Option<Vec<u8>>> {
    let index = usize::try_from(id).ok()?.checked_sub(1)?;
    host.calls.get_mut(index).filter(|call| call.is_some())
}
pub fn poll(id: i32) -> i32 {
    with(|host| if call(host, id).is_some() { 1 } else { -1 })
}
pub fn io_response(id: i32) -> Vec<u8> {
    with(|host| call(host, id).and_then(|call| call.clone()).unwrap_or_default())
}
pub fn wait(ids: &[i32], _timeout_ms: i32) -> i32 {
    with(|host| match ids.iter().position(|id| call(host, *id).is_some()) {
        Some(place) => place as i32,
        None => -1,
    })
}
pub fn cancel(id: i32) -> i32 {
    with(|host| call(host, id).and_then(|call| call.take()).map_or(-1, |_| 0))
}

pub fn response_start(content_type: &str) -> bool {
    with(|host| {
        if std::mem::replace(&mut host.has_answered, true) {
            return false;
        }
        host.is_streaming = true;
        host.answered.content_type = Some(content_type.into());
        host.answered.response = Some(Vec::new());
        true
    })
}
pub fn response_write(bytes: &[u8]) -> bool {
    with(|host| {
        if host.is_streaming {
            host.answered.response.get_or_insert_with(Vec::new).extend_from_slice(bytes);
        }
        host.is_streaming
    })
}
pub fn response_end() -> bool {
    with(|host| {
        let was_streaming = std::mem::replace(&mut host.is_streaming, false);
        host.answered.has_ended |= was_streaming;
        was_streaming
    })
}
