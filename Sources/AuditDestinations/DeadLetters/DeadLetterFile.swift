import AuditJournal

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The file of one destination's dead letters, one JSON line each; format in `docs/formats/dead-letter.md`.
///
/// Whole lines only: a line torn by a crash is cut off before the next one is appended. Never two lines for one offset:
/// only records of a batch that isn't confirmed can be rejected again, and their lines are the last ones of the file.
package struct DeadLetterFile: Sendable {
    /// Where the file is, or will be when the first letter is written.
    package let path: String

    private static let blockBytes = 64 << 10

    /// Names the file; its directory has to exist when a letter is written.
    package init(path: String) {
        self.path = path
    }

    /// Counts the lines; 0 when there is no file.
    ///
    /// - Throws: ``PosixError``.
    package func count() throws(PosixError) -> Int {
        guard let file = try existing(O_RDONLY) else { return 0 }
        var count = 0
        var position = 0
        while true {
            let block = try file.read(Self.blockBytes, at: position)
            if block.isEmpty { return count }
            position += block.count
            for byte in block where byte == UInt8(ascii: "\n") { count += 1 }
        }
    }

    /// Appends the letters whose offsets aren't among the lines of `batchStart` and later; durable on return.
    ///
    /// After a throw the file is as before, or has whole lines more that a repeat finds.
    ///
    /// - Throws: ``PosixError``.
    package func append(_ letters: [DeadLetter], batchStart: JournalOffset) throws(PosixError) {
        let file = try Descriptor(path, O_RDWR | O_CREAT | O_APPEND)
        let end = try wholeLinesEnd(file)
        let written = try offsets(from: batchStart, end: end, file)
        if try file.size() != end { try file.truncate(to: end) }
        let missing = letters.filter { !written.contains($0.offset) }
        do {
            try file.write(missing.flatMap(\.line))
            // Also when nothing is missing: a killed process may have written lines without syncing them.
            try file.sync()
        } catch {
            // After a failed sync nobody knows what the disk has, so the repeat must not find these lines.
            try file.truncate(to: end)
            throw error
        }
        try Descriptor(PosixDirectory.parent(of: path), O_RDONLY).sync()
    }

    /// Everything before this is whole lines.
    private func wholeLinesEnd(_ file: borrowing Descriptor) throws(PosixError) -> Int {
        var end = try file.size()
        while end > 0 {
            let start = max(0, end - Self.blockBytes)
            let block = try file.read(end - start, at: start)
            if let last = block.lastIndex(of: UInt8(ascii: "\n")) { return start + last + 1 }
            end = start
        }
        return 0
    }

    /// Reads lines backwards until one is earlier than `batchStart`.
    private func offsets(
        from batchStart: JournalOffset,
        end: Int,
        _ file: borrowing Descriptor
    ) throws(PosixError) -> Set<JournalOffset> {
        var found: Set<JournalOffset> = []
        var start = end
        var tail: [UInt8] = []
        while start > 0 {
            let blockStart = max(0, start - Self.blockBytes)
            tail = try file.read(start - blockStart, at: blockStart) + tail
            start = blockStart
            var lines = tail.split(separator: UInt8(ascii: "\n"))[...]
            // The first line of the block may have begun before it.
            let partial = start > 0 ? lines.popFirst() : nil
            for line in lines.reversed() {
                guard let offset = DeadLetter.offset(ofLine: line) else { continue }
                if offset < batchStart { return found }
                found.insert(offset)
            }
            tail = partial.map { Array($0) + [UInt8(ascii: "\n")] } ?? []
        }
        return found
    }

    private func existing(_ flags: Int32) throws(PosixError) -> Descriptor? {
        do {
            return try Descriptor(path, flags)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }
}
