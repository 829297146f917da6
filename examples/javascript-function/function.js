// Greets whoever the event names, and says what the event looked like.
//
//   {"name":"Ada"}  ->  {"length":14,"checksum":"…","greeting":"Hello, Ada!"}

import { fnv1a } from "./checksum.js";

export async function handler(event) {
    const text = JSON.stringify(event);
    console.log(`read ${text.length} bytes`);
    return {
        length: text.length,
        checksum: fnv1a(text),
        greeting: `Hello, ${event?.name ?? "world"}!`,
    };
}
