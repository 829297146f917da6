#include "LLVMShim.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

int LLVMShimKeepPrologues(void) {
    const char *arguments[] = {"asml", "-enable-shrink-wrap=false"};
    return cl::ParseCommandLineOptions(2, arguments, "", &nulls());
}
