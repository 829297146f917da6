/* Reads the trap-stack tables (rt_trace.h) in the executable's own memory. */
#include "internal.h"

RT_SECTION(asml_trace);
RT_SECTION(asml_names);

static uint64_t uleb(const uint8_t **cursor, const uint8_t *end) {
    uint64_t value = 0;
    for (uint32_t shift = 0; *cursor < end && shift < 64; shift += 7) {
        uint8_t byte = *(*cursor)++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            break;
    }
    return value;
}

static int64_t sleb(const uint8_t **cursor, const uint8_t *end) {
    uint64_t value = 0;
    for (uint32_t shift = 0; *cursor < end && shift < 64;) {
        uint8_t byte = *(*cursor)++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
        if (byte < 0x80) {
            if ((byte & 0x40) && shift < 64)
                value |= ~(uint64_t)0 << shift;
            break;
        }
    }
    return (int64_t)value;
}

static const struct rt_trace_function *functions_of(const struct rt_trace_block *block) {
    return (const struct rt_trace_function *)(block + 1);
}

/* The last function that begins at or before `pc`, when it reaches that far. */
static const struct rt_trace_function *find(const struct rt_trace_block *block, uint64_t pc) {
    const struct rt_trace_function *functions = functions_of(block);
    uint32_t low = 0, high = block->function_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (functions[middle].begin <= pc)
            low = middle + 1;
        else
            high = middle;
    }
    return low && pc < functions[low - 1].end ? &functions[low - 1] : 0;
}

struct position {
    uint32_t offset, context;
};

static struct position decode(const struct rt_trace_block *block,
                              const struct rt_trace_function *function, uint64_t target) {
    const uint8_t *stream = (const uint8_t *)block + block->stream_offset;
    const uint8_t *cursor = stream + function->stream;
    const uint8_t *end = (const uint8_t *)block + block->size;
    if (function + 1 < functions_of(block) + block->function_count)
        end = stream + function[1].stream;
    uint64_t pc = function->begin;
    int64_t offset = 0;
    uint64_t context = 0;
    struct position found = {0, 0};
    while (cursor < end) {
        uint64_t head = uleb(&cursor, end);
        pc += head >> 1;
        if (pc > target)
            break;
        offset += sleb(&cursor, end);
        if (head & 1)
            context = uleb(&cursor, end);
        found = (struct position){(uint32_t)offset, (uint32_t)context};
    }
    return found;
}

static void name_frame(struct rt_trace_frame *frame) {
    const struct rt_names *names = (const struct rt_names *)__start_asml_names;
    frame->name = 0;
    frame->name_length = 0;
    if (!names || __start_asml_names == __stop_asml_names)
        return;
    const struct rt_name *pairs = (const struct rt_name *)(names + 1);
    uint32_t low = 0, high = names->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pairs[middle].function < frame->function)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == names->count || pairs[low].function != frame->function)
        return;
    frame->name = (const char *)(pairs + names->count) + pairs[low].offset;
    frame->name_length = pairs[low].length;
}

/* From the innermost inlined body outward to the function itself. */
static uint32_t unfold(const struct rt_trace_block *block, const struct rt_trace_function *function,
                       struct position at, struct rt_trace_frame *frames, uint32_t capacity) {
    const struct rt_trace_context *contexts =
        (const struct rt_trace_context *)(functions_of(block) + block->function_count);
    uint32_t count = 0;
    while (count < capacity) {
        int inlined = at.context != 0 && at.context <= block->context_count;
        const struct rt_trace_context *context = inlined ? &contexts[at.context - 1] : 0;
        struct rt_trace_frame *frame = &frames[count++];
        frame->function = inlined ? context->function : function->function;
        frame->offset = at.offset;
        name_frame(frame);
        if (!inlined)
            break;
        at = (struct position){context->call_offset, context->caller};
    }
    return count;
}

/* The function at an address, its block, and the address from the block's text on. */
static const struct rt_trace_function *
function_at(uint64_t address, const struct rt_trace_block **block, uint64_t *pc) {
    const uint8_t *cursor = __start_asml_trace;
    while (cursor < __stop_asml_trace) {
        *block = (const struct rt_trace_block *)cursor;
        if ((*block)->size == 0)
            break;
        *pc = address - ((uint64_t)&(*block)->text) - (uint64_t)(*block)->text;
        const struct rt_trace_function *function = find(*block, *pc);
        if (function)
            return function;
        cursor += (*block)->size;
    }
    return 0;
}

uint32_t rt_trace_lookup(uint64_t address, struct rt_trace_frame *frames, uint32_t capacity) {
    const struct rt_trace_block *block;
    uint64_t pc;
    const struct rt_trace_function *function = function_at(address, &block, &pc);
    return function ? unfold(block, function, decode(block, function, pc), frames, capacity) : 0;
}
