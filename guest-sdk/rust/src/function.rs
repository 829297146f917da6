//! From the host's event to a handler, and from what it returns to the answer.

use crate::context::{log, Context, Level};
use crate::http::{Request, Response};
use crate::json::{FromJson, JsonError, ToJson};
use crate::{host, io};
use std::fmt;
use std::future::Future;

/// The event as it came: any bytes, of any length.
pub fn event() -> Vec<u8> {
    host::event()
}

/// Answers; only the first answer counts.
pub fn respond(body: impl AsRef<[u8]>) {
    host::success(body.as_ref())
}

/// Answers that the function failed.
pub fn fail(error: &FunctionError) {
    host::failure(&error.kind, &error.message)
}

/// Why an invocation failed, as Lambda reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionError {
    /// `Function.Something`
    pub kind: String,
    /// For people.
    pub message: String,
}

impl FunctionError {
    /// With a type like `Function.NotAllowed`.
    pub fn new(kind: impl Into<String>, message: impl Into<String>) -> Self {
        FunctionError { kind: kind.into(), message: message.into() }
    }
}

impl fmt::Display for FunctionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.kind, self.message)
    }
}

macro_rules! error_from {
    ($($type:ty),*) => {$(
        impl From<$type> for FunctionError {
            fn from(error: $type) -> Self {
                FunctionError::new("Function.Error", error.to_string())
            }
        }
    )*};
}
error_from!(String, &str, JsonError, io::IoError, std::io::Error, std::fmt::Error);

/// What a handler takes: made of the event.
pub trait FromEvent: Sized {
    /// The error becomes that of the invocation, with the type `Function.InvalidEvent`.
    fn from_event(event: Vec<u8>) -> Result<Self, JsonError>;
}

impl<T: FromJson> FromEvent for T {
    fn from_event(event: Vec<u8>) -> Result<Self, JsonError> {
        T::from_json(&event)
    }
}

/// The event's bytes, undecoded, for a handler that wants them so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// As it came.
    pub event: Vec<u8>,
    /// Around it.
    pub context: Context,
}

impl FromEvent for Invocation {
    fn from_event(event: Vec<u8>) -> Result<Self, JsonError> {
        Ok(Invocation { event, context: Context::default() })
    }
}

impl FromEvent for Request {
    fn from_event(event: Vec<u8>) -> Result<Self, JsonError> {
        Request::parse(&event)
    }
}

/// The event with its context, as AssemblyLift's handlers take it.
#[derive(Clone, Debug)]
pub struct LambdaContext<T> {
    /// Decoded.
    pub event: T,
    /// Around it.
    pub context: Context,
}

impl<T: FromEvent> FromEvent for LambdaContext<T> {
    fn from_event(event: Vec<u8>) -> Result<Self, JsonError> {
        Ok(LambdaContext { event: T::from_event(event)?, context: Context::default() })
    }
}

/// What can be answered with.
pub trait Answer {
    /// The response body; `None` when the handler has answered by itself.
    fn into_body(self) -> Option<Vec<u8>>;
}

impl<T: ToJson> Answer for T {
    fn into_body(self) -> Option<Vec<u8>> {
        Some(self.to_json().into_bytes())
    }
}

impl Answer for Response {
    fn into_body(self) -> Option<Vec<u8>> {
        Some(self.to_body(host_request_version()).into_bytes())
    }
}

/// An answer of bytes, as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Answer for Bytes {
    fn into_body(self) -> Option<Vec<u8>> {
        Some(self.0)
    }
}

/// Cookies stand elsewhere in payload 1.0.
fn host_request_version() -> u8 {
    crate::http::version_of(&host::event())
}

/// How a handler ends.
pub trait Outcome {
    /// Gives the answer.
    fn finish(self);
}

impl<A: Answer, E: Into<FunctionError>> Outcome for Result<A, E> {
    fn finish(self) {
        match self {
            Ok(answer) => {
                if let Some(body) = answer.into_body() {
                    respond(body)
                }
            }
            Err(error) => fail(&error.into()),
        }
    }
}

/// Has answered by itself, or the answer is `null`.
impl Outcome for () {
    fn finish(self) {}
}

/// A panic ends a function as a trap, which has no words: they are given to the caller before.
#[cfg(target_arch = "wasm32")]
fn report_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| host::failure("Function.Panic", &panic.to_string())))
    });
}

/// The test's own harness reports them.
#[cfg(not(target_arch = "wasm32"))]
fn report_panics() {}

fn decoded<T: FromEvent>() -> Option<T> {
    report_panics();
    match T::from_event(event()) {
        Ok(event) => Some(event),
        Err(error) => {
            log(Level::Error, &format!("cannot decode the event: {}", error));
            fail(&FunctionError::new("Function.InvalidEvent", error.to_string()));
            None
        }
    }
}

/// Runs a handler; what `handler!` exports returns this. A panic fails the invocation with the type
/// `Function.Panic`.
pub fn run<T: FromEvent, O: Outcome>(handler: impl FnOnce(T) -> O) -> i32 {
    if let Some(event) = decoded() {
        handler(event).finish();
    }
    0
}

/// The same for one that awaits calls of IOmods.
pub fn run_async<T: FromEvent, F>(handler: impl FnOnce(T) -> F) -> i32
where
    F: Future,
    F::Output: Outcome,
{
    if let Some(event) = decoded() {
        io::block_on(handler(event)).finish();
    }
    0
}

/// What AssemblyLift's HTTP macros do.
#[doc(hidden)]
pub fn answer(response: Response) {
    respond(response.to_body(host_request_version()))
}
