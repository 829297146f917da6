// Some of everything in JavaScript, printed. The expected output is what QuickJS compiled natively
// prints; the same source compiled to WebAssembly and by asml must print it byte for byte.
//
// Not here, because it depends on more than the compiler: local time and locales, the depth at
// which recursion ends, and decimal roundings that lie half-way, for which QuickJS asks the floating
// point unit to round up or down. WebAssembly cannot.
"use strict";

let section = "";
let sectionCount = 0;
function test(name, body) {
    section = name;
    sectionCount++;
    print(`== ${name}`);
    body();
}
function show(...values) {
    print("  " + values.map(describe).join(" | "));
}
function describe(value) {
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "bigint") return `${value}n`;
    if (Object.is(value, -0)) return "-0";
    if (value instanceof Map) return `Map{${[...value].map(p => p.map(describe).join("=>"))}}`;
    if (value instanceof Set) return `Set{${[...value].map(describe)}}`;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (ArrayBuffer.isView(value) && !(value instanceof DataView))
        return `${value.constructor.name}[${Array.from(value).map(describe)}]`;
    if (Array.isArray(value)) return `[${value.map(describe)}]`;
    if (typeof value === "function") return `function ${value.name}/${value.length}`;
    if (value && typeof value === "object")
        return `{${Reflect.ownKeys(value).map(k => `${String(k)}: ${describe(value[k])}`).join(", ")}}`;
    return String(value);
}
function thrown(body) {
    try {
        return body();
    } catch (error) {
        return error instanceof Error ? `${error.name}: ${error.message}` : `thrown ${error}`;
    }
}

// A generator of pseudo-random numbers that is the same everywhere.
function* lcg(seed) {
    let state = seed >>> 0;
    for (;;) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        yield state;
    }
}
function take(count, iterable) {
    const result = [];
    for (const value of iterable) {
        if (result.length === count) break;
        result.push(value);
    }
    return result;
}

test("closures", () => {
    const counters = [];
    for (let i = 0; i < 4; i++) {
        let calls = 0;
        counters.push(() => `${i}:${++calls}`);
    }
    counters[2]();
    show(counters.map(counter => counter()));
    const compose = (...functions) => x => functions.reduceRight((value, f) => f(value), x);
    show(compose(x => x + 1, x => x * 10, Math.sqrt)(16));
    const memo = new Map();
    const fibonacci = n => {
        if (n < 2) return BigInt(n);
        if (!memo.has(n)) memo.set(n, fibonacci(n - 1) + fibonacci(n - 2));
        return memo.get(n);
    };
    show(fibonacci(150));
    function accumulate(x, { scale = 2, offset = scale + 1 } = {}, ...rest) {
        return x * scale + offset + rest.length;
    }
    show(accumulate(5), accumulate(5, { scale: 3 }), accumulate(5, { offset: 0 }, 1, 2), accumulate);
});

test("generators and iteration", () => {
    function* walk(tree) {
        if (!tree) return "empty";
        yield* walk(tree.left);
        const answer = yield tree.value;
        if (answer) show("got", answer);
        yield* walk(tree.right);
        return tree.value;
    }
    const leaf = value => ({ value });
    const tree = { value: 4, left: { value: 2, left: leaf(1), right: leaf(3) }, right: leaf(6) };
    show([...walk(tree)]);
    const iterator = walk(tree);
    show(iterator.next(), iterator.next(), iterator.next("hello"), iterator.return(99), iterator.next());
    function* guarded() {
        try {
            yield 1;
            yield 2;
        } catch (error) {
            yield `caught ${error}`;
        } finally {
            yield "finally";
        }
    }
    const g = guarded();
    show(g.next(), g.throw("stop"), g.next(), g.next());
    show(take(5, lcg(1)));
    const range = { from: 1, to: 5, *[Symbol.iterator]() { for (let i = this.from; i <= this.to; i++) yield i; } };
    const [first, , third, ...others] = range;
    show(first, third, others, Math.max(...range), Array.from(range, x => x * x));
    let text = "";
    outer: for (const a of "abc") for (const b of "xyz") {
        if (b === "y" && a === "b") continue outer;
        if (a === "c") break outer;
        text += a + b + " ";
    }
    show(text);
});

