internal import Synchronization

/// The bootstraps of this process that are running, for the case that it has to end at once.
package enum RunningBootstraps {
    private static let groups = Mutex<Set<Int32>>([])

    static func add(_ process: Int32) { groups.withLock { _ = $0.insert(process) } }
    static func remove(_ process: Int32) { groups.withLock { _ = $0.remove(process) } }

    /// They and all that they have started.
    package static func killAll() {
        groups.withLock { groups in
            for process in groups { Platform.killGroup(process) }
        }
    }
}
