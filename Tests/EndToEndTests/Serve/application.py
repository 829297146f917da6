"""The application of ServeProjectTests, as its callers see it through curl and the AWS CLI.

usage: application.py keys FOLDER     makes an issuer's key, and keys.json of its public half
       application.py call FOLDER < what `asml serve --json` says
"""
import base64, json, subprocess, sys, time
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ISSUER = "https://issuer.example"


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"FAIL {what}\n  got    {got!r:.1000}\n  wanted {wanted!r:.1000}")


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def make_keys(folder):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = key.public_key().public_numbers()
    field = lambda value: base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))
    public = {"kty": "RSA", "kid": "one", "use": "sig", "alg": "RS256",
              "n": field(numbers.n), "e": field(numbers.e)}
    with open(f"{folder}/keys.json", "w") as file:
        json.dump({"keys": [public]}, file)
    with open(f"{folder}/key.pem", "wb") as file:
        file.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                     serialization.NoEncryption()))


def token(key, **claims):
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "shop", "iat": now, "exp": now + 600, "scope": "read"} | claims
    head = json.dumps({"alg": "RS256", "typ": "JWT", "kid": "one"})
    text = ".".join(base64url(part.encode()) for part in (head, json.dumps(claims)))
    return f"{text}.{base64url(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def curl(url, *options):
    """Status, headers by lower-case name, body."""
    reply = subprocess.run(["curl", "-sSi", "--max-time", "300", *options, url],
                           capture_output=True, text=True, check=True).stdout
    head, body = reply.replace("\r\n", "\n").split("\n\n", 1)
    lines = head.split("\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:])
    return int(lines[0].split()[1]), headers, body


def event(what, reply):
    """What the function was sent: it answers with that."""
    expect(f"{what}: status of {reply}", reply[0], 200)
    return json.loads(reply[2])


def routes(api):
    order = event("2.0", curl(f"{api}orders/a%20b?x=1&x=2", "-H", "X-One: 1"))
    expect("2.0: version", order["version"], "2.0")
    expect("2.0: route", order["routeKey"], "GET /orders/{id}")
    expect("2.0: parameters", order["pathParameters"], {"id": "a b"})
    expect("2.0: query", order["queryStringParameters"], {"x": "1,2"})
    expect("2.0: header", order["headers"]["x-one"], "1")
    rest = event("rest", curl(f"{api}files/a/b/c"))
    expect("rest: parameters", rest["pathParameters"], {"rest": "a/b/c"})
    old = event("1.0", curl(f"{api}old/7?x=1&x=2", "-d", "text"))
    expect("1.0: version", old["version"], "1.0")
    expect("1.0: resource", old["resource"], "/old/{id}")
    expect("1.0: parameters", old["pathParameters"], {"id": "7"})
    expect("1.0: method", old["httpMethod"], "POST")
    expect("1.0: query", old["multiValueQueryStringParameters"], {"x": ["1", "2"]})
    expect("1.0: body", base64.b64decode(old["body"]) if old["isBase64Encoded"] else old["body"].encode(),
           b"text")
    expect("no route", curl(f"{api}orders")[::2], (404, '{"message":"Not Found"}'))
    expect("no such method", curl(f"{api}orders/1", "-X", "DELETE")[0], 404)


def cors(api):
    ask = ["-X", "OPTIONS", "-H", "Access-Control-Request-Method: GET", "-H", "Origin: https://shop.example"]
    status, headers, body = curl(f"{api}orders/1", *ask)
    expect("preflight: status", (status, body), (204, ""))
    expect("preflight: origin", headers["access-control-allow-origin"], "https://shop.example")
    expect("preflight: methods", headers["access-control-allow-methods"], "get,post")
    status, headers, _ = curl(f"{api}orders/1", "-H", "Origin: https://shop.example")
    expect("cors: origin", headers["access-control-allow-origin"], "https://shop.example")
    _, headers, _ = curl(f"{api}orders/1", "-H", "Origin: https://elsewhere.example")
    expect("cors: another origin", headers.get("access-control-allow-origin"), None)
    _, headers, _ = curl(f"{api}old/1", "-d", "x", "-H", "Origin: https://shop.example")
    expect("cors: of a service without", headers.get("access-control-allow-origin"), None)


def tokens(api, folder):
    with open(f"{folder}/key.pem", "rb") as file:
        key = serialization.load_pem_private_key(file.read(), None)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    call = lambda text: curl(f"{api}secret", "-H", f"Authorization: Bearer {text}")
    secret = event("token", call(token(key, sub="ada")))
    expect("token: claims", secret["requestContext"]["authorizer"]["jwt"]["claims"]["sub"], "ada")
    expect("no token", curl(f"{api}secret")[::2], (401, '{"message":"Unauthorized"}'))
    expect("expired", call(token(key, exp=1))[0], 401)
    expect("another audience", call(token(key, aud="bank"))[0], 401)
    expect("another issuer", call(token(key, iss="https://other.example"))[0], 401)
    expect("another's signature", call(token(other))[0], 401)
    expect("no scope", call(token(key, scope="write"))[::2], (403, '{"message":"Forbidden"}'))


def guards(api):
    vault = event("guard", curl(f"{api}vault", "-H", "Authorization: let-me-in"))
    expect("guard: context", vault["requestContext"]["authorizer"]["lambda"], {"who": "Ada"})
    expect("guard: refused", curl(f"{api}vault", "-H", "Authorization: please")[0], 403)
    expect("guard: nothing said", curl(f"{api}vault")[0], 401)


def function_url(urls):
    expect("functions with a URL", [url["function"] for url in urls], ["asml-hello-shop-order"])
    page = event("URL", curl(f"{urls[0]['url']}any/where", "-d", "x"))
    expect("URL: path", page["rawPath"], "/any/where")


def invocations(endpoint, folder):
    """By both names, with the AWS CLI."""
    for name in ("shop.order", "asml-hello-shop-order"):
        answer = f"{folder}/answer.json"
        done = subprocess.run(
            ["aws", "lambda", "invoke", "--endpoint-url", endpoint, "--region", "us-east-1",
             "--function-name", name, "--payload", '{"from":"cli"}', answer],
            capture_output=True, text=True)
        expect(f"aws lambda invoke {name}: {done.stderr}", done.returncode, 0)
        with open(answer) as file:
            expect(f"aws lambda invoke {name}", json.load(file), {"from": "cli"})
    status, headers, _ = curl(f"{endpoint}/2015-03-31/functions/shop.nobody/invocations", "-d", "{}")
    expect("no such function", (status, headers["x-amzn-errortype"]), (404, "resourcenotfoundexception"))


def main(kind, folder):
    if kind == "keys":
        return make_keys(folder)
    served = json.loads(sys.stdin.readline())
    api = served["apis"][0]["url"]
    expect("one API", len(served["apis"]), 1)
    routes(api)
    cors(api)
    tokens(api, folder)
    guards(api)
    function_url(served["functionURLs"])
    invocations(served["endpoint"], folder)
    print("ok")


main(*sys.argv[1:])
