internal import CLLVM

/// The library that this process found, which may be another than the one it was built with.
package enum LLVMLibrary {
    package struct Version: Hashable, Sendable, CustomStringConvertible {
        package let major, minor, patch: UInt32

        package var description: String { "\(major).\(minor).\(patch)" }
    }

    package static let expectedMajor: UInt32 = 19

    package static var version: Version {
        var (major, minor, patch): (UInt32, UInt32, UInt32) = (0, 0, 0)
        LLVMGetVersion(&major, &minor, &patch)
        return Version(major: major, minor: minor, patch: patch)
    }
}
