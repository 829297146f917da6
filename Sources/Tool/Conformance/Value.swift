/// A value that a script passes, as it crosses `rt_export.invoke`.
package enum ActionArgument: Equatable, Sendable {
    case slot(UInt64)
    case vector(low: UInt64, high: UInt64)
    /// A value of a type that scripts only pass to features we do not have.
    case unsupported(String)

    package var slots: [UInt64] {
        switch self {
        case .slot(let slot): [slot]
        case .vector(let low, let high): [low, high]
        case .unsupported: []
        }
    }
}

/// What a script expects of one result.
package indirect enum Expected: Equatable, Sendable {
    /// Exactly these bits, of the lower 32 or of all 64.
    case bits32(UInt32)
    case bits64(UInt64)
    case nan(FloatType, NaNClass)
    /// A reference, null or not; an `externref` of the script's own has a number.
    case null, nonNull
    case external(UInt64)
    /// The lanes of a vector, each as many bits wide as they share of the 128.
    case vector([Expected])
    case either([Expected])
    case unsupported(String)

    package enum FloatType: Equatable, Sendable { case f32, f64 }
    package enum NaNClass: String, Equatable, Sendable {
        /// Only the top bit of the payload is set; any sign.
        case canonical = "nan:canonical"
        /// The top bit of the payload is set.
        case arithmetic = "nan:arithmetic"
    }
}

/// The slot of the script's `(ref.extern number)`: null is 0.
func externalSlot(_ number: UInt64) -> UInt64 { number + 1 }

extension Expected {
    /// Whether a result slot is what the script expects. The upper half of the slot of a 32-bit
    /// value means nothing.
    package func matches(_ slot: UInt64) -> Bool { matches([slot]) }

    /// A vector has two slots.
    package var slotCount: Int {
        switch self {
        case .vector: 2
        case .either(let choices): choices.first?.slotCount ?? 1
        default: 1
        }
    }

    package func matches(_ slots: [UInt64]) -> Bool {
        guard slots.count == slotCount, let slot = slots.first else { return false }
        return switch self {
        case .bits32(let bits): UInt32(truncatingIfNeeded: slot) == bits
        case .bits64(let bits): slot == bits
        case .nan(.f32, let nanClass):
            nanClass.matches(slot & 0x7fff_ffff, infinity: 0x7f80_0000, quiet: 0x0040_0000)
        case .nan(.f64, let nanClass):
            nanClass.matches(
                slot & 0x7fff_ffff_ffff_ffff, infinity: 0x7ff0_0000_0000_0000,
                quiet: 0x0008_0000_0000_0000)
        case .null: slot == 0
        case .nonNull: slot != 0
        case .external(let number): slot == externalSlot(number)
        case .vector(let lanes):
            zip(lanes, Self.lanes(of: slots, lanes.count)).allSatisfy { $0.matches($1) }
        case .either(let choices): choices.contains { $0.matches(slots) }
        case .unsupported: false
        }
    }
}

extension Expected {
    /// The lanes that two slots hold, the lowest first.
    private static func lanes(of slots: [UInt64], _ count: Int) -> [UInt64] {
        let width = 128 / count
        return slots.flatMap { slot in
            (0..<64 / width).map { slot >> ($0 * width) & (.max >> (64 - width)) }
        }
    }
}

extension Expected.NaNClass {
    /// `magnitude` is the number without its sign.
    fileprivate func matches(_ magnitude: UInt64, infinity: UInt64, quiet: UInt64) -> Bool {
        switch self {
        case .canonical: magnitude == infinity | quiet
        case .arithmetic: magnitude & (infinity | quiet) == infinity | quiet
        }
    }
}

extension Expected: CustomStringConvertible {
    package var description: String {
        switch self {
        case .bits32(let bits): "0x" + String(bits, radix: 16)
        case .bits64(let bits): "0x" + String(bits, radix: 16)
        case .nan(_, let nanClass): nanClass.rawValue
        case .null: "null"
        case .nonNull: "a reference"
        case .external(let number): "extern \(number)"
        case .vector(let lanes):
            "[" + lanes.map(\.description).joined(separator: " ") + "]"
        case .either(let choices):
            "one of " + choices.map(\.description).joined(separator: ", ")
        case .unsupported(let type): "a value of type \(type)"
        }
    }
}
