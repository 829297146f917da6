/* Base64 with padding: RFC 4648, section 4. */
#ifndef ASML_BASE64_H
#define ASML_BASE64_H

#include "text.h"

static inline void asml_append_base64(struct asml_buffer *buffer, struct asml_slice bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    asml_reserve(buffer, (bytes.length + 2) / 3 * 4);
    for (size_t at = 0; at < bytes.length; at += 3) {
        size_t count = bytes.length - at < 3 ? bytes.length - at : 3;
        uint32_t value = 0;
        for (size_t i = 0; i < 3; i++)
            value = value << 8 | (i < count ? (unsigned char)bytes.bytes[at + i] : 0);
        for (size_t i = 0; i < 4; i++)
            buffer->bytes[buffer->length++] = i <= count ? digits[value >> (18 - 6 * i) & 63] : '=';
    }
}

static inline int asml_base64_digit(char byte) {
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* Nothing for text that is not base64. */
static inline struct asml_slice asml_from_base64(struct asml_slice text) {
    size_t length = text.length, written = 0;
    if (length % 4)
        return asml_nothing();
    for (int i = 0; i < 2 && length && text.bytes[length - 1] == '='; i++)
        length--;
    unsigned char *bytes = (unsigned char *)asml_allocate(length / 4 * 3 + 3);
    uint32_t value = 0;
    for (size_t at = 0; at < length; at++) {
        int digit = asml_base64_digit(text.bytes[at]);
        if (digit < 0)
            return asml_nothing();
        value = value << 6 | (uint32_t)digit;
        if (at % 4)
            bytes[written++] = (unsigned char)(value >> (6 - 2 * (at % 4)));
    }
    return asml_slice(bytes, written);
}

#endif
