#include "LargeFunctions.h"
#include "LLVMShim.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

#include <algorithm>

using namespace llvm;

namespace {

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

} // namespace

/// Many instructions: lighter passes. Many blocks: hardly any, and the code generator's fast ways.
void asml::markLargeFunctions(Module &module) {
    for (Function &function : module) {
        bool hasManyBlocks = function.size() > blockLimit;
        bool isLarge = hasManyBlocks || function.getInstructionCount() > instructionLimit;
        bool hasCrowd = isCrowded(function);
        if (hasManyBlocks)
            function.addFnAttr(Attribute::OptimizeNone);
        if (isLarge)
            function.addFnAttr(large);
        if (hasCrowd)
            function.addFnAttr(crowded);
        // Nor may it make another one large.
        if (isLarge || hasCrowd)
            function.addFnAttr(Attribute::NoInline);
    }
}

void asml::spareLargeFunctions(PassInstrumentationCallbacks &callbacks) {
    callbacks.registerShouldRunOptionalPassCallback([](StringRef pass, Any unit) {
        const Function *function = functionOf(unit);
        return !function || ((!function->hasFnAttribute(large) || isLight(pass, *function)) &&
                             (!function->hasFnAttribute(crowded) || isForCrowds(pass)));
    });
}

PreservedAnalyses asml::HideConditions::run(Function &function, FunctionAnalysisManager &) {
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