test("classes", () => {
    class Shape {
        #name;
        static count = 0;
        constructor(name) { this.#name = name; Shape.count++; }
        get name() { return this.#name; }
        set name(value) { this.#name = value.toUpperCase(); }
        area() { return 0; }
        toString() { return `${this.#name}(${this.area().toFixed(3)})`; }
        static compare(a, b) { return a.area() - b.area(); }
        static #secret() { return 42; }
        static reveal() { return Shape.#secret(); }
    }
    class Circle extends Shape {
        radius = 1;
        constructor(radius) { super("circle"); this.radius = radius; }
        area() { return Math.PI * this.radius ** 2; }
    }
    class Square extends Shape {
        constructor(side) { super("square"); this.side = side; }
        area() { return this.side ** 2 + super.area(); }
        get [Symbol.toStringTag]() { return "Square!"; }
    }
    const shapes = [new Circle(2), new Square(3), new Circle(0.5), new Square(1.5)];
    show(shapes.sort(Shape.compare).map(String), Shape.count, Shape.reveal());
    shapes[0].name = "dot";
    show(shapes[0].name, shapes[0] instanceof Shape, Object.prototype.toString.call(shapes[1]));
    show(thrown(() => Circle()), thrown(() => { class A extends Shape { constructor() { this.x = 1; } } new A(); }));
    class Stack extends Array { peek() { return this[this.length - 1]; } }
    const stack = Stack.of(1, 2, 3);
    show(stack.peek(), stack.map(x => x * 2) instanceof Stack, stack.length);
    const mixin = Base => class extends Base { hello() { return `hello from ${this.constructor.name}`; } };
    function Counted() { return new.target === undefined ? "called" : this; }
    show(new (mixin(class Named { }))().hello(), Counted(), new Counted() instanceof Counted);
});

test("regular expressions", () => {
    const log = "2024-02-29 12:34:56 [warn] disk 91% full; 2023-12-31 23:59:59 [error] fan stopped";
    const entry = /(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d) (?<time>[\d:]+) \[(?<level>\w+)\] (?<text>[^;]+)/g;
    for (const match of log.matchAll(entry))
        show(match.index, match.groups.y, match.groups.level, match.groups.text);
    show(log.replace(/(\d+)-(\d+)-(\d+)/g, "$3.$2.$1"), log.replace(/\[(\w+)\]/g, (all, word) => `<${word.length}>`));
    show("aBc-dEf_gHi".split(/[-_]/), "a1b22c333".split(/(\d+)/), "x".repeat(3).split(""));
    show(/^(?:a|ab)(?:c|bcd)(?:d*)$/.exec("abcd"), /(a+)+b/.test("aaaaaaaaaaaaaaaab"));
    show("price: 30€ or 40$".match(/(?<=: )\d+(?=€)/), "foobar".match(/foo(?!baz)/).index, "abcabc".match(/(.)(.)\1?/g));
    show(/\u{1F600}/u.test("😀"), "😀x".match(/./gu).length, "😀x".match(/./g).length, /[\p{Lu}]/u.exec("abÇd")[0]);
    const sticky = /\w/y;
    sticky.lastIndex = 2;
    show(sticky.exec("ab-c"), sticky.lastIndex, /a.c/s.test("a\nc"), /^b/m.test("a\nb"), /İ/i.flags);
    show(thrown(() => new RegExp("(")), thrown(() => new RegExp("a{2,1}")), String(new RegExp("/\n")));
    show("aaa".lastIndexOf("a"), "camelCaseString".replace(/[A-Z]/g, c => "_" + c.toLowerCase()));
});

test("Map, Set, WeakMap, Symbol", () => {
    const counts = new Map();
    for (const word of "the cat and the dog and the bird".split(" "))
        counts.set(word, (counts.get(word) || 0) + 1);
    show(counts, [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
    const odd = new Set([1, 3, 5, NaN, NaN, -0]);
    odd.add(0).delete(3);
    show(odd, odd.size, odd.has(NaN));
    const map = new Map([[1, "a"], [2, "b"], [3, "c"]]);
    const seen = [];
    for (const [key] of map) {
        seen.push(key);
        if (key === 1) map.delete(2).toString(), map.set(4, "d");
    }
    show(seen);
    const key = {};
    const weak = new WeakMap([[key, "held"]]);
    show(weak.get(key), weak.has({}), thrown(() => weak.set(1, 2)));
    const tag = Symbol("tag");
    const tagged = { [tag]: 1, plain: 2, 10: "ten", 2: "two" };
    show(tagged, Object.keys(tagged), Symbol.for("x") === Symbol.for("x"), tag.description, tag.toString());
    const big = new Map();
    for (const n of take(5000, lcg(7))) big.set(n % 977, (big.get(n % 977) || 0) + n % 13);
    show(big.size, [...big.values()].reduce((a, b) => a + b), big.get(500));
});

test("JSON", () => {
    const value = {
        numbers: [0, -0, 1e21, 1e-7, 0.1 + 0.2, 123456789012345680000, NaN, Infinity],
        text: "tab\t quote\" backslash\\ é \u2028 \ud800 😀", nested: { empty: {}, list: [[], [null, undefined]] },
        date: new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789)), skipped: undefined, f() { },
        toJSON: undefined,
    };
    show(JSON.stringify(value));
    print(JSON.stringify(value, null, 2));
    print(JSON.stringify(value, ["nested", "list", "text"], "--"));
    show(JSON.parse('{"a":[1,2.5e3,{"b":"\\u00e9\\n"}],"__proto__":1}', (k, v) => typeof v === "number" ? v + 1 : v));
    show(thrown(() => JSON.parse("{\"a\":}")), thrown(() => JSON.parse("[1,]")));
    show(thrown(() => { const loop = {}; loop.self = loop; JSON.stringify(loop); }));
    const deep = JSON.parse("[".repeat(500) + "]".repeat(500));
    show(JSON.stringify(deep).length);
});

test("Date in UTC", () => {
    const date = new Date(Date.UTC(2000, 1, 29, 23, 59, 59, 999));
    show(date.toISOString(), date.getTime(), date.getUTCDay(), date.toJSON());
    date.setUTCDate(date.getUTCDate() + 366);
    show(date.toISOString(), Date.parse("1969-12-31T23:59:59.999Z"), Date.parse("2011-10-10T14:48:00+09:00"));
    show(new Date(8.64e15).toISOString(), new Date(8.64e15 + 1).getTime(), thrown(() => new Date(NaN).toISOString()));
    const weekdays = [];
    for (let year = 1890; year < 2110; year += 23) weekdays.push(new Date(Date.UTC(year, 0, 1)).getUTCDay());
    show(weekdays);
});

test("typed arrays", () => {
    const buffer = new ArrayBuffer(16);
    const view = new DataView(buffer);
    view.setFloat64(0, Math.PI);
    view.setInt16(8, -2, true);
    view.setUint32(12, 0xDEADBEEF);
    view.setBigUint64 && view.setBigInt64(0, -1234567890123456789n, true);
    show(new Uint8Array(buffer), view.getInt32(4), view.getFloat32(12), view.getBigInt64(0, true));
    show(new Uint8ClampedArray([300, -5, 1.5, 2.5, NaN]), new Int8Array([127, 128, 255, -129]), new Uint16Array([-1, 65536.9]));
    show(new Float32Array([0.1, 1e40, -0, NaN, 16777217]), new Int32Array([2 ** 31, 2 ** 32 + 5, -1.9]));
    show(new BigInt64Array([2n ** 63n, -1n]), new BigUint64Array([-1n]));
    const numbers = Float64Array.from([3, -1, NaN, 10, -0, 0, Infinity]);
    show(numbers.sort(), numbers.subarray(1, 4), numbers.indexOf(10), numbers.slice(-2).reverse());
    const copy = new Uint8Array([1, 2, 3, 4, 5, 6]);
    copy.copyWithin(0, 3).fill(9, 4);
    copy.set([7, 8], 1);
    show(copy, copy.byteLength, thrown(() => new Uint32Array(buffer, 2)), thrown(() => new Int8Array(-1)));
    let checksum = 0;
    const noise = Uint32Array.from(take(1000, lcg(3)));
    for (const [index, value] of noise.entries()) checksum = (checksum * 31 + (value ^ index)) >>> 0;
    show(checksum, noise.filter(x => x < 0x1000000).length);
});

test("BigInt", () => {
    const factorial = n => n < 2n ? 1n : n * factorial(n - 1n);
    show(factorial(60n), factorial(300n).toString(36));
    show(2n ** 200n % 1000007n, -7n / 2n, -7n % 2n, 1n << 70n, -1n >> 5n, (-5n) & 0xFFn, 12n ^ -3n);
    show(BigInt.asIntN(8, 200n), BigInt.asUintN(64, -1n), BigInt("0xff"), BigInt(2 ** 60), 10n > 9, 2n == 2);
    show(thrown(() => 1n + 1), thrown(() => 1n / 0n), thrown(() => BigInt(1.5)), thrown(() => BigInt("x")));
    let [a, b] = [1n, 0n];
    for (let i = 0; i < 2000; i++) [a, b] = [a + b, a];
    show(String(b).length, b % 1000000007n, String(b).slice(0, 20));
    const digits = 10n ** 120n;
    const arctan = x => {
        let [term, sum, n] = [digits / x, digits / x, 3n];
        for (let sign = -1n; term !== 0n; sign = -sign, n += 2n) sum += sign * ((term /= x * x) / n);
        return sum;
    };
    show((16n * arctan(5n) - 4n * arctan(239n)).toString().slice(0, 100));
    let product = 1n;
    for (const n of take(400, lcg(11))) product *= BigInt(n | 1);
    show(product % (2n ** 61n - 1n), product.toString(16).length);
});

test("sorting", () => {
    const people = take(40, lcg(5)).map((n, i) => ({ age: n % 7, id: i }));
    people.sort((a, b) => a.age - b.age);
    show(people.map(p => `${p.age}/${p.id}`).join(" "));
    show([10, 9, 1, undefined, "b", , null, "a"].sort(), [3, 1, 2].sort((a, b) => b - a));
    const large = take(3000, lcg(9)).map(n => n % 100000);
    const sorted = [...large].sort((a, b) => a - b);
    show(sorted.every((x, i) => i === 0 || sorted[i - 1] <= x), sorted[0], sorted[1500], sorted[2999]);
    show(thrown(() => [2, 1].sort(() => { throw new RangeError("no order"); })));
    show(["é", "z", "a", "Z", "ä"].sort(), ["b10", "b9", "b1"].sort());
});

test("exceptions", () => {
    function level3() { throw new TypeError("deep"); }
    function level2() { level3(); }
    const level1 = () => level2();
    try {
        level1();
    } catch (error) {
        show(error.stack.split("\n").slice(0, 3).map(line => line.trim().split(" ")[1]));
    }
    const order = [];
    const run = mode => {
        try {
            order.push(`try ${mode}`);
            if (mode === "throw") throw mode;
            if (mode === "return") return "from try";
        } catch (error) {
            order.push(`catch ${error}`);
            return "from catch";
        } finally {
            order.push("finally");
            if (mode === "override") return "from finally";
        }
        return "end";
    };
    show(["", "throw", "return", "override"].map(run), order);
    show(thrown(() => undefined.x), thrown(() => missing), thrown(() => null()), thrown(() => { const c = 1; c = 2; }));
    show(thrown(() => new Array(-1)), thrown(() => "x".repeat(-1)), thrown(() => (1).toFixed(101)), thrown(() => decodeURIComponent("%")));
    show(thrown(() => Object.defineProperty(Object.freeze({}), "a", { value: 1 })), thrown(() => { Object.freeze([1]).push(2); }));
    show(thrown(() => eval("let a; let a;")), thrown(() => eval("1 +")), thrown(() => { throw 7; }));
    class Problem extends Error { constructor(message, code) { super(message); this.name = "Problem"; this.code = code; } }
    try { throw new Problem("custom", 5); } catch (e) { show(e, e.code, e instanceof Problem, String(e)); }
});

test("deep recursion", () => {
    const endless = n => 1 + endless(n + 1);
    for (let round = 0; round < 3; round++) {
        show(thrown(() => endless(0)));
        const sum = n => n === 0 ? 0 : n + sum(n - 1);
        show(sum(200));
    }
    const nested = depth => {
        let list = [];
        for (let i = 0; i < depth; i++) list = [list];
        return list;
    };
    show(JSON.stringify(nested(2000)).length, thrown(() => nested(30000).flat(Infinity).length));
    show(thrown(() => new Function("return " + "(".repeat(100000) + ")".repeat(100000))));
    show(thrown(() => { const o = { toString() { return "" + this; } }; return `${o}`; }));
    show(thrown(() => { const p = new Proxy({}, { get(t, k, r) { return r[k]; } }); return p.x; }));
});

test("strings and Unicode", () => {
    const text = "Grüße, Ελλάδα, 日本語, 😀!";
    show(text.length, [...text].length, text.toUpperCase(), text.toLowerCase(), text.codePointAt(text.indexOf("😀")));
    show(text.normalize("NFD").length, text.normalize("NFD").normalize("NFC") === text, "ﬁ".normalize("NFKC"), "ß".toUpperCase());
    show(encodeURIComponent(text), decodeURIComponent("%E2%82%AC"), encodeURI("a b/é?x=1"), escape("é€"), unescape("%u20AC"));
    show("abc".padStart(6, "12"), "abc".padEnd(5), "  x\u00a0\ufeff ".trim(), "abcdef".slice(-3, -1), "abcdef".substring(4, 1));
    show("a-b-c".replaceAll ? "a-b-c".replaceAll("-", "+") : "", "abc".at ? "abc".at(-1) : "c", "xyz".includes("yz"), "b" > "a");
    show(String.raw`a\n${1 + 1}`, `line
two`, "\x41\u0042\u{43}", "a\0b".length, String.fromCodePoint(0x1F600, 65), "I".toLowerCase(), "ΑΣ".toLowerCase());
    const tag = (strings, ...values) => strings.raw.map((s, i) => `${s}<${values[i] ?? ""}>`).join("");
    show(tag`x${1}y${"two"}z`, "abc".localeCompare("abd"), "é".localeCompare("e\u0301"));
    let rope = "";
    for (let i = 0; i < 3000; i++) rope += String.fromCharCode(97 + i % 26) + (i % 100 === 0 ? "€" : "");
    let hash = 5381;
    for (let i = 0; i < rope.length; i++) hash = (Math.imul(hash, 33) ^ rope.charCodeAt(i)) >>> 0;
    show(rope.length, hash, rope.indexOf("zab"), rope.lastIndexOf("€"));
});

test("Proxy and Reflect", () => {
    const log = [];
    const logged = new Proxy({ a: 1 }, {
        get(target, key, receiver) { log.push(`get ${String(key)}`); return Reflect.get(target, key, receiver); },
        set(target, key, value) { log.push(`set ${key}`); return Reflect.set(target, key, value); },
        has(target, key) { log.push(`has ${key}`); return key in target; },
        deleteProperty(target, key) { log.push(`delete ${key}`); return delete target[key]; },
        ownKeys(target) { log.push("keys"); return Reflect.ownKeys(target); },
        defineProperty(target, key, d) { log.push(`define ${key}`); return Reflect.defineProperty(target, key, d); },
    });
    logged.b = logged.a + 1;
    show("b" in logged, delete logged.a, Object.keys(logged), log);
    const callable = new Proxy(function (x) { return x * 2; }, { apply: (f, self, [x]) => f(x) + 1, construct: () => ({ made: true }) });
    show(callable(20), new callable());
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    show(thrown(() => proxy.x), Reflect.apply(Math.max, null, [1, 3, 2]), Reflect.construct(Date, [0]).getTime());
    show(thrown(() => { "use strict"; new Proxy({}, { set: () => false }).x = 1; }));
});

test("destructuring and objects", () => {
    const { a, b: { c = 5, ...inner } = {}, ...rest } = { a: 1, b: { d: 2, e: 3 }, f: 4, g: 5 };
    show(a, c, inner, rest);
    let [x, y = x * 2, [z] = [7]] = [1];
    [x, y] = [y, x];
    show(x, y, z, { ...{ p: 1 }, ..."hi", ...[9] }, { a, ["k" + 1]: x, get v() { return 3; } });
    const object = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } });
    const keys = [];
    for (const key in object) keys.push(key);
    show(keys, Object.entries(object), Object.getOwnPropertyDescriptor(object, "hidden"), "hidden" in object);
    show(object?.missing?.deep, object.missing ?? "default", object?.["own"], typeof undeclared, void 0, (0 || null) ?? "x");
    show(Object.fromEntries([["a", 1], ["b", 2]]), Object.assign({}, { a: 1 }, null, { a: 2 }), Object.is(NaN, NaN));
    const value = { [Symbol.toPrimitive]: hint => hint === "number" ? 42 : hint };
    show(+value, `${value}`, value + "", [1, [2, [3, [4]]]].flat(Infinity), [1, 2].flatMap(n => [n, n * n]));
    show([1, 2, 3].includes(2), [..."hello"].reverse().join(""), Array.from({ length: 3 }, (_, i) => i ** 3), [, 1].length);
    show([5, 1, 4].findIndex(n => n < 3), [1, 2, 3, 4].copyWithin(0, 2), [3, 4, 5].entries().next(), [1, 2, 3, 4, 5].splice(1, 2));
}
);

test("numbers", () => {
    show(0.1 + 0.2, 1 / 3, 1e21, 1e-7, 123456789.123456789, 5e-324, 1.7976931348623157e308, 2 ** 53 + 1, -1e-310);
    show((255).toString(16), (0.1).toString(2), (-255.5).toString(36), (1e21).toString(7), parseInt("zz", 36), parseInt("12px"));
    show((1234.5678).toFixed(2), (0.000001234).toPrecision(3), (123456).toExponential(2), (1e21).toFixed(2), (-1.23).toFixed(1));
    show(Number("0x1F"), Number(" 12 "), Number(""), Number("1e1000"), Number("1_0"), parseFloat("3.14abc"), 0b101, 0o17, 1_000);
    show(5 % -3, -5 % 3, 5.5 % 2, -0 === 0, 7 / 0, 2 ** -1, 1 << 31, 1 << 32, -1 >>> 0, -1 >>> 28, ~~-3.7, 3.7 | 0);
    show(Number.MAX_SAFE_INTEGER, Number.EPSILON, Number.isInteger(5.0), isNaN("x"), Number.parseFloat("-.5e-2"));
    const samples = take(12, lcg(21)).map((n, i) => n / 2 ** (i * 6) * (i % 2 ? -1 : 1));
    show(samples);
});

test("Math", () => {
    const points = [0.5, -1.25, 3, 1e-9, 12345.678, -700.5];
    for (const name of ["sin", "cos", "tan", "atan", "exp", "sinh", "tanh", "cbrt", "asinh", "expm1"])
        show(name, points.map(x => Math[name](x)));
    for (const name of ["log", "log2", "log10", "log1p", "sqrt"]) show(name, points.map(x => Math[name](Math.abs(x))));
    for (const name of ["floor", "ceil", "round", "trunc", "sign", "fround", "clz32"])
        show(name, [2.5, -2.5, 0.49999999999999994, -0.2, 1e300, NaN].map(x => Math[name](x)));
    show(Math.asin(0.3), Math.acos(0.3), Math.atan2(-1, -2), Math.hypot(3, 4, 12), Math.pow(2.5, 3.7), Math.pow(-8, 1 / 3));
    show(Math.imul(0xFFFFFFFF, 5), Math.max(), Math.min(1, NaN), Math.max(-0, 0), Math.acosh(3), Math.atanh(0.25));
    let sum = 0;
    for (let i = 1; i <= 20000; i++) sum += Math.sin(i) / i * Math.sqrt(i);
    show(sum);
});

test("programs", () => {
    const sieve = new Uint8Array(20000);
    let primes = 0;
    for (let i = 2; i < sieve.length; i++) {
        if (sieve[i]) continue;
        primes++;
        for (let j = i * i; j < sieve.length; j += i) sieve[j] = 1;
    }
    const queens = (n, row = 0, columns = 0, left = 0, right = 0) => {
        if (row === n) return 1;
        let count = 0;
        for (let free = ~(columns | left | right) & ((1 << n) - 1); free; free &= free - 1) {
            const bit = free & -free;
            count += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
        }
        return count;
    };
    show(primes, queens(7));
    const evaluate = source => {
        const tokens = source.match(/\d+(?:\.\d+)?|[-+*/()]/g);
        const binary = (next, operators) => {
            let value = next();
            while (tokens[0] in operators) value = operators[tokens.shift()](value, next());
            return value;
        };
        const atom = () => {
            const token = tokens.shift();
            if (token === "-") return -atom();
            if (token !== "(") return parseFloat(token);
            const value = sum();
            tokens.shift();
            return value;
        };
        const product = () => binary(atom, { "*": (a, b) => a * b, "/": (a, b) => a / b });
        const sum = () => binary(product, { "+": (a, b) => a + b, "-": (a, b) => a - b });
        return sum();
    };
    show(evaluate("2*(3+4)-10/4"), evaluate("-(1-2)*3.5+((2))"));
    const brainfuck = code => {
        const tape = new Uint8Array(300), jump = {}, open = [];
        [...code].forEach((c, i) => { if (c === "[") open.push(i); else if (c === "]") { const o = open.pop(); jump[o] = i; jump[i] = o; } });
        let output = "", p = 0;
        for (let i = 0; i < code.length; i++) {
            switch (code[i]) {
                case ">": p++; break;
                case "<": p--; break;
                case "+": tape[p]++; break;
                case "-": tape[p]--; break;
                case ".": output += String.fromCharCode(tape[p]); break;
                case "[": if (!tape[p]) i = jump[i]; break;
                case "]": if (tape[p]) i = jump[i]; break;
            }
        }
        return output;
    };
    show(brainfuck("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."));
});

test("promises", () => {
    const order = [];
    const later = value => new Promise(resolve => resolve(value));
    (async () => {
        order.push("start");
        const results = await Promise.all([later(1), 2, (async () => 3)()]);
        order.push(results.join());
        try {
            await Promise.reject(new Error("rejected"));
        } catch (error) {
            order.push(error.message);
        } finally {
            order.push("finally");
        }
        for await (const value of (async function* () { yield "a"; yield "b"; })()) order.push(value);
        const settled = await Promise.allSettled([later("x"), Promise.reject("y")]);
        order.push(...settled.map(s => s.status), await Promise.race([later("first"), later("second")]));
        show(order);
        print(`${sectionCount} sections, the last is "${section}"`);
    })();
    order.push("synchronous");
});
