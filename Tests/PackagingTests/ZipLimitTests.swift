import Foundation
import Packaging
import Testing

@Suite struct ZipLimitTests {
    @Test(arguments: [
        (1, 1, ZipLimits.Way.request),
        (52_428_800, 52_428_800, .request),
        (52_428_801, 52_428_801, .bucket),
        (52_428_801, 262_144_000, .bucket),
        (262_144_001, 262_144_000, .bucket),
        (1, 262_144_001, .none),
    ])
    func aZipGoesTheWayThatIsWideEnough(_ size: Int, _ unpacked: Int, _ way: ZipLimits.Way) {
        #expect(ZipLimits().way(of: size, unpacked: unpacked) == way)
    }

    /// With a few KiB of environment, tags and names beside it.
    @Test func whatGoesWithARequestFitsInBase64() {
        let zip = Data(count: ZipLimits().direct).base64EncodedString().utf8.count
        #expect(zip + (128 << 10) < 70_167_211)
    }
}
