internal import CLLVM

/// Debug locations whose lines are byte offsets in a function's body, from 1; CodeGen turns them
/// into the trap-stack tables. A subprogram is named by its function index.
/// https://llvm.org/docs/SourceLevelDebugging.html
package struct DebugInfo: ~Copyable {
    private let builder: LLVMDIBuilderRef
    private let context: LLVMContextRef
    private let file: LLVMMetadataRef
    private let unit: LLVMMetadataRef
    private let functionType: LLVMMetadataRef

    package init(_ unit: borrowing LLVMUnit) {
        context = unit.context.reference
        guard let builder = LLVMCreateDIBuilder(unit.module.reference),
            let file = LLVMDIBuilderCreateFile(builder, "wasm", 4, "", 0),
            let compileUnit = LLVMDIBuilderCreateCompileUnit(
                builder, LLVMDWARFSourceLanguageC, file, "asml", 4, 0, "", 0, 0, "", 0,
                LLVMDWARFEmissionFull, 0, 0, 0, "", 0, "", 0),
            let functionType = LLVMDIBuilderCreateSubroutineType(
                builder, file, nil, 0, LLVMDIFlagZero)
        else { preconditionFailure("LLVM made no debug info") }
        self.builder = builder
        self.file = file
        self.unit = compileUnit
        self.functionType = functionType
        unit.module.addFlag("Debug Info Version", LLVMDebugMetadataVersion())
        unit.module.addFlag("Dwarf Version", 4)
    }

    deinit { LLVMDisposeDIBuilder(builder) }

    package func attach(to function: IRFunction, name: String, line: UInt32) -> IRMetadata {
        let subprogram = LLVMDIBuilderCreateFunction(
            builder, unit, name, name.utf8.count, "", 0, file, line, functionType, 1, 1, line,
            LLVMDIFlagZero, 1)
        LLVMSetSubprogram(function.value.reference, subprogram)
        return IRMetadata(subprogram)
    }

    package func location(line: UInt32, scope: IRMetadata) -> IRMetadata {
        IRMetadata(LLVMDIBuilderCreateDebugLocation(context, line, 0, scope.reference, nil))
    }

    package func finish() { LLVMDIBuilderFinalize(builder) }
}
