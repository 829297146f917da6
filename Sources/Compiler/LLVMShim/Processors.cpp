#include "LLVMShim.h"

#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Target/TargetMachine.h"

#include <cstring>
#include <memory>
#include <string>

using namespace llvm;

void LLVMShimVisitProcessors(const char *triple, const char *features, LLVMShimBytesVisitor visitor,
                             void *context) {
    std::string message;
    const Target *target = TargetRegistry::lookupTarget(triple, message);
    if (!target)
        return;
    std::unique_ptr<MCSubtargetInfo> all(target->createMCSubtargetInfo(triple, "", ""));
    for (const SubtargetSubTypeKV &processor : all->getAllProcessorDescriptions()) {
        std::unique_ptr<MCSubtargetInfo> one(
            target->createMCSubtargetInfo(triple, processor.Key, ""));
        if (one->checkFeatures(features))
            visitor(context, processor.Key, std::strlen(processor.Key));
    }
}

int LLVMShimMachineHas(LLVMTargetMachineRef machine, const char *features) {
    return reinterpret_cast<TargetMachine *>(machine)->getMCSubtargetInfo()->checkFeatures(
        features);
}
