import AuditJournal

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The state behind a ``FaultyStorage``.
struct FaultyDisk: Sendable {
    /// Something done to a file that no sync has made durable yet.
    enum FileChange: Sendable {
        case write(position: Int, bytes: [UInt8])
        case truncate(size: Int)
    }

    /// Something done to the names that no sync has made durable yet.
    enum NameChange: Sendable {
        case set(name: String, inode: Int)
        case rename(old: String, new: String, inode: Int)
        case remove(name: String)
    }

    /// One file.
    struct Inode: Sendable {
        var visible: [UInt8] = []
        var durable: [UInt8] = []
        var waiting: [FileChange] = []
    }

    var inodes: [Inode] = []
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    var waitingNames: [NameChange] = []
    var faults: [Int: (mode: FaultMode, code: Int32)] = [:]
    var powerOffAt: Int?
    var capacityBytes: Int?
    var largestReadBytes = 0
    private(set) var calls = 0
    private(set) var history: [String] = []

    // MARK: Calls

    mutating func create(_ name: String) throws(StorageError) -> Int {
        try attempt(.create, name) { disk in
            if let inode = disk.names[name] {
                disk.inodes[inode].apply(.truncate(size: 0))
                return inode
            }
            disk.inodes.append(Inode())
            let inode = disk.inodes.count - 1
            disk.apply(.set(name: name, inode: inode))
            return inode
        }
    }

    func open(_ name: String) throws(StorageError) -> Int {
        try checkPower(.open, name)
        guard let inode = names[name] else { throw StorageError(.open, name, code: ENOENT) }
        return inode
    }

    mutating func rename(_ old: String, to new: String) throws(StorageError) {
        guard let inode = names[old] else { throw StorageError(.rename, new, code: ENOENT) }
        try attempt(.rename, new) { $0.apply(.rename(old: old, new: new, inode: inode)) }
    }

    mutating func link(_ old: String, to new: String) throws(StorageError) {
        guard let inode = names[old] else { throw StorageError(.link, new, code: ENOENT) }
        guard names[new] == nil else { throw StorageError(.link, new, code: EEXIST) }
        try attempt(.link, new) { $0.apply(.set(name: new, inode: inode)) }
    }

    mutating func remove(_ name: String) throws(StorageError) {
        guard names[name] != nil else { throw StorageError(.remove, name, code: ENOENT) }
        try attempt(.remove, name) { $0.apply(.remove(name: name)) }
    }

    mutating func syncDirectory() throws(StorageError) {
        try attempt(.synchronizeDirectory, "") { disk in
            for change in disk.waitingNames { Self.apply(change, to: &disk.durableNames) }
            disk.waitingNames = []
        }
    }

    mutating func write(_ bytes: [UInt8], at position: Int, inode: Int, name: String) throws(StorageError) {
        let grown = max(0, position + bytes.count - inodes[inode].visible.count)
        if let capacityBytes, usedBytes + grown > capacityBytes {
            // As a real disk does: what fits is written, then there is no space.
            let room = max(0, bytes.count - (usedBytes + grown - capacityBytes))
            let part = Array(bytes.prefix(room))
            try attempt(.write, name) { disk in
                if !part.isEmpty { disk.inodes[inode].apply(.write(position: position, bytes: part)) }
            }
            throw StorageError(.write, name, code: ENOSPC)
        }
        try attempt(.write, name) { $0.inodes[inode].apply(.write(position: position, bytes: bytes)) }
    }

    mutating func truncate(to size: Int, inode: Int, name: String) throws(StorageError) {
        try attempt(.truncate, name) { $0.inodes[inode].apply(.truncate(size: size)) }
    }

    mutating func sync(inode: Int, name: String) throws(StorageError) {
        do throws(StorageError) {
            try attempt(.synchronize, name) { disk in
                disk.inodes[inode].makeDurable()
            }
        } catch {
            // The system forgets what it could not write: later syncs succeed without it.
            if powerOffAt.map({ calls <= $0 }) ?? true { inodes[inode].waiting = [] }
            throw error
        }
    }

