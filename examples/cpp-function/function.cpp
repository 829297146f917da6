// Greets whoever the event names, and says what the event looked like.
//
//   {"name":"Ada"}  ->  {"length":14,"checksum":"…","greeting":"Hello, Ada!"}

#include "asml.h"

#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>

namespace {

std::string_view view(struct asml_slice text) {
    return {text.bytes, text.length};
}

struct asml_slice slice(std::string_view text) {
    return asml_slice(text.data(), text.size());
}

// FNV-1a, 64 bits.
std::uint64_t checksum(std::string_view bytes) {
    return std::accumulate(
        bytes.begin(), bytes.end(), std::uint64_t{0xcbf29ce484222325},
        [](std::uint64_t hash, unsigned char byte) { return (hash ^ byte) * 0x100000001b3; });
}

// The event may have anything behind the object that names somebody.
std::string name_in(struct asml_slice event) {
    event = asml_json_skip_space(event);
    auto name = asml_json_get_string(asml_slice(event.bytes, asml_json_scan(event)), "name");
    return name.bytes ? std::string(view(name)) : "world";
}

} // namespace

ASML_HANDLER(handler) {
    auto event = asml_event();
    asml_log(ASML_INFO, slice("read " + std::to_string(event.length) + " bytes"));

    std::string greeting = "Hello, " + name_in(event) + "!";
    asml_buffer answer = {};
    asml_append_text(&answer, "{\"length\":");
    asml_append_unsigned(&answer, event.length);
    asml_append_text(&answer, ",\"checksum\":\"");
    asml_append_hex(&answer, checksum(view(event)), 16);
    asml_append_text(&answer, "\",\"greeting\":");
    asml_append_json(&answer, slice(greeting));
    asml_append_byte(&answer, '}');
    return asml_respond(asml_written(&answer));
}
