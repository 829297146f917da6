/* The process's one module and its instance: made at the start, made afresh after a trap. */
#define _GNU_SOURCE
#include "include/rt_host.h"
#include "internal.h"
#include <string.h>
#include <sys/mman.h>

static const struct rt_module *module;

const struct rt_module *rt_module(void) {
    return module;
}

void rt_start(const struct rt_module *the_module, int argc, char **argv, char **environment) {
    module = the_module;
    rt_host_start(argc, argv, environment);
    if (module->abi_version != RT_ABI_VERSION)
        rt_fail("object and runtime do not belong together: ABI ", module->abi_version, "");
    for (uint32_t i = 0; i < module->memory_count; i++)
        rt_memory_map(module->memories[i]);
    rt_memory_map_image(module);
    rt_stack_start(module->stack_size);
    rt_signals_start();
}

const struct rt_export *rt_find_export(const char *name, const char *type) {
    for (uint32_t i = 0; i < module->export_count; i++) {
        const struct rt_export *export = &module->exports[i];
        if (!strcmp(export->name, name) && !strcmp(export->type, type))
            return export;
    }
    return 0;
}

void *rt_guest_bytes(uint32_t address, uint64_t count) {
    const struct rt_memory *memory = module->exported_memory;
    if (!memory)
        return 0;
    uint64_t size = memory->pages * RT_WASM_PAGE;
    if (count > size || address > size - count)
        return 0;
    return (uint8_t *)memory->base + address;
}

/* `asml_state` begins on a page but may end inside one that holds other data: the whole pages come
 * back from the file, the rest from a copy made in time. Where pages are larger than its alignment
 * no page is whole. */
RT_SECTION(asml_state);
static uint8_t *kept_tail;
/* The memories' sizes before a reset. */
static uint64_t *pages_before;

static uint64_t state_size(void) {
    return (uint64_t)(__stop_asml_state - __start_asml_state);
}
static uint64_t tail_size(void) {
    return rt_pages_match() ? state_size() % RT_IMAGE_ALIGNMENT : state_size();
}

void rt_instance_keep(void) {
    uint64_t sizes = module->memory_count * sizeof *pages_before;
    if (!(sizes + tail_size()))
        return;
    pages_before = rt_pages_resize(0, 0, sizes + tail_size());
    if (!pages_before)
        rt_fail("no memory for a copy of the module's state", 0, "");
    kept_tail = (uint8_t *)pages_before + sizes;
    memcpy(kept_tail, __stop_asml_state - tail_size(), tail_size());
}

static void restore_state(void) {
    uint64_t whole = state_size() - tail_size();
    if (whole && madvise(__start_asml_state, whole, MADV_DONTNEED))
        rt_fail("the module's state cannot be reset", 0, "");
    if (tail_size())
        memcpy(__start_asml_state + whole, kept_tail, tail_size());
}

void rt_instance_reset(void) {
    for (uint32_t i = 0; i < module->memory_count; i++) {
        pages_before[i] = module->memories[i]->pages;
        rt_memory_discard(module->memories[i]);
    }
    rt_tables_release();
    restore_state();
    for (uint32_t i = 0; i < module->memory_count; i++)
        rt_memory_reopen(module->memories[i], pages_before[i]);
    rt_memory_restore_image(module);
}

static void instantiate(uint64_t *slots) {
    module->instantiate();
    const struct rt_export *initialize = rt_find_export("_initialize", ":");
    if (initialize)
        initialize->invoke(slots);
}

int rt_instantiate(void) {
    return rt_enter(instantiate, 0);
}
