/* Functions that only generators make, of a size at which LLVM would take minutes. */
#ifndef ASML_LARGE_FUNCTIONS_H
#define ASML_LARGE_FUNCTIONS_H

#include "llvm/IR/PassInstrumentation.h"
#include "llvm/IR/PassManager.h"

namespace asml {

/// Gives them attributes that say which passes they get; before any pass runs.
void markLargeFunctions(llvm::Module &module);

/// Keeps the others off them.
void spareLargeFunctions(llvm::PassInstrumentationCallbacks &callbacks);

/// For each branch on a comparison with a phi, LLVM's branch probabilities look at all that arrives
/// at the phi. They do not look through `freeze`, which costs nothing here.
struct HideConditions : llvm::PassInfoMixin<HideConditions> {
    llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &);
    static bool isRequired() { return true; }
};

} // namespace asml

#endif
