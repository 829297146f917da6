//! `handler!`, and the macros of AssemblyLift 0.3.

/// Exports a handler.
///
/// `handler!(function)` exports `fn(T) -> O` as `handler`: `T` is a [`Request`](crate::Request), a
/// typed event, [`Json`](crate::Json), an [`Invocation`](crate::Invocation) (the bytes), or, with the
/// feature `serde`, whatever it deserializes; `O` is `Result<A, E>` with an answer and an error, or
/// `()` when the handler answers by itself. `handler!(async function)` takes an `async fn`, and
/// `handler!(name = function)` exports it under another name.
///
/// `handler!(context: LambdaContext<T>, async { … })` is AssemblyLift's form.
#[macro_export]
macro_rules! handler {
    ($context:ident : $type:ty, async $body:block) => {
        $crate::handler!(@export handler, $crate::run_async(|$context: $type| async move {
            let _ = &$context;
            $body
        }));
    };
    (async $function:path) => {
        $crate::handler!(@export handler, $crate::run_async($function));
    };
    ($name:ident = async $function:path) => {
        $crate::handler!(@export $name, $crate::run_async($function));
    };
    ($name:ident = $function:path) => {
        $crate::handler!(@export $name, $crate::run($function));
    };
    (@export $name:ident, $run:expr) => {
        #[no_mangle]
        pub extern "C" fn $name() -> i32 {
            $run
        }
    };
    ($function:path) => {
        $crate::handler!(@export handler, $crate::run($function));
    };
}

/// Answers with status 200: a value as JSON, or a body with its content type, whether it is base64,
/// and whether it is compressed.
#[macro_export]
macro_rules! http_ok {
    ($body:expr, $type:expr, $is_base64:expr, $gzip:expr) => {
        $crate::internal::answer($crate::Response::assemblylift($body, $type, $is_base64, $gzip))
    };
    ($value:expr) => {
        $crate::internal::answer($crate::Response::json(&$value))
    };
}

/// Answers with status 520 and a message.
#[macro_export]
macro_rules! http_error {
    ($message:expr) => {{
        let message: String = ($message).into();
        $crate::internal::answer($crate::Response::function_error(&message))
    }};
}

/// Answers with status 404 for something by its name.
#[macro_export]
macro_rules! http_not_found {
    ($name:expr) => {{
        let name: String = ($name).into();
        $crate::internal::answer($crate::Response::not_found(&name))
    }};
}

/// The organisation, namespace and name that `call!` calls.
#[macro_export]
macro_rules! export_iomod_guest {
    ($organisation:ident, $namespace:ident, $name:ident) => {
        const ASML_COORDINATES: &str =
            concat!(stringify!($organisation), ".", stringify!($namespace), ".", stringify!($name));
    };
}

/// Defines a function that starts a call of an IOmod and can be awaited: `call!(uuid4, () => String)`
/// after `export_iomod_guest!(akkoro, std, crypto)`. With a whole name it is a closure:
/// `call!("akkoro.std.crypto.uuid4", () => String)`.
#[macro_export]
macro_rules! call {
    ($method:ident, $input:ty => $output:ty) => {
        pub fn $method(input: $input) -> $crate::Io<$output> {
            $crate::Io::start(&format!("{}.{}", ASML_COORDINATES, stringify!($method)), &input)
        }
    };
    ($method:literal, $input:ty => $output:ty) => {
        |input: $input| $crate::Io::<$output>::start($method, &input)
    };
}

#[cfg(test)]
#[path = "macros_tests.rs"]
mod tests;
