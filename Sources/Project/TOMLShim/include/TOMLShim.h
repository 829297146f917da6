/* TOML 1.0 (https://toml.io/en/v1.0.0) by toml++, with a C face: bytes to nodes that know where
 * they were written. */
#ifndef TOML_SHIM_H
#define TOML_SHIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Lines and columns count from 1, columns in Unicode scalars. */
struct TOMLShimPlace {
    uint32_t line, column;
};

/* The end is behind the last character. Line 0: nowhere, as the root table. */
struct TOMLShimRegion {
    struct TOMLShimPlace begin, end;
};

enum TOMLShimKind {
    TOMLShimTable,
    TOMLShimInlineTable,
    TOMLShimArray,
    TOMLShimString,
    TOMLShimInteger,
    TOMLShimFloat,
    TOMLShimBoolean,
    TOMLShimDate, /* dates, times, and both */
};

/* A value; within a table also its key. Text is UTF-8, not terminated, and lives as long as the
 * document. */
struct TOMLShimNode {
    enum TOMLShimKind kind;
    /* How many nodes are directly in it. They follow it, each with all that is in it. */
    uint32_t children;
    const char *key;
    size_t key_size;
    struct TOMLShimRegion key_region;
    const char *text;
    size_t text_size;
    int64_t integer; /* and 0 or 1 for booleans */
    double number;
    struct TOMLShimRegion region;
};

enum TOMLShimFailure { TOMLShimSyntax, TOMLShimTooDeep, TOMLShimNoMemory };

struct TOMLShimError {
    enum TOMLShimFailure failure;
    struct TOMLShimPlace place;
    char message[256];
};

typedef struct TOMLShimDocument TOMLShimDocument;

/* Parses a file without a byte order mark. NULL with the first error when it is no TOML, or deeper
 * than a manifest needs to be: nesting costs stack. To be released by TOMLShimFree. */
TOMLShimDocument *TOMLShimParse(const char *bytes, size_t size, struct TOMLShimError *error);

/* The root table, followed by everything in it. */
const struct TOMLShimNode *TOMLShimNodes(const TOMLShimDocument *document, size_t *count);

void TOMLShimFree(TOMLShimDocument *document);

#ifdef __cplusplus
}
#endif

#endif
