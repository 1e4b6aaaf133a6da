import AuditJournal
import Synchronization

/// A folder in memory that behaves like a disk at its worst.
///
/// It keeps apart what is visible and what would survive a power cut: writes wait for ``SegmentFile/syncData()``, names
/// for ``syncDirectory()``, and a power cut keeps any subset of what waited, torn at sectors of 512 bytes. Any call can
/// be made to fail, with or without having done its work; space can be limited.
package final class FaultyStorage: SegmentStorage {
    /// Bytes that are written as one; a power cut tears between them.
    package static let sectorBytes = 512

    private let disk: Mutex<FaultyDisk>

    /// An empty disk of unlimited space.
    package convenience init() {
        self.init(FaultyDisk())
    }

    init(_ disk: FaultyDisk) {
        self.disk = Mutex(disk)
    }

    // MARK: Faults

    /// Fails the call with this number, counted from 0 over all calls that change or sync something.
    package func fail(call number: Int, _ mode: FaultMode, code: Int32) {
        disk.withLock { $0.faults[number] = (mode, code) }
    }

    /// Fails all calls from this number on, as if the power had gone.
    package func cutPower(atCall number: Int) {
        disk.withLock { $0.powerOffAt = number }
    }

    /// Limits the bytes of all files together; nil takes the limit away.
    package func limitSpace(toBytes bytes: Int?) {
        disk.withLock { $0.capacityBytes = bytes }
    }

    /// Number of calls so far that changed or synced something.
    package var calls: Int { disk.withLock { $0.calls } }

    /// The largest buffer that anybody wanted filled.
    package var largestReadBytes: Int { disk.withLock { $0.largestReadBytes } }

    /// What those calls were, in order.
    package var history: [String] { disk.withLock { $0.history } }

    /// The disk after the power came back: everything synced, and of the rest what `generator` decides.
    package func afterPowerCut(using generator: inout some RandomNumberGenerator) -> FaultyStorage {
        let survivor = disk.withLock { $0.afterPowerCut(using: &generator) }
        return FaultyStorage(survivor)
    }

    /// The disk as another process sees it after this one was killed: everything visible.
    package func afterKill() -> FaultyStorage {
        FaultyStorage(disk.withLock { $0.afterKill() })
    }

    /// All bytes of a file, as visible now; nil if there is none.
    package func contents(of name: String) -> [UInt8]? {
        disk.withLock { disk in disk.names[name].map { disk.inodes[$0].visible } }
    }

    /// Changes a file behind everybody's back, durably.
    package func tamper(_ name: String, _ change: (inout [UInt8]) -> Void) {
        disk.withLock { disk in
            guard let inode = disk.names[name] else { return }
            change(&disk.inodes[inode].visible)
            disk.inodes[inode].durable = disk.inodes[inode].visible
            disk.inodes[inode].waiting = []
        }
    }

    // MARK: SegmentStorage

    /// Names that are visible now.
    package func list() throws(StorageError) -> [String] {
        try locked { disk throws(StorageError) in
            try disk.checkPower(.list, "")
            return disk.names.keys.sorted()
        }
    }

    /// Makes an empty file, or empties an existing one.
    package func create(_ name: String) throws(StorageError) -> any SegmentFile {
        let inode = try locked { disk throws(StorageError) in try disk.create(name) }
        return FaultyFile(self, inode: inode, name: name)
    }

    /// Opens an existing file.
    package func open(_ name: String, writable: Bool) throws(StorageError) -> any SegmentFile {
        let inode = try locked { disk throws(StorageError) in try disk.open(name) }
        return FaultyFile(self, inode: inode, name: name)
    }

    /// Gives `old` the name `new` atomically.
    package func rename(_ old: String, to new: String) throws(StorageError) {
        try locked { disk throws(StorageError) in try disk.rename(old, to: new) }
    }

    /// Gives `old` the second name `new`.
    package func link(_ old: String, to new: String) throws(StorageError) {
        try locked { disk throws(StorageError) in try disk.link(old, to: new) }
    }

    /// Removes a name.
    package func remove(_ name: String) throws(StorageError) {
        try locked { disk throws(StorageError) in try disk.remove(name) }
    }

    /// Makes all names durable.
    package func syncDirectory() throws(StorageError) {
        try locked { disk throws(StorageError) in try disk.syncDirectory() }
    }

    /// Runs `body` on the disk.
    func locked<Answer: Sendable>(
        _ body: (inout FaultyDisk) throws(StorageError) -> Answer
    ) throws(StorageError) -> Answer {
        let result = disk.withLock { disk -> Result<Answer, StorageError> in
            do throws(StorageError) {
                return .success(try body(&disk))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
