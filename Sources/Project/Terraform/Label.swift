/// The name of a resource within Terraform. It is made of the names of the things it belongs to and
/// of nothing else, so that it stays when other things come and go, and no two lists of names give
/// the same: between names stands one underscore, and an underscore of a name is written twice.
///
/// - `mail`, `send` is `mail_send`
/// - `a_b`, `c` is `a__b_c`, and `a`, `b_c` is `a_b__c`
func label(_ names: [String]) -> String {
    let parts = names.enumerated().map { position, name in
        let doubled = name.replacing("_", with: "__")
        guard let first = name.first else { return "-" }
        // Identifiers begin with a letter or an underscore; underscores after a separator would
        // be taken for a part of the name before it.
        if position == 0 { return first.isNumber || first == "-" ? "_\(doubled)" : doubled }
        return first == "_" || first == "-" ? "-\(doubled)" : doubled
    }
    return parts.joined(separator: "_")
}

/// A name within a limit of AWS's: itself, or its begin and a digest of all of it.
func limited(_ name: String, to limit: Int) -> String {
    guard name.utf8.count > limit else { return name }
    // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
    let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digest = String(hash, radix: 16)
    return "\(name.prefix(limit - digest.count - 1))-\(digest)"
}

/// What an ARN or a name is called by those who made it: the queue's, topic's or table's name, in
/// the letters that labels may have.
func shortName(_ arn: String) -> String {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    let resource = parts.count == 6 && parts[0] == "arn" ? parts[5] : Substring(arn)
    let path = resource.split(separator: "/")
    let kinds: Set<Substring> = ["table", "stream", "event-bus"]
    let name = path.count > 1 && kinds.contains(path[0]) ? path[1] : path.last ?? resource
    return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
}

/// The service of an ARN: `sqs`.
func serviceName(_ arn: String) -> Substring? {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 2 ? parts[2] : nil
}
