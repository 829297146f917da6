internal import Glibc
internal import LLVMShim

/// A copy of a relocatable object in which only these symbols can be linked with, under new names;
/// debug sections are gone.
///
/// - Parameter symbols: from the object's names to the published ones.
package func publish(_ symbols: [String: String], of object: [UInt8]) throws(LLVMError) -> [UInt8] {
    let list = symbols.sorted { $0.key < $1.key }.map { name, published in
        LLVMShimSymbol(name: strdup(name), published: strdup(published))
    }
    defer {
        for symbol in list {
            free(UnsafeMutablePointer(mutating: symbol.name))
            free(UnsafeMutablePointer(mutating: symbol.published))
        }
    }
    let collector = BytesCollector()
    var message: UnsafeMutablePointer<CChar>?
    let status = object.withUnsafeBytes { bytes in
        LLVMShimPublish(
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, list, list.count,
            BytesCollector.visit, Unmanaged.passUnretained(collector).toOpaque(), &message)
    }
    if status != 0 { throw LLVMError(taking: message, or: "unreadable object") }
    return collector.results.first ?? []
}
