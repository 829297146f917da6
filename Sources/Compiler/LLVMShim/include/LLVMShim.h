/* The few things LLVM's C API lacks, with a C face. */
#ifndef LLVM_SHIM_H
#define LLVM_SHIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One level of a line table row's call chain: DWARF subprogram name and line. */
struct LLVMShimFrame {
    const char *function;
    uint32_t line;
};

/* Called for each row of the line table whose code lies in `section`, by ascending address within
 * a sequence. `frames` is innermost first; `end` says that the row ends a sequence. */
typedef void (*LLVMShimRowVisitor)(void *context, uint64_t address, int end,
                                   const struct LLVMShimFrame *frames, size_t frame_count);

/* Walks the DWARF line table of a relocatable ELF object. Returns 0, or -1 with a message (to be
 * released by LLVMShimFree) when the object cannot be read. */
int LLVMShimVisitLines(const char *object, size_t size, const char *section,
                       LLVMShimRowVisitor visitor, void *context, char **message);

/* The offset of a defined symbol in its section; -1 when there is none of that name. */
int64_t LLVMShimSymbolOffset(const char *object, size_t size, const char *symbol);

void LLVMShimFree(char *message);

#ifdef __cplusplus
}
#endif
#endif
