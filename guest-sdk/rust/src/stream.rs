//! Response streaming.

use crate::function::Answer;
use crate::host;
use crate::http::Response;

/// A response that is sent piece by piece. Dropping it ends it.
#[derive(Debug)]
pub struct Stream {
    is_open: bool,
}

impl Stream {
    /// Begins a response of some content type; `None` when one was given already.
    pub fn start(content_type: &str) -> Option<Stream> {
        host::response_start(content_type).then(|| Stream { is_open: true })
    }

    /// Begins an HTTP response: status, headers and cookies are those of `head`, and what body it has
    /// is the beginning of the stream's.
    pub fn http(head: Response) -> Option<Stream> {
        let mut stream = Stream::start("application/vnd.awslambda.http-integration-response")?;
        let mut prelude = head.head(2).to_string().into_bytes();
        prelude.extend_from_slice(&[0; 8]);
        prelude.extend_from_slice(head.body());
        stream.write(prelude);
        Some(stream)
    }

    /// False when whoever reads it is gone.
    pub fn write(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.is_open = self.is_open && host::response_write(bytes.as_ref());
        self.is_open
    }

    /// False when it did not arrive whole.
    pub fn end(mut self) -> bool {
        std::mem::replace(&mut self.is_open, false) && host::response_end()
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if self.is_open {
            host::response_end();
        }
    }
}

/// A handler that returns its stream has answered.
impl Answer for Stream {
    fn into_body(self) -> Option<Vec<u8>> {
        self.end();
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Double;

    #[test]
    fn prelude_and_pieces() {
        let answered = Double::new("").invoke(|| {
            let head = Response::text("first ").status(201).cookie("a=b");
            let mut stream = Stream::http(head).unwrap();
            assert!(stream.write("second"));
            assert!(Stream::start("text/plain").is_none());
            assert!(stream.end());
            0
        });
        let text = "{\"statusCode\":201,\"headers\":{\"content-type\":\"text/plain; charset=utf-8\"},\
                    \"cookies\":[\"a=b\"]}\0\0\0\0\0\0\0\0first second";
        assert_eq!(answered.response.as_deref(), Some(text.as_bytes()));
        assert!(answered.has_ended);
    }

    #[test]
    fn dropping_ends() {
        let answered = Double::new("").invoke(|| {
            Stream::start("text/plain").unwrap().write("x");
            0
        });
        assert!(answered.has_ended);
        assert_eq!(answered.content_type.as_deref(), Some("text/plain"));
    }
}
