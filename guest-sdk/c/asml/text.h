/* Pieces of text, and text that grows: bytes, UTF-8 or not. */
#ifndef ASML_TEXT_H
#define ASML_TEXT_H

#include "memory.h"

/* Somebody else's bytes; `bytes` is NULL for what is missing. */
struct asml_slice {
    const char *bytes;
    size_t length;
};

static inline struct asml_slice asml_slice(const void *bytes, size_t length) {
    struct asml_slice slice = {(const char *)bytes, length};
    return slice;
}

static inline struct asml_slice asml_nothing(void) {
    return asml_slice(NULL, 0);
}

/* Of a string of C. */
static inline struct asml_slice asml_text(const char *string) {
    size_t length = 0;
    while (string && string[length])
        length++;
    return asml_slice(string, length);
}

/* Of a literal. */
#define ASML_TEXT(literal) asml_slice("" literal, sizeof(literal) - 1)

ASML_SHARED int asml_equal(struct asml_slice a, struct asml_slice b) {
    if (a.length != b.length)
        return 0;
    for (size_t i = 0; i < a.length; i++)
        if (a.bytes[i] != b.bytes[i])
            return 0;
    return 1;
}

static inline char asml_lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* Whatever the case of ASCII letters. */
static inline int asml_equal_ignoring_case(struct asml_slice a, struct asml_slice b) {
    if (a.length != b.length)
        return 0;
    for (size_t i = 0; i < a.length; i++)
        if (asml_lower(a.bytes[i]) != asml_lower(b.bytes[i]))
            return 0;
    return 1;
}

static inline int asml_starts_with(struct asml_slice text, struct asml_slice prefix) {
    return text.length >= prefix.length &&
           asml_equal(asml_slice(text.bytes, prefix.length), prefix);
}

/* Where a byte first is, or the length. */
static inline size_t asml_find(struct asml_slice text, char byte) {
    size_t at = 0;
    while (at < text.length && text.bytes[at] != byte)
        at++;
    return at;
}

static inline struct asml_slice asml_from(struct asml_slice text, size_t start) {
    if (start > text.length)
        start = text.length;
    return asml_slice(start ? text.bytes + start : text.bytes, text.length - start);
}

/* How long the UTF-8 of one character (RFC 3629) is that begins here; 0 when there is none. */
ASML_SHARED size_t asml_utf8_length(struct asml_slice text) {
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    if (!text.length || bytes[0] < 0x80)
        return text.length != 0;
    size_t length = bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
    if (bytes[0] < 0xc2 || bytes[0] > 0xf4 || text.length < length)
        return 0;
    /* No overlong forms, no surrogates, nothing above U+10FFFF. */
    unsigned lowest = bytes[0] == 0xe0 ? 0xa0 : bytes[0] == 0xf0 ? 0x90 : 0x80;
    unsigned highest = bytes[0] == 0xed ? 0x9f : bytes[0] == 0xf4 ? 0x8f : 0xbf;
    if (bytes[1] < lowest || bytes[1] > highest)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

/* Text that grows. Start with all zeros: `struct asml_buffer text = {0};` */
struct asml_buffer {
    char *bytes;
    size_t length, capacity;
};

/* Room for as many more bytes; they begin at `bytes + length`. */
ASML_SHARED void asml_reserve(struct asml_buffer *buffer, size_t more) {
    if (buffer->capacity - buffer->length >= more)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity - buffer->length < more) {
        if (capacity > SIZE_MAX / 2)
            asml_abort();
        capacity *= 2;
    }
    char *larger = (char *)asml_allocate(capacity);
    asml_copy(larger, buffer->bytes, buffer->length);
    buffer->bytes = larger;
    buffer->capacity = capacity;
}

ASML_SHARED void asml_append(struct asml_buffer *buffer, struct asml_slice text) {
    asml_reserve(buffer, text.length);
    asml_copy(buffer->bytes + buffer->length, text.bytes, text.length);
    buffer->length += text.length;
}

ASML_SHARED void asml_append_text(struct asml_buffer *buffer, const char *string) {
    asml_append(buffer, asml_text(string));
}

ASML_SHARED void asml_append_byte(struct asml_buffer *buffer, char byte) {
    asml_reserve(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
}

ASML_SHARED void asml_append_unsigned(struct asml_buffer *buffer, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    asml_append(buffer, asml_slice(digits + at, sizeof digits - at));
}

static inline void asml_append_integer(struct asml_buffer *buffer, int64_t number) {
    if (number < 0)
        asml_append_byte(buffer, '-');
    asml_append_unsigned(buffer, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* `width` digits at least. */
static inline void asml_append_hex(struct asml_buffer *buffer, uint64_t number, int width) {
    for (int shift = 60; shift >= 0; shift -= 4)
        if (number >> shift || shift < 4 * width || !shift)
            asml_append_byte(buffer, "0123456789abcdef"[number >> shift & 15]);
}

static inline struct asml_slice asml_written(const struct asml_buffer *buffer) {
    return asml_slice(buffer->bytes ? buffer->bytes : "", buffer->length);
}

#endif
