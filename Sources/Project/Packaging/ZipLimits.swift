/// How large a zip Lambda takes, and in which way.
/// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
package struct ZipLimits: Sendable {
    /// Of a zip in a request. Lambda takes requests below 70,167,211 bytes; in base64 this many are
    /// 69,905,068, so that 256 KiB are left for the rest.
    package var direct = 50 << 20
    /// Of what is in a function's zip and in its layers'.
    package var unpacked = 250 << 20

    package init() {}

    package enum Way: Equatable, Sendable {
        /// With the request.
        case request
        /// Lambda gets it from a bucket.
        case bucket
        /// Not at all: unpacked it is too large.
        case none
    }

    package func way(of size: Int, unpacked total: Int) -> Way {
        if total > unpacked { return .none }
        return size > direct ? .bucket : .request
    }
}
