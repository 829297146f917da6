// Answers HTTP requests, and any other event, with a greeting in JSON:
//
//   GET /?name=Ada   ->  {"message":"Hello, Ada!"}
//   {"name":"Ada"}   ->  {"message":"Hello, Ada!"}

/** Called for every event. It may be async; an error that it throws fails the invocation. */
export function handler(event, context) {
    console.log("an event for FUNCTION_NAME");

    const isHttp = event.httpMethod ?? event.requestContext?.http;
    if (!isHttp) return greeting(event.name); // a schedule, a queue, `asml invoke`

    return {
        statusCode: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(greeting(event.queryStringParameters?.name)),
    };
}

function greeting(name) {
    return { message: `Hello, ${name || "world"}!` };
}
