// The module "asml", and what JavaScript expects of its surroundings.

import * as host from "asml:host";

const levels = { trace: 0, debug: 1, info: 2, log: 2, warn: 3, error: 4 };
const calls = new Map(); // ioid -> how its promise ends
const timers = new Map(); // number -> { due, callback, parameters, period }
let lastTimer = 0;

/** A failure of the invocation with a type of its own: `throw new FunctionError("Function.X", "…")`. */
export class FunctionError extends Error {
    constructor(type, message) {
        super(message);
        this.name = type;
    }
}

/** Calls an IOmod's method. Calls run at the same time; a promise for the value of `{"Ok":…}`. */
export function call(method, input = null) {
    const id = host.call(method, JSON.stringify(input));
    if (id < 0) {
        return Promise.reject(new FunctionError("Function.NoIomod", `no IOmod answers to ${method}`));
    }
    return new Promise((resolve, reject) => calls.set(id, { resolve, reject }));
}

/** An answer in pieces; with `head` (statusCode, headers, cookies) one for HTTP. */
export class ResponseStream {
    constructor(head) {
        const isHttp = typeof head === "object";
        const type = isHttp ? "application/vnd.awslambda.http-integration-response" : head;
        if (!host.streamStart(type ?? "application/octet-stream")) {
            throw new FunctionError("Function.Answered", "there is a response already");
        }
        if (isHttp) this.write(JSON.stringify(head) + "\0".repeat(8));
    }

    /** Text, or an ArrayBuffer or a view of one. False: nobody reads it any more. */
    write(piece) {
        if (!ArrayBuffer.isView(piece)) return host.streamWrite(piece);
        const start = piece.byteOffset;
        return host.streamWrite(piece.buffer.slice(start, start + piece.byteLength));
    }

    end() {
        return host.streamEnd();
    }
}

function shown(value) {
    if (typeof value === "string") return value;
    if (value instanceof Error) return described(value, value.stack);
    if (typeof value === "object" && value !== null) {
        try {
            return JSON.stringify(value);
        } catch {
            return String(value);
        }
    }
    return String(value);
}

function described(text, stack) {
    return `${text}\n${stack ?? ""}`.trimEnd();
}

globalThis.console = Object.fromEntries(
    Object.entries(levels).map(([name, level]) => [
        name,
        (...values) => host.log(level, values.map(shown).join(" ")),
    ]),
);
globalThis.process = { env: host.environment() };

function addTimer(callback, milliseconds, parameters, period) {
    const due = Date.now() + Math.max(0, Number(milliseconds) || 0);
    timers.set(++lastTimer, { due, callback, parameters, period });
    return lastTimer;
}

globalThis.setTimeout = (callback, milliseconds, ...parameters) =>
    addTimer(callback, milliseconds, parameters);
globalThis.setInterval = (callback, milliseconds, ...parameters) =>
    addTimer(callback, milliseconds, parameters, Math.max(1, Number(milliseconds) || 0));
globalThis.clearTimeout = globalThis.clearInterval = (number) => void timers.delete(number);
globalThis.queueMicrotask = (callback) => void Promise.resolve().then(callback);

/** Waits for what is first, a call or a timer, and runs what waited for it. */
function wait() {
    if (calls.size + timers.size === 0) return false;
    const due = Math.min(...[...timers.values()].map((timer) => timer.due));
    const ids = [...calls.keys()].slice(0, 64);
    const timeout = due === Infinity ? -1 : Math.max(0, due - Date.now());
    const place = host.wait(timeout, ...ids);
    if (place >= 0) settle(ids[place]);
    const now = Date.now();
    const ready = [...timers].filter(([, timer]) => timer.due <= now);
    ready.sort(([, first], [, second]) => first.due - second.due);
    for (const [number, timer] of ready) run(number, timer);
    // Without a timer, only the deadline ends waiting for calls.
    return place >= 0 || due !== Infinity;
}

function run(number, timer) {
    if (!timers.has(number)) return; // another one cleared it
    if (timer.period === undefined) timers.delete(number);
    else timer.due += timer.period;
    timer.callback(...timer.parameters);
}

function settle(id) {
    const { resolve, reject } = calls.get(id);
    calls.delete(id);
    const answer = host.response(id);
    if (answer !== null && typeof answer === "object" && "Ok" in answer) resolve(answer.Ok);
    else reject(new FunctionError("Function.Iomod", answer?.Err?.why ?? "neither Ok nor Err"));
}

function context() {
    const json = (key) => {
        const text = host.context(key);
        return text === undefined ? undefined : JSON.parse(text);
    };
    return {
        awsRequestId: host.context("request-id"),
        invokedFunctionArn: host.context("function-arn"),
        functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
        functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
        memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
        traceId: host.context("trace-id"),
        tenantId: host.context("tenant-id"),
        clientContext: json("client-context"),
        identity: json("cognito-identity"),
        getRemainingTimeInMillis: () => host.remaining(),
    };
}

function event() {
    try {
        return host.event();
    } catch (error) {
        throw new FunctionError("Function.InvalidEvent", error.message);
    }
}

async function answer(handlers, name) {
    const handler = handlers[name];
    if (typeof handler !== "function") {
        throw new FunctionError("Function.NoHandler", `the function exports no '${name}'`);
    }
    const value = await handler(event(), context());
    if (!(value instanceof ResponseStream)) host.respond(JSON.stringify(value) ?? "null");
}

/** Called once, with the exports of the function's module. */
export function start(handlers) {
    host.install((name) => {
        calls.clear(); // what an earlier invocation left was cancelled with it
        timers.clear();
        answer(handlers, name).catch((error) => {
            // The host writes it into the log, too.
            if (error instanceof Error) host.fail(error.name, described(error.message, error.stack));
            else host.fail("Error", `thrown: ${shown(error)}`);
        });
    }, wait);
}
