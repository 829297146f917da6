//! Calls of IOmods: started at once, then waited for, several together.

use crate::host;
use crate::json::{FromJson, Json, ToJson};
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

/// Why a call has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IoError {
    /// There is no such IOmod, or the name is none of four parts.
    NotFound(String),
    /// The IOmod, or what is between, says so.
    Failed(String),
    /// The response is not what was expected.
    Unexpected(String),
    /// No response came in time.
    TimedOut,
}

impl fmt::Display for IoError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IoError::NotFound(name) => write!(out, "no IOmod answers to {}", name),
            IoError::Failed(why) => out.write_str(why),
            IoError::Unexpected(why) => write!(out, "unexpected response: {}", why),
            IoError::TimedOut => out.write_str("no response in time"),
        }
    }
}

impl std::error::Error for IoError {}

/// A call that was started. Dropping it cancels it.
#[derive(Debug)]
pub struct Call {
    id: i32,
}

/// Starts a call of `org.ns.name.method` with these bytes.
pub fn call(method: &str, input: impl AsRef<[u8]>) -> Result<Call, IoError> {
    match host::invoke(method, input.as_ref()) {
        id if id > 0 => Ok(Call { id }),
        _ => Err(IoError::NotFound(method.into())),
    }
}

impl Call {
    /// Whether the response is there.
    pub fn is_ready(&self) -> bool {
        host::poll(self.id) == 1
    }

    /// Waits for the response: so many milliseconds, or with `None` until the deadline.
    pub fn wait(self, timeout_ms: Option<u32>) -> Result<Vec<u8>, IoError> {
        match wait_any(&[&self], timeout_ms) {
            Some(_) => Ok(host::io_response(self.id)),
            None => Err(IoError::TimedOut),
        }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        host::cancel(self.id);
    }
}

/// Waits for the first of several: its place, or `None` when the time is over.
pub fn wait_any(calls: &[&Call], timeout_ms: Option<u32>) -> Option<usize> {
    let ids: Vec<i32> = calls.iter().map(|call| call.id).collect();
    let timeout = timeout_ms.map_or(-1, |time| time.min(i32::MAX as u32) as i32);
    usize::try_from(host::wait(&ids, timeout)).ok()
}

impl Future for Call {
    type Output = Vec<u8>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Vec<u8>> {
        if self.is_ready() {
            return Poll::Ready(host::io_response(self.id));
        }
        WAITED_FOR.with(|ids| ids.borrow_mut().push(self.id));
        Poll::Pending
    }
}

/// A call with typed input and output, both JSON. IOmods answer `{"Ok":…}` or `{"Err":{"why":…}}`;
/// a response that is neither is the output itself.
#[derive(Debug)]
pub struct Io<Out> {
    call: Result<Call, IoError>,
    output: PhantomData<fn() -> Out>,
}

impl<Out: FromJson> Io<Out> {
    /// Starts it.
    pub fn start<In: ToJson + ?Sized>(method: &str, input: &In) -> Io<Out> {
        Io { call: call(method, input.to_json()), output: PhantomData }
    }

    /// Waits as `Call::wait` does.
    pub fn wait(self, timeout_ms: Option<u32>) -> Result<Out, IoError> {
        decoded(&self.call?.wait(timeout_ms)?)
    }
}

impl<Out: FromJson> Future for Io<Out> {
    type Output = Result<Out, IoError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.call {
            Err(error) => Poll::Ready(Err(error.clone())),
            Ok(call) => Pin::new(call).poll(context).map(|response| decoded(&response)),
        }
    }
}

fn decoded<Out: FromJson>(response: &[u8]) -> Result<Out, IoError> {
    let unexpected = |error: crate::JsonError| IoError::Unexpected(error.to_string());
    let json = Json::parse(response).map_err(unexpected)?;
    if let Some(error) = json.get("Err") {
        return Err(IoError::Failed(error.str("why").unwrap_or("no reason given").into()));
    }
    match json.get("Ok") {
        Some(value) => Out::from_json(value.to_string().as_bytes()).map_err(unexpected),
        None => Out::from_json(response).map_err(unexpected),
    }
}

