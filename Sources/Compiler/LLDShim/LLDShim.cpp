#include "LLDShim.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

LLD_HAS_DRIVER(elf)

void LLDShimRun(int count, const char *const *arguments) {
    auto words = llvm::ArrayRef<const char *>(arguments, static_cast<size_t>(count));
    bool good = lld::elf::link(words, llvm::outs(), llvm::errs(), /*exitEarly=*/true,
                               /*disableOutput=*/false);
    llvm::outs().flush();
    llvm::errs().flush();
    // Nothing is released: the process ends here.
    _exit(good ? 0 : 1);
}
