internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// Memory headers (`struct rt_memory`), memory images and data segments.
extension ModuleLowering {
    func defineMemories() {
        for (position, item) in module.imports.enumerated() {
            guard case .memory = item.kind else { continue }
            guard case .memory(let symbol, let slot) = options.imports[position] else {
                preconditionFailure("memory import \(position) is bound to something else")
            }
            let header = unit.module.declareGlobal(symbol, memoryHeaderType)
            memories.append(handle(header, slot: slot, isImported: true))
        }
        for (number, memory) in module.memories.enumerated() {
            memories.append(
                define(
                    memory.type, slot: options.firstMemorySlot + number, at: memories.count))
        }
    }

    private var memoryHeaderType: IRType { ir.structure([ir.i64, ir.i64, ir.i64, ir.i64]) }

    private func handle(_ header: IRValue, slot: Int, isImported: Bool) -> MemoryHandle {
        switch options.memoryBase {
        case .fixed:
            MemoryHandle(
                header: header, base: LinearMemory.base(slot: slot, triple: triple),
                bounds: LinearMemory.bounds(slot: slot), isImported: isImported)
        case .dynamic:
            MemoryHandle(header: header, base: nil, bounds: .compared, isImported: isImported)
        }
    }

    private func define(_ type: MemoryType, slot: Int, at index: Int) -> MemoryHandle {
        let header = unit.module.addGlobal(
            symbols.memory(index), memoryHeaderType, linkage(.memory, index))
        let handle = handle(header, slot: slot, isImported: false)
        let maximum = min(type.limits.maximum ?? .max, MemoryHandle.pageLimit)
        let reservation = LinearMemory.reservation(
            handle.bounds, largestSize: maximum * MemoryType.pageSize)
        let fields = [
            handle.base ?? 0, type.limits.minimum, maximum, handle.base == nil ? 0 : reservation,
        ]
        unit.module.define(
            header, unit.context.constantStruct(fields.map { ir.i64.integer($0) }),
            section: Section.state, alignment: 8)
        return handle
    }

    /// Active segments whose place is known go into the image; the first that is not, and every
    /// one after it, is copied at instantiation, for segments may overlap.
    func defineSegments() {
        defineElementSegments()
        var canBake = true
        for (index, segment) in module.data.enumerated() {
            let bytes = module.bytes[segment.range]
            if canBake, bake(segment, bytes) {
                data.append(DataHandle(length: lengthState(symbols.data(index), 0)))
                continue
            }
            var handle = DataHandle(bytes: constantBytes(symbols.data(index), bytes))
            if case .passive = segment.mode {
                handle.length = lengthState(symbols.data(index), UInt64(bytes.count))
            } else {
                canBake = false
                handle.length = lengthState(symbols.data(index), 0)
            }
            data.append(handle)
        }
    }

    private func bake(_ segment: DataSegment, _ bytes: ArraySlice<UInt8>) -> Bool {
        guard case .active(let memory, let expression) = segment.mode,
            !memories[Int(memory)].isImported,
            let address = known.value(of: expression)?.offset
        else { return false }
        let size = module.memoryTypes[Int(memory)].limits.minimum * MemoryType.pageSize
        guard UInt64(bytes.count) <= size, address <= size - UInt64(bytes.count) else {
            return false
        }
        images[Int(memory), default: MemoryImage()].write(bytes, at: address)
        return true
    }

    private func constantBytes(_ name: String, _ bytes: ArraySlice<UInt8>) -> IRValue {
        let global = unit.module.addGlobal(name, ir.i8.array(bytes.count), .internal)
        unit.module.define(global, unit.context.constantBytes(bytes), constant: true)
        return global
    }

    /// A segment's length in the instance's state, so that dropping it is a store.
    func lengthState(_ name: String, _ value: UInt64) -> IRValue {
        let global = unit.module.addGlobal("\(name).length", ir.i64, .internal)
        unit.module.define(global, ir.i64.integer(value), section: Section.state, alignment: 8)
        return global
    }

    /// Copies the active segments that are not in the image.
    func initializeMemories(_ code: CodeEmitter) {
        for (index, segment) in module.data.enumerated() {
            guard case .active(let memory, let expression) = segment.mode,
                let bytes = data[index].bytes
            else { continue }
            let length = ir.i64.integer(UInt64(segment.range.count))
            let target = code.builder.cast(.zext, code.evaluate(expression), to: ir.i64)
            let size = code.memorySize(Int(memory))
            code.trap(
                unlessRange: target, length, liesIn: size, rt_trap_code_out_of_bounds_memory)
            code.copyBytes(to: code.address(target, in: Int(memory)), from: bytes, length)
        }
    }
}

extension MemoryHandle {
    static let pageLimit: UInt64 = 65536
}
