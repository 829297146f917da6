/* LLVM's linker for ELF, with a C face. */
#ifndef LLD_SHIM_H
#define LLD_SHIM_H

#ifdef __cplusplus
extern "C" {
#endif

/* Does what `ld.lld` does with a command line, whose first word is the program's name, and ends the
 * process with the linker's exit status. LLD keeps its state in globals and may end the process at
 * any error: it is for a process of its own. */
void LLDShimRun(int count, const char *const *arguments) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif
