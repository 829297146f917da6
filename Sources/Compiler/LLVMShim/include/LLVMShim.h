/* The few things LLVM's C API lacks, with a C face. */
#ifndef LLVM_SHIM_H
#define LLVM_SHIM_H

#include <stddef.h>
#include <stdint.h>

#include <llvm-c/TargetMachine.h>

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

/* A global function symbol defined in `section`: its name (released by LLVMShimFree) and its offset
 * there. NULL when there is none. */
char *LLVMShimTextSymbol(const char *object, size_t size, const char *section, uint64_t *offset);

/* Called with each result. */
typedef void (*LLVMShimBytesVisitor)(void *context, const char *bytes, size_t size);

/* Divides a module into parts that link to the same program; their bitcode declares only what they
 * use. By size: `count` parts that cost about the same to compile. By place: `count` runs of
 * neighbouring functions, as many in each, so that the rest of a module may change without them.
 * Variables are in one more part, the first. Local names become hidden ones. The result depends on
 * the module, the way and the count only. */
enum LLVMShimDivision { LLVMShimBySize, LLVMShimByPlace };
void LLVMShimPartition(LLVMModuleRef module, enum LLVMShimDivision division, unsigned count,
                       LLVMShimBytesVisitor visitor, void *context);

/* A symbol of an object, and the name it gets. */
struct LLVMShimSymbol {
    const char *name;
    const char *published;
};

/* Copies a relocatable ELF object: the symbols listed are renamed, all other defined ones become
 * local, debug sections go. Returns 0, or -1 with a message as above. */
int LLVMShimPublish(const char *object, size_t size, const struct LLVMShimSymbol *symbols,
                    size_t count, LLVMShimBytesVisitor visitor, void *context, char **message);

/* Instructions of all functions: the measure by which a module is divided. */
uint64_t LLVMShimInstructionCount(LLVMModuleRef module);

/* Instruction selection that trades speed of the code for speed of compiling. */
void LLVMShimSetFastISel(LLVMTargetMachineRef machine, int enable);

/* From now on a function makes its frame where it begins, not only on the paths that call others:
 * LLVM does the latter ("shrink wrapping") whatever the attribute "frame-pointer" says. Returns
 * whether LLVM could be told so. */
int LLVMShimKeepPrologues(void);

/* The code generator takes more than the square of a block's length. Blocks of thousands of
 * instructions become several, which it does not join again. For right before it runs: what is
 * done here is lost when the module is written. */
void LLVMShimSplitLongBlocks(LLVMModuleRef module);

/* Called with the name of each processor that LLVM knows for the target and that has all of the
 * features ("+64bit,+sse2"). */
void LLVMShimVisitProcessors(const char *triple, const char *features, LLVMShimBytesVisitor visitor,
                             void *context);

/* Whether code of this machine may use all of the features. */
int LLVMShimMachineHas(LLVMTargetMachineRef machine, const char *features);

/* Runs a pipeline as `opt -passes` takes it, with what loops of WebAssembly want beside. Returns 0,
 * or -1 with a message as above when there is no such pipeline. */
int LLVMShimRunPasses(LLVMModuleRef module, const char *pipeline, LLVMTargetMachineRef machine,
                      char **message);

void LLVMShimFree(char *message);

#ifdef __cplusplus
}
#endif
#endif
