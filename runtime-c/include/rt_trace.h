/* The trap-stack tables: code address -> wasm function and byte offset, inlined frames included.
 * CodeGen derives them from the line table of each object and puts them into the read-only ELF
 * section `asml_trace`, which survives stripping. Every object contributes one block:
 *
 *   struct rt_trace_block header, followed by `function_count` struct rt_trace_function sorted by
 *   `begin`, then `context_count` struct rt_trace_context, then the row stream.
 *
 * Rows of a function are LEB128: uleb(pc_delta << 1 | context_changed), sleb(offset_delta), and
 * if context_changed uleb(context). They start at pc = begin, wasm offset = 0, context = 0; a row
 * holds from its pc up to the next row's. The rows of a function end where those of the next one
 * (in the order of `begin`) start, the last one's at the end of the block; padding with zeros is
 * harmless. Context 0 is the function itself, context n is element n - 1 of the contexts. */
#ifndef RT_TRACE_H
#define RT_TRACE_H

#include <stdint.h>

struct rt_trace_block {
    uint32_t size; /* bytes of the whole block, a multiple of 8 */
    uint32_t function_count;
    uint32_t context_count;
    uint32_t stream_offset; /* from the block's start */
    int64_t text;           /* address of the block's code minus the address of this field */
};

struct rt_trace_function {
    uint32_t begin, end; /* code, bytes from the block's text */
    uint32_t function;   /* wasm function index */
    uint32_t stream;     /* first row, bytes into the stream */
};

/* An inlined body: which function, and where it was called from. */
struct rt_trace_context {
    uint32_t function;
    uint32_t call_offset; /* wasm offset of the call */
    uint32_t caller;      /* context of the caller; 0 is the function itself */
};

/* Function names, in the read-only ELF section `asml_names`: `count` pairs sorted by function
 * index, then the bytes. Functions without a name are missing. */
struct rt_names {
    uint32_t count;
    uint32_t bytes; /* of the name text that follows the pairs */
};
struct rt_name {
    uint32_t function;
    uint32_t offset; /* into the text */
    uint32_t length;
};

struct rt_trace_frame {
    uint32_t function;
    uint32_t offset;  /* wasm byte offset in the file */
    const char *name; /* not terminated; NULL if there is none */
    uint32_t name_length;
};

/* The wasm frames of one code address, innermost first; how many, at most `capacity`. 0 when the
 * address is not in guest code. For a return address pass `address - 1`. */
uint32_t rt_trace_lookup(uint64_t address, struct rt_trace_frame *frames, uint32_t capacity);

#endif
