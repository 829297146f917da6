//! The invocation around the event, time, and the log.

use crate::host;

/// What Lambda says about the invocation under way; `None` where it did not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {}

impl Context {
    /// The id that every log record carries.
    pub fn request_id(&self) -> String {
        host::context("request-id").unwrap_or_default()
    }
    /// For AWS X-Ray.
    pub fn trace_id(&self) -> Option<String> {
        host::context("trace-id")
    }
    /// With the version or alias that was invoked.
    pub fn function_arn(&self) -> Option<String> {
        host::context("function-arn")
    }
    /// JSON.
    pub fn client_context(&self) -> Option<String> {
        host::context("client-context")
    }
    /// JSON.
    pub fn cognito_identity(&self) -> Option<String> {
        host::context("cognito-identity")
    }
    /// Of a function with tenants.
    pub fn tenant_id(&self) -> Option<String> {
        host::context("tenant-id")
    }
    /// Milliseconds of Unix time.
    pub fn deadline_ms(&self) -> Option<u64> {
        host::context("deadline-ms")?.parse().ok()
    }
    /// Milliseconds to the deadline.
    pub fn remaining_ms(&self) -> Option<u64> {
        u64::try_from(host::remaining_ms()).ok()
    }
}

/// Milliseconds of Unix time.
pub fn clock_ms() -> u64 {
    host::clock_ms() as u64
}

/// How much a log record matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Level {
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
}

/// Writes one record.
pub fn log(level: Level, text: &str) {
    host::log(level as i32, text)
}
