/// The value, reference and composite types of a module.
/// https://webassembly.github.io/spec/core/syntax/types.html
///
/// The shape is WebAssembly 3.0's (recursive groups, typed references, 64-bit address types); which
/// of it the decoder accepts is the decoder's matter.
package typealias TypeIndex = UInt32

package enum ValueType: Hashable, Sendable {
    case i32, i64, f32, f64, v128
    case reference(ReferenceType)

    package static let funcref = ValueType.reference(.funcref)
    package static let externref = ValueType.reference(.externref)

    package var isReference: Bool {
        if case .reference = self { true } else { false }
    }
}

package struct ReferenceType: Hashable, Sendable {
    package var isNullable: Bool
    package var heapType: HeapType

    package init(isNullable: Bool, heapType: HeapType) {
        self.isNullable = isNullable
        self.heapType = heapType
    }

    package static let funcref = ReferenceType(isNullable: true, heapType: .function)
    package static let externref = ReferenceType(isNullable: true, heapType: .external)
}

package enum HeapType: Hashable, Sendable {
    case function, noFunction
    case external, noExternal
    case any, eq, i31, structure, array, none
    case exception, noException
    case concrete(TypeIndex)
}

package struct FunctionType: Hashable, Sendable {
    package var parameters: [ValueType]
    package var results: [ValueType]

    package init(parameters: [ValueType], results: [ValueType]) {
        self.parameters = parameters
        self.results = results
    }
}

package struct FieldType: Hashable, Sendable {
    package enum Storage: Hashable, Sendable {
        case value(ValueType)
        case i8, i16
    }
    package var storage: Storage
    package var isMutable: Bool

    package init(storage: Storage, isMutable: Bool) {
        self.storage = storage
        self.isMutable = isMutable
    }
}

package enum CompositeType: Hashable, Sendable {
    case function(FunctionType)
    case structure([FieldType])
    case array(FieldType)
}

/// One defined type. In WebAssembly 2.0 each is a final function type in a group of its own.
package struct SubType: Hashable, Sendable {
    package var isFinal: Bool
    package var supertypes: [TypeIndex]
    package var composite: CompositeType

    package init(isFinal: Bool = true, supertypes: [TypeIndex] = [], composite: CompositeType) {
        self.isFinal = isFinal
        self.supertypes = supertypes
        self.composite = composite
    }
}

package enum AddressType: Hashable, Sendable {
    case i32, i64

    package var valueType: ValueType { self == .i32 ? .i32 : .i64 }
}

package struct Limits: Hashable, Sendable {
    package var minimum: UInt64
    package var maximum: UInt64?
    package var addressType: AddressType

    package init(minimum: UInt64, maximum: UInt64? = nil, addressType: AddressType = .i32) {
        self.minimum = minimum
        self.maximum = maximum
        self.addressType = addressType
    }
}

/// Limits are in pages of 64 KiB.
package struct MemoryType: Hashable, Sendable {
    package static let pageSize: UInt64 = 65536
    package var limits: Limits

    package init(limits: Limits) { self.limits = limits }
}

package struct TableType: Hashable, Sendable {
    package var element: ReferenceType
    package var limits: Limits

    package init(element: ReferenceType, limits: Limits) {
        self.element = element
        self.limits = limits
    }
}

package struct GlobalType: Hashable, Sendable {
    package var value: ValueType
    package var isMutable: Bool

    package init(value: ValueType, isMutable: Bool) {
        self.value = value
        self.isMutable = isMutable
    }
}

package struct TagType: Hashable, Sendable {
    package var type: TypeIndex

    package init(type: TypeIndex) { self.type = type }
}
