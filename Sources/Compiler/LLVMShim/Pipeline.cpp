#include "LLVMShim.h"
#include "LargeFunctions.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassInstrumentation.h"
#include "llvm/IR/PassManager.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"

#include <cstring>

using namespace llvm;
using namespace asml;

namespace {

/// Compilers for WebAssembly make loops that count up to zero, because a branch there tests for
/// zero: the counter starts at a negative constant, a large one when it becomes an address, and for
/// all LLVM knows the address wraps. Counting from zero, and adding the constant where the counter
/// is used, is the same and shows that nothing wraps: such loops are vectorised then.
struct CountFromZero : PassInfoMixin<CountFromZero> {
    PreservedAnalyses run(Function &function, FunctionAnalysisManager &) {
        bool changed = false;
        for (BasicBlock &block : function)
            for (PHINode &counter : make_early_inc_range(block.phis()))
                changed |= rewrite(counter);
        if (!changed)
            return PreservedAnalyses::all();
        PreservedAnalyses preserved;
        preserved.preserveSet<CFGAnalyses>();
        return preserved;
    }

  private:
    /// counter = phi [start < 0, ...], [counter + step > 0, ...]
    static bool rewrite(PHINode &counter) {
        if (!counter.getType()->isIntegerTy(32) || counter.getNumIncomingValues() != 2)
            return false;
        for (unsigned entry = 0; entry < 2; ++entry) {
            auto *start = dyn_cast<ConstantInt>(counter.getIncomingValue(entry));
            Value *next = counter.getIncomingValue(1 - entry);
            const APInt *step;
            if (!start || !start->isNegative() ||
                !PatternMatch::match(next, PatternMatch::m_Add(PatternMatch::m_Specific(&counter),
                                                               PatternMatch::m_APInt(step))) ||
                !step->isStrictlyPositive())
                continue;
            replace(counter, entry, start, ConstantInt::get(counter.getType(), *step));
            return true;
        }
        return false;
    }

    static void replace(PHINode &counter, unsigned entry, ConstantInt *start, Constant *step) {
        Type *type = counter.getType();
        IRBuilder<> builder(&counter);
        PHINode *zeroBased = builder.CreatePHI(type, 2);
        BasicBlock *latch = counter.getIncomingBlock(1 - entry);
        builder.SetInsertPoint(latch->getTerminator());
        Value *next = builder.CreateAdd(zeroBased, step);
        for (unsigned i = 0; i < 2; ++i)
            zeroBased->addIncoming(i == entry ? ConstantInt::get(type, 0) : next,
                                   counter.getIncomingBlock(i));
        BasicBlock *header = counter.getParent();
        builder.SetInsertPoint(header, header->getFirstInsertionPt());
        counter.replaceAllUsesWith(builder.CreateAdd(zeroBased, start));
        counter.eraseFromParent();
    }
};

} // namespace

int LLVMShimRunPasses(LLVMModuleRef module, const char *pipeline, LLVMTargetMachineRef machine,
                      char **message) {
    PassInstrumentationCallbacks callbacks;
    spareLargeFunctions(callbacks);
    markLargeFunctions(*unwrap(module));
    PassBuilder builder(reinterpret_cast<TargetMachine *>(machine), {}, {}, &callbacks);
    builder.registerPeepholeEPCallback(
        [](FunctionPassManager &manager, OptimizationLevel) { manager.addPass(CountFromZero()); });
    // For the inliner.
    builder.registerPipelineEarlySimplificationEPCallback(
        [](ModulePassManager &manager, OptimizationLevel) {
            manager.addPass(createModuleToFunctionPassAdaptor(HideConditions()));
        });
    LoopAnalysisManager loops;
    FunctionAnalysisManager functions;
    CGSCCAnalysisManager components;
    ModuleAnalysisManager modules;
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
    ModulePassManager manager;
    if (Error error = builder.parsePassPipeline(manager, pipeline)) {
        *message = strdup(toString(std::move(error)).c_str());
        return -1;
    }
    // For the code generator.
    manager.addPass(createModuleToFunctionPassAdaptor(HideConditions()));
    manager.run(*unwrap(module), modules);
    return 0;
}
