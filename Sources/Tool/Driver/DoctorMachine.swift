internal import CRuntimeABI
internal import CodeGen
internal import Diagnostics
internal import Foundation
internal import WasmLowering

/// What this machine allows.
extension Examination {
    /// Room for the objects of a large module.
    private static let neededSpace = 256 << 20

    func temporaryFolder() -> Finding {
        let check = "temporary folder"
        let folder = Files.temporaryFolder
        if let problem = writingProblem(folder) {
            return .missing(
                check, "\(folder): \(problem)",
                hint: "set TMPDIR to a folder that can be written to")
        }
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return .ok(check, folder) }
        let space = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
        let detail = "\(folder), \(sizeText(space)) free"
        guard space < Self.neededSpace else { return .ok(check, detail) }
        return .warning(
            check, detail, hint: "large modules may need more; TMPDIR names another folder")
    }

    func cache() -> Finding {
        let check = "cache"
        do {
            let cache = try Cache(environment: environment)
            if let problem = writingProblem(cache.folder) {
                return .warning(check, "\(cache.folder): \(problem)", hint: Self.cacheHint)
            }
            let sizes = cache.entries.map(\.size)
            let limit = sizeText(Cache.limit(environment))
            return .ok(
                check,
                "\(cache.folder), \(sizes.count) files, \(sizeText(sizes.reduce(0, +))) of \(limit)"
            )
        } catch {
            return .warning(check, error.message, hint: Self.cacheHint)
        }
    }

    private static let cacheHint = "'asml run' compiles each time; XDG_CACHE_HOME names a folder"

    /// Writes a file, which is the only way to know.
    private func writingProblem(_ folder: String) -> String? {
        let file = "\(folder)/.asml-\(UUID().uuidString)"
        defer { unlink(file) }
        do {
            try Files.write([0], to: file)
            return nil
        } catch {
            return error.message
        }
    }

    /// Reserves a linear memory's addresses as a program does at its start, and makes some of them
    /// accessible as `memory.grow` does.
    func addressSpace() -> Finding {
        let check = "address space"
        let base = LinearMemory.base(slot: 0, triple: Architecture.host.triple)
        let size = LinearMemory.reservation(.guardPages, largestSize: 0)
        let place = "\(sizeText(Int(clamping: size))) at 0x\(String(base, radix: 16))"
        let address = UnsafeMutableRawPointer(bitPattern: UInt(base))
        // MAP_FIXED_NOREPLACE, which Swift does not see.
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | 0x100000
        let found = mmap(address, Int(size), PROT_NONE, flags, -1, 0)
        let code = errno
        guard let found, found != MAP_FAILED else {
            return .missing(check, "cannot reserve \(place)", hint: reservationHint(code))
        }
        defer { munmap(found, Int(size)) }
        guard found == address else {
            return .missing(check, "cannot reserve \(place)", hint: reservationHint(EEXIST))
        }
        guard mprotect(found, 1 << 30, PROT_READ | PROT_WRITE) == 0 else {
            return .warning(
                check, "reserves \(place), but cannot use 1 GiB of it", hint: Self.commitHint)
        }
        return .ok(check, "reserves \(place)")
    }

    private func reservationHint(_ code: Int32) -> String {
        if code == ENOMEM {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
            let isLimited = limit.rlim_cur != rlim_t.max
            return isLimited
                ? "'ulimit -v' allows \(sizeText(Int(clamping: limit.rlim_cur))); set it to unlimited"
                : Self.commitHint
        }
        let lowest = setting("/proc/sys/vm/mmap_min_addr") ?? "unknown"
        return "vm.mmap_min_addr is \(lowest); 65536, the usual value, is low enough"
    }

    private static let commitHint = "vm.overcommit_memory is 2; 'sysctl vm.overcommit_memory=0'"

    private func setting(_ path: String) -> String? {
        (try? String(contentsOfFile: path, encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// As /proc/cpuinfo names them.
    private static var neededFeatures: (line: String, names: [String]) {
        switch Architecture.host {
        case .x86_64:
            (
                "flags",
                [
                    "cx16", "lahf_lm", "popcnt", "ssse3", "sse4_1", "sse4_2", "avx", "avx2",
                    "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave",
                ]
            )
        case .arm64:
            (
                "Features",
                [
                    "aes", "asimddp", "asimdhp", "asimdrdm", "atomics", "crc32", "fphp", "lrcpc",
                    "pmull", "sha1", "sha2",
                ]
            )
        }
    }

    func processor() -> Finding {
        let check = "processor"
        let baseline = Processor.baseline(.host).cpu
        let (name, needed) = Self.neededFeatures
        let lines = (setting("/proc/cpuinfo") ?? "").split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix(name) }) else {
            return .warning(check, "/proc/cpuinfo does not say whether it is a \(baseline)")
        }
        let found = Set(line.split(separator: " ").map(String.init))
        let lost = needed.filter { !found.contains($0) }
        guard lost.isEmpty else {
            return .warning(
                check, "it lacks \(lost.joined(separator: ", ")) of \(baseline)",
                hint: "programs run on AWS Lambda, but not here")
        }
        return .ok(check, "has what \(baseline) has")
    }

    func confinement() -> Finding {
        let check = "paths"
        guard rt_openat2_works() != 0 else {
            return .warning(
                check,
                "the kernel has no openat2, or a sandbox refuses it: paths of programs are "
                    + "walked name by name, which is slower", hint: "Linux 5.6 has it")
        }
        return .ok(check, "the kernel confines them (openat2)")
    }
}
