import AuditJournal

/// An open file of a ``FaultyStorage``.
final class FaultyFile: SegmentFile {
    private let storage: FaultyStorage
    private let inode: Int
    private let name: String

    init(_ storage: FaultyStorage, inode: Int, name: String) {
        self.storage = storage
        self.inode = inode
        self.name = name
    }

    func size() throws(StorageError) -> Int {
        try storage.locked { disk throws(StorageError) in
            try disk.checkPower(.size, name)
            return disk.inodes[inode].visible.count
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at position: Int) throws(StorageError) -> Int {
        // Copied out under the lock, because another thread may write meanwhile.
        let wanted = buffer.count
        let bytes = try storage.locked { disk throws(StorageError) in
            try disk.checkPower(.read, name)
            disk.largestReadBytes = max(disk.largestReadBytes, wanted)
            let visible = disk.inodes[inode].visible
            guard position < visible.count else { return [UInt8]() }
            return [UInt8](visible[position..<min(visible.count, position + wanted)])
        }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }

    func write(_ bytes: UnsafeRawBufferPointer, at position: Int) throws(StorageError) {
        let copy = [UInt8](bytes)
        try storage.locked { disk throws(StorageError) in
            try disk.write(copy, at: position, inode: inode, name: name)
        }
    }

    func truncate(to size: Int) throws(StorageError) {
        try storage.locked { disk throws(StorageError) in try disk.truncate(to: size, inode: inode, name: name) }
    }

    func syncData() throws(StorageError) {
        try storage.locked { disk throws(StorageError) in try disk.sync(inode: inode, name: name) }
    }
}