    func checkPower(_ operation: StorageError.Operation, _ name: String) throws(StorageError) {
        if let powerOffAt, calls >= powerOffAt { throw StorageError(operation, name, code: EIO) }
    }

    private var usedBytes: Int { Set(names.values).reduce(0) { $0 + inodes[$1].visible.count } }

    @discardableResult
    private mutating func attempt<Answer>(
        _ operation: StorageError.Operation,
        _ name: String,
        _ work: (inout FaultyDisk) -> Answer
    ) throws(StorageError) -> Answer {
        try checkPower(operation, name)
        let fault = faults[calls]
        calls += 1
        history.append("\(operation.rawValue) \(name)")
        guard let fault else { return work(&self) }
        if fault.mode == .failedButStored { _ = work(&self) }
        throw StorageError(operation, name, code: fault.code)
    }

    // MARK: Names

    private mutating func apply(_ change: NameChange) {
        Self.apply(change, to: &names)
        waitingNames.append(change)
    }

    private static func apply(_ change: NameChange, to names: inout [String: Int]) {
        switch change {
        case .set(let name, let inode): names[name] = inode
        case .rename(let old, let new, let inode):
            if names[old] == inode { names[old] = nil }
            names[new] = inode
        case .remove(let name): names[name] = nil
        }
    }

    // MARK: Power

    /// Everything synced, and of the rest what `generator` decides.
    func afterPowerCut(using generator: inout some RandomNumberGenerator) -> FaultyDisk {
        var disk = FaultyDisk()
        disk.capacityBytes = capacityBytes
        disk.inodes = inodes.map { inode in
            let survived = inode.survivor(using: &generator)
            return Inode(visible: survived, durable: survived, waiting: [])
        }
        disk.names = durableNames
        for change in waitingNames where Bool.random(using: &generator) { Self.apply(change, to: &disk.names) }
        disk.durableNames = disk.names
        return disk
    }

    /// Everything visible, and as un-synced as before.
    func afterKill() -> FaultyDisk {
        var disk = self
        disk.faults = [:]
        disk.powerOffAt = nil
        disk.calls = 0
        disk.history = []
        return disk
    }
}

extension FaultyDisk.Inode {
    /// Does something that a later sync makes durable.
    mutating func apply(_ change: FaultyDisk.FileChange) {
        Self.apply(change, to: &visible)
        waiting.append(change)
    }

    /// What a successful sync does: all that waits, and nothing that an earlier failed sync forgot.
    mutating func makeDurable() {
        for change in waiting { Self.apply(change, to: &durable) }
        waiting = []
    }

    /// The durable bytes with any subset of what waited, sector by sector.
    func survivor(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = durable
        for change in waiting {
            switch change {
            case .truncate:
                if Bool.random(using: &generator) { Self.apply(change, to: &bytes) }
            case .write(let position, let written):
                // All, none, or sector by sector: each is likely enough to be tried often.
                let share = Int.random(in: 0...4, using: &generator)
                var start = position
                while start < position + written.count {
                    let sectorEnd = (start / FaultyStorage.sectorBytes + 1) * FaultyStorage.sectorBytes
                    let end = min(sectorEnd, position + written.count)
                    let isKept = share == 4 || (share > 0 && Int.random(in: 0..<4, using: &generator) < share)
                    if isKept {
                        let part = Array(written[start - position..<end - position])
                        Self.apply(.write(position: start, bytes: part), to: &bytes)
                    }
                    start = end
                }
            }
        }
        return bytes
    }

    private static func apply(_ change: FaultyDisk.FileChange, to bytes: inout [UInt8]) {
        switch change {
        case .truncate(let size):
            if size < bytes.count {
                bytes.removeLast(bytes.count - size)
            } else {
                bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
            }
        case .write(let position, let written):
            if position > bytes.count { bytes.append(contentsOf: repeatElement(0, count: position - bytes.count)) }
            let overlap = min(bytes.count - position, written.count)
            bytes.replaceSubrange(position..<position + overlap, with: written[..<overlap])
            bytes.append(contentsOf: written[overlap...])
        }
    }
}
