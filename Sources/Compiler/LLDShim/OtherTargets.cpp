#include "llvm/Passes/PassPlugin.h"

// LLD registers every architecture that LLVM has, for link-time optimisation. Those that asml does
// not compile for are empty here, so that a program linked with LLVM's archives has none of them.

#define NOT_A_TARGET(name)                                                                         \
    extern "C" void LLVMInitialize##name##TargetInfo() {}                                          \
    extern "C" void LLVMInitialize##name##Target() {}                                              \
    extern "C" void LLVMInitialize##name##TargetMC() {}                                            \
    extern "C" void LLVMInitialize##name##AsmPrinter() {}                                          \
    extern "C" void LLVMInitialize##name##AsmParser() {}

NOT_A_TARGET(AMDGPU)
NOT_A_TARGET(ARM)
NOT_A_TARGET(AVR)
NOT_A_TARGET(BPF)
NOT_A_TARGET(Hexagon)
NOT_A_TARGET(Lanai)
NOT_A_TARGET(LoongArch)
NOT_A_TARGET(M68k)
NOT_A_TARGET(MSP430)
NOT_A_TARGET(Mips)
NOT_A_TARGET(NVPTX)
NOT_A_TARGET(PowerPC)
NOT_A_TARGET(RISCV)
NOT_A_TARGET(Sparc)
NOT_A_TARGET(SystemZ)
NOT_A_TARGET(VE)
NOT_A_TARGET(WebAssembly)
NOT_A_TARGET(XCore)
NOT_A_TARGET(Xtensa)

/// Debian's LLVM also asks for Polly's passes there.
llvm::PassPluginLibraryInfo getPollyPluginInfo() {
    return {LLVM_PLUGIN_API_VERSION, "none", "", [](llvm::PassBuilder &) {}};
}
