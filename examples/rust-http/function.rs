//! A small site behind a function URL or API Gateway: every kind of answer.

use asml::{handler, FunctionError, Json, Request, Response, Stream};

const COMPRESSED: &[u8] = &[
0x1f,0x8b,0x08,0x00,0x00,0x00,0x00,0x00,0x02,0x03,0x0b,0xc9,0xc8,0x2c,0x56,0x28,0x49,0xad,0x28,0x51,0x28,0x4f,0x2c,0x56,0x48,0xce,0xcf,0x2d,0x28,0x4a,0x2d,0x2e,0x4e,0x4d,0x51,0x48,0x4a,0x4d,0xcb,0x2f,0x4a,0x55,0x28,0xc9,0x48,0x55,0x48,0x2b,0xcd,0x4b,0x2e,0xc9,0xcc,0xcf,0x83,0x2b,0xc9,0xcc,0x49,0x4d,0xd1,0xe3,0x02,0x00,0x90,0x7e,0x6b,0xd3,0x3b,0x00,0x00,0x00
];

/// An answer at once, or in pieces.
enum Reply {
    Whole(Response),
    Streamed(Stream),
}

impl asml::Answer for Reply {
    fn into_body(self) -> Option<Vec<u8>> {
        match self {
            Reply::Whole(response) => response.into_body(),
            Reply::Streamed(stream) => stream.into_body(),
        }
    }
}

fn site(request: Request) -> Result<Reply, FunctionError> {
    let response = match request.path() {
        "/" => Response::html(home(request.query("name").unwrap_or("world"))),
        "/json" => Response::json(&Json::object([
            ("method", Json::String(request.method().into())),
            ("path", Json::String(request.path().into())),
            ("body", Json::String(String::from_utf8_lossy(request.body()).into_owned())),
        ])),
        "/binary" => Response::binary("application/octet-stream", (0..=255).collect::<Vec<u8>>()),
        "/gzip" => Response::gzip("text/plain", COMPRESSED),
        "/cookies" => Response::text(request.cookie("theme").unwrap_or("no theme"))
            .cookie("session=abc; Path=/; HttpOnly")
            .cookie("theme=dark; Path=/"),
        "/stream" => return stream().map(Reply::Streamed),
        "/error" => Response::function_error("this path always fails"),
        "/redirect" => Response::redirect("/"),
        path => Response::not_found(path),
    };
    Ok(Reply::Whole(response))
}
handler!(site);

fn stream() -> Result<Stream, FunctionError> {
    let taken = || FunctionError::new("Function.Answered", "there is a response already");
    let mut stream = Stream::http(Response::text("")).ok_or_else(taken)?;
    for number in 1..=5 {
        stream.write(format!("chunk {}\n", number));
    }
    Ok(stream)
}

fn home(name: &str) -> String {
    // What others sent must not become markup.
    let name: String = name.chars().filter(|c| !"<>&\"'".contains(*c)).collect();
    let links: String = ["json", "binary", "gzip", "cookies", "stream", "error", "redirect", "nowhere"]
        .iter()
        .map(|path| format!("<li><a href=\"/{0}\">{0}</a></li>", path))
        .collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>asml</title>\
         <style>body{{font:18px sans-serif;margin:3em}}h1{{color:#b5361c}}</style></head>\
         <body><h1>Hello, {}!</h1><p>This page comes from a WebAssembly function in Rust, compiled \
         ahead of time.</p><ul>{}</ul></body></html>",
        name, links
    )
}
