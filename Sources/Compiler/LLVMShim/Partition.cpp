#include "LLVMShim.h"

#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

#include <algorithm>
#include <vector>

using namespace llvm;

namespace {

using Parts = DenseMap<const GlobalValue *, unsigned>;

std::vector<const Function *> definitions(const Module &module) {
    std::vector<const Function *> functions;
    for (const Function &function : module)
        if (!function.isDeclaration())
            functions.push_back(&function);
    return functions;
}

/// The largest first, each to the part with the least so far.
Parts bySize(const Module &module, unsigned count) {
    std::vector<std::pair<unsigned, const Function *>> functions;
    for (const Function *function : definitions(module))
        functions.push_back({function->getInstructionCount(), function});
    std::stable_sort(functions.begin(), functions.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<uint64_t> load(count, 0);
    Parts parts;
    for (const auto &[cost, function] : functions) {
        auto least = std::min_element(load.begin(), load.end()) - load.begin();
        load[least] += cost + 16;
        parts[function] = static_cast<unsigned>(least) + 1;
    }
    return parts;
}

Parts byPlace(const Module &module, unsigned count) {
    auto functions = definitions(module);
    Parts parts;
    for (size_t i = 0; i < functions.size(); ++i)
        parts[functions[i]] = static_cast<unsigned>(i * count / functions.size()) + 1;
    return parts;
}

/// What the part does not use would change with the others.
void dropUnused(Module &part) {
    for (GlobalVariable &variable : make_early_inc_range(part.globals()))
        if (variable.isDeclaration() && variable.use_empty())
            variable.eraseFromParent();
    for (Function &function : make_early_inc_range(part))
        if (function.isDeclaration() && function.use_empty())
            function.eraseFromParent();
}

void makeVisible(GlobalValue &value) {
    if (!value.hasLocalLinkage())
        return;
    value.setLinkage(GlobalValue::ExternalLinkage);
    value.setVisibility(GlobalValue::HiddenVisibility);
}

} // namespace

void LLVMShimPartition(LLVMModuleRef reference, LLVMShimDivision division, unsigned count,
                       LLVMShimBytesVisitor visitor, void *context) {
    Module &module = *unwrap(reference);
    for (GlobalValue &value : module.global_values())
        makeVisible(value);
    auto parts = division == LLVMShimBySize ? bySize(module, count) : byPlace(module, count);
    for (unsigned part = 0; part <= count; ++part) {
        ValueToValueMapTy map;
        auto clone = CloneModule(module, map, [&](const GlobalValue *value) {
            auto found = parts.find(value);
            return (found == parts.end() ? 0 : found->second) == part;
        });
        dropUnused(*clone);
        SmallVector<char, 0> bitcode;
        raw_svector_ostream out(bitcode);
        WriteBitcodeToFile(*clone, out);
        visitor(context, bitcode.data(), bitcode.size());
    }
}

uint64_t LLVMShimInstructionCount(LLVMModuleRef reference) {
    return unwrap(reference)->getInstructionCount();
}

void LLVMShimSetFastISel(LLVMTargetMachineRef machine, int enable) {
    reinterpret_cast<TargetMachine *>(machine)->setFastISel(enable != 0);
}
