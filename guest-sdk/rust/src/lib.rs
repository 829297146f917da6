//! Functions for `asml`: the event, HTTP and JSON, typed events of AWS services, calls of IOmods,
//! streaming. No crate is required; the feature `serde` takes its types everywhere.
//!
//! ```
//! use asml::{Request, Response};
//!
//! fn hello(request: Request) -> Result<Response, String> {
//!     let name = request.query("name").unwrap_or("world");
//!     Ok(Response::html(format!("<h1>Hello, {}!</h1>", name)))
//! }
//! asml::handler!(hello);
//! # fn main() {}
//! ```
//!
//! The source forms of AssemblyLift 0.3 are taken too:
//!
//! ```
//! use asml::{handler, http_ok, ApiGatewayEvent, LambdaContext};
//!
//! handler!(context: LambdaContext<ApiGatewayEvent>, async {
//!     let event: ApiGatewayEvent = context.event;
//!     http_ok!(format!("you asked for {}", event.path));
//! });
//! # fn main() {}
//! ```

#![warn(missing_docs)]

mod base64;
mod context;
mod events;
mod function;
pub mod host;
mod http;
mod io;
mod json;
mod macros;
#[cfg(feature = "serde")]
mod serde_support;
mod stream;

pub use crate::base64::{decode_base64, encode_base64};
pub use crate::context::{clock_ms, log, Context, Level};
pub use crate::events::*;
pub use crate::function::{
    event, fail, respond, run, run_async, Answer, Bytes, FunctionError, FromEvent, Invocation,
    LambdaContext, Outcome,
};
pub use crate::http::{Request, Response};
pub use crate::io::{block_on, call, join_all, wait_any, Call, Io, IoError};
pub use crate::json::{FromJson, Json, JsonError, ToJson};
pub use crate::stream::Stream;

/// What the macros need of the crate.
#[doc(hidden)]
pub mod internal {
    pub use crate::function::answer;
}
