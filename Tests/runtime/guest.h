/* A module as the compiler would emit it, written by hand. */
#include "../../runtime-c/include/rt_imports.h"
#include "../../runtime-c/include/rt_module.h"
#include "../../runtime-c/include/rt_trap.h"

#ifndef FIRST_PAGES
#define FIRST_PAGES 2
#endif

#define GUEST __attribute__((section("asml_text"), noinline))
#define STATE __attribute__((section("asml_state")))
#ifdef DYNAMIC
#define BASE (memory.base)
#define FIRST_BASE 0
#define RESERVED 0
#else
#ifdef __aarch64__
#define BASE (1ull << 36)
#else
#define BASE 0x100000u
#endif
#define FIRST_BASE BASE
#define RESERVED ((8ull << 30) + 65536)
#endif
#define AT(type, address) (*(volatile type *)(BASE + (uint64_t)(address)))

STATE __attribute__((aligned(4096))) struct rt_memory memory = {
    .base = FIRST_BASE, .pages = FIRST_PAGES, .max_pages = 65536, .reserved = RESERVED};
#ifdef TWICE
struct rt_memory *const memories[] = {&memory, &memory};
#else
struct rt_memory *const memories[] = {&memory};
#endif

#define IMPORT(module, name, result, function, ...)                                                \
    result function(__VA_ARGS__) RT_IMPORT_SYMBOL(module, name)
#define WASI(name, ...) IMPORT("wasi_snapshot_preview1", #name, uint32_t, name, __VA_ARGS__)
