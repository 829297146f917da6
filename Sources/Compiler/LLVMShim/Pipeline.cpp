#include "LLVMShim.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Analysis/LoopInfo.h"
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

/// Functions that are too large for passes whose time grows faster than their size: thousands of
/// loops in one function, or an interpreter of thousands of arms, would take minutes. The limits
/// are above what the largest functions of real programs have.
constexpr StringLiteral large = "asml-large", crowded = "asml-crowded";
constexpr size_t instructionLimit = 60'000, blockLimit = 16'000;
/// For each branch to a block, LLVM may ask all others that lead there, again for each block. The
/// largest product known of a real program is 0.7 million, of QuickJS's interpreter.
constexpr uint64_t crowdLimit = 1'000'000;

bool isCrowded(const Function &function) {
    size_t most = 0;
    for (const BasicBlock &block : function)
        most = std::max<size_t>(most, pred_size(&block));
    return uint64_t(most) * function.size() > crowdLimit;
}

/// Many instructions: lighter passes. Many blocks: hardly any, and the code generator's fast ways.
void markLargeFunctions(Module &module) {
    for (Function &function : module) {
        if (isCrowded(function))
            function.addFnAttr(crowded);
        if (function.size() > blockLimit)
            function.addFnAttr(Attribute::OptimizeNone);
        else if (function.getInstructionCount() <= instructionLimit)
            continue;
        function.addFnAttr(large);
        function.addFnAttr(Attribute::NoInline);
    }
}

/// For each branch on a comparison with a phi, LLVM's branch probabilities look at all that arrives
/// at the phi. They do not look through `freeze`, which costs nothing here.
struct HideConditions : PassInfoMixin<HideConditions> {
    PreservedAnalyses run(Function &function, FunctionAnalysisManager &) {
        if (!function.hasFnAttribute(crowded))
            return PreservedAnalyses::all();
        for (BasicBlock &block : function) {
            auto *branch = dyn_cast<BranchInst>(block.getTerminator());
            if (branch && branch->isConditional() && isa<CmpInst>(branch->getCondition()))
                branch->setCondition(IRBuilder<>(branch).CreateFreeze(branch->getCondition()));
        }
        PreservedAnalyses preserved;
        preserved.preserveSet<CFGAnalyses>();
        return preserved;
    }

    static bool isRequired() { return true; }
};

const Function *functionOf(Any unit) {
    if (const auto **function = any_cast<const Function *>(&unit))
        return *function;
    if (const auto **loop = any_cast<const Loop *>(&unit))
        return (*loop)->getHeader()->getParent();
    return nullptr;
}

/// What asks all predecessors of a block for each value or branch.
bool isForCrowds(StringRef pass) {
    static const StringSet<> never = {"InstCombinePass",
                                      "AggressiveInstCombinePass",
                                      "InstSimplifyPass",
                                      "SimplifyCFGPass",
                                      "EarlyCSEPass",
                                      "JumpThreadingPass",
                                      "CorrelatedValuePropagationPass"};
    return !never.contains(pass);
}

/// Whether a large function gets a pass: about what level 1 has. Of those, what looks at all
/// branches for each value, or at all predecessors for each block, is too much for many blocks.
bool isLight(StringRef pass, const Function &function) {
    static const StringSet<> always = {"SROAPass", "EarlyCSEPass", "ADCEPass", "InstSimplifyPass"};
    static const StringSet<> fewBlocks = {"InstCombinePass", "SimplifyCFGPass"};
    return always.contains(pass) || (fewBlocks.contains(pass) && !function.hasOptNone());
}

void spareLargeFunctions(PassInstrumentationCallbacks &callbacks) {
    callbacks.registerShouldRunOptionalPassCallback([](StringRef pass, Any unit) {
        const Function *function = functionOf(unit);
        return !function || ((!function->hasFnAttribute(large) || isLight(pass, *function)) &&
                             (!function->hasFnAttribute(crowded) || isForCrowds(pass)));
    });
}

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

namespace {

/// Where a block has gone on for too long, or null. Stack slots stay in the first block.
Instruction *endOfLongBlock(BasicBlock &block) {
    constexpr size_t limit = 1'000;
    size_t count = 0;
    Instruction *end = nullptr;
    for (Instruction &instruction : block) {
        if (isa<AllocaInst>(instruction)) {
            count = 0;
            end = nullptr;
        } else if (++count >= limit && !end && !isa<PHINode>(instruction)) {
            end = &instruction;
        }
    }
    return end && !end->isTerminator() ? end : nullptr;
}

} // namespace

void LLVMShimSplitLongBlocks(LLVMModuleRef module) {
    for (Function &function : *unwrap(module))
        for (BasicBlock &block : function)
            // The new block is the next of this loop. One whose address is taken stays on its own.
            if (Instruction *end = endOfLongBlock(block))
                BlockAddress::get(block.splitBasicBlock(end));
}
