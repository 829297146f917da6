package import WasmDecoder
internal import WasmModel
package import WasmValidator

/// Why the compiler refuses a module.
package enum Rejection: Error, Equatable, Sendable {
    case malformed(DecodeError)
    case invalid(ValidationError)

    package var specText: String {
        switch self {
        case .malformed(let error): error.kind.specText
        case .invalid(let error): error.kind.specText
        }
    }

    func agrees(_ text: String) -> Bool { specTextsAgree(text, specText) }

    /// What a step comes to that needs the module.
    func outcome(of bytes: [UInt8]) -> Outcome {
        if case .malformed(let error) = self, let proposal = error.proposal(in: bytes) {
            return .unsupported(proposal)
        }
        return .failed("refused: \(description)")
    }

    package var description: String {
        let (message, offset) =
            switch self {
            case .malformed(let error): (error.message, error.offset)
            case .invalid(let error): (error.message, error.offset)
            }
        return "\(specText) (at 0x\(String(offset, radix: 16)): \(message))"
    }
}

/// Decodes and validates, as `asml compile` does.
package func checkModule(_ bytes: [UInt8]) throws(Rejection) -> ValidatedModule {
    let module: Module
    do throws(DecodeError) {
        module = try decodeModule(bytes)
    } catch {
        throw .malformed(error)
    }
    do throws(ValidationErrors) {
        return try validate(module)
    } catch {
        throw .invalid(error.first)
    }
}