thread_local! {
    /// What the futures that were polled wait for.
    static WAITED_FOR: RefCell<Vec<i32>> = RefCell::new(Vec::new());
}

/// Runs a future; while all of it waits for IOmods, the function sleeps instead of polling.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = Box::pin(future);
    let waker = waker();
    loop {
        WAITED_FOR.with(|ids| ids.borrow_mut().clear());
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        let ids = WAITED_FOR.with(|ids| ids.borrow().clone());
        assert!(!ids.is_empty(), "a future waits for something that is no call of an IOmod");
        assert!(host::wait(&ids, -1) >= 0, "no IOmod answered before the deadline");
    }
}

/// Waits for all of several futures.
pub async fn join_all<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let all = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    JoinAll { all }.await
}

struct JoinAll<F: Future> {
    all: Vec<(Pin<Box<F>>, Option<F::Output>)>,
}

/// Nothing in it is pinned but what is in boxes.
impl<F: Future> Unpin for JoinAll<F> {}

impl<F: Future> Future for JoinAll<F> {
    type Output = Vec<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        for (future, output) in &mut self.all {
            if output.is_none() {
                if let Poll::Ready(value) = future.as_mut().poll(context) {
                    *output = Some(value);
                }
            }
        }
        if self.all.iter().any(|(_, output)| output.is_none()) {
            return Poll::Pending;
        }
        Poll::Ready(self.all.iter_mut().filter_map(|(_, output)| output.take()).collect())
    }
}

/// Wakes nobody: `block_on` polls again whenever an IOmod has answered.
fn waker() -> Waker {
    const VTABLE: RawWakerVTable = RawWakerVTable::new(|_| RAW, |_| {}, |_| {}, |_| {});
    const RAW: RawWaker = RawWaker::new(std::ptr::null(), &VTABLE);
    // SAFETY: nothing is behind the pointer, and no function of the table looks at it.
    unsafe { Waker::from_raw(RAW) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Double;

    fn double() -> Double {
        Double::new("").iomods(|name, input| match name {
            "test.std.echo.call" => Some(input.to_vec()),
            "test.std.echo.fail" => Some(br#"{"Err":{"why":"broken"}}"#.to_vec()),
            "test.std.echo.wrap" => {
                Some([br#"{"Ok":"#, input, b"}"].concat())
            }
            _ => None,
        })
    }

    #[test]
    fn bytes() {
        double().invoke(|| {
            let one = call("test.std.echo.call", "one").unwrap();
            let two = call("test.std.echo.call", "two").unwrap();
            assert!(one.is_ready());
            assert_eq!(wait_any(&[&one, &two], Some(10)), Some(0));
            assert_eq!(two.wait(None).unwrap(), b"two");
            assert_eq!(call("a.b.c.d", "").unwrap_err(), IoError::NotFound("a.b.c.d".into()));
            0
        });
    }

    #[test]
    fn types() {
        double().invoke(|| {
            assert_eq!(Io::<String>::start("test.std.echo.call", "x").wait(None), Ok("x".into()));
            assert_eq!(Io::<u8>::start("test.std.echo.wrap", &7).wait(None), Ok(7));
            assert_eq!(
                Io::<u8>::start("test.std.echo.fail", &()).wait(None),
                Err(IoError::Failed("broken".into()))
            );
            assert!(matches!(
                Io::<u8>::start("test.std.echo.call", "x").wait(None),
                Err(IoError::Unexpected(_))
            ));
            0
        });
    }

    #[test]
    fn awaiting() {
        double().invoke(|| {
            let all = block_on(async {
                let first = Io::<u8>::start("test.std.echo.call", &1).await?;
                let more = (2..5).map(|n| Io::<u8>::start("test.std.echo.wrap", &n));
                let mut all = join_all(more).await.into_iter().collect::<Result<Vec<_>, _>>()?;
                all.insert(0, first);
                Ok::<_, IoError>(all)
            });
            assert_eq!(all, Ok(vec![1, 2, 3, 4]));
            0
        });
    }
}
