/// What an archive without zip64 can hold.
enum ArchiveLimits {
    /// Files.
    static let maximumEntries = Int(UInt16.max)
    /// Bytes of the whole archive.
    static let maximumBytes = Int(UInt32.max)
}
