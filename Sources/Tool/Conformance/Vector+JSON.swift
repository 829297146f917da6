/// A v128 in JSON: its lanes, decimal bit patterns, signed or unsigned, or classes of NaN.
struct JSONVector: Decodable {
    private var laneType: String
    private var value: [String]

    private enum Key: String, CodingKey {
        case laneType = "lane_type"
        case value
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        laneType = try values.decode(String.self, forKey: .laneType)
        value = try values.decode([String].self, forKey: .value)
    }

    private var laneWidth: Int? {
        ["i8": 8, "i16": 16, "i32": 32, "i64": 64, "f32": 32, "f64": 64][laneType]
            .flatMap { $0 * value.count == 128 ? $0 : nil }
    }

    private func bits(_ text: String, width: Int) -> UInt64? {
        let number = UInt64(text) ?? Int64(text).map(UInt64.init(bitPattern:))
        return number.map { $0 & (.max >> (64 - width)) }
    }

    /// nil when a lane is no number.
    var slots: (low: UInt64, high: UInt64)? {
        guard let width = laneWidth else { return nil }
        var slots: [UInt64] = [0, 0]
        for (lane, text) in value.enumerated() {
            guard let bits = bits(text, width: width) else { return nil }
            slots[lane * width / 64] |= bits << (lane * width % 64)
        }
        return (slots[0], slots[1])
    }

    var expected: Expected? {
        guard let width = laneWidth else { return nil }
        let lanes = value.compactMap { text -> Expected? in
            if let nan = Expected.NaNClass(rawValue: text) {
                return .nan(width == 64 ? .f64 : .f32, nan)
            }
            return bits(text, width: width).map(Expected.bits64)
        }
        return lanes.count == value.count ? .vector(lanes) : nil
    }
}
