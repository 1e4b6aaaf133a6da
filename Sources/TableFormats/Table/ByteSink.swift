/// Where a writer puts the bytes of a file, in order.
package protocol ByteSink {
    /// Appends the bytes to the file.
    ///
    /// - Throws: whatever the sink's storage throws; the file is unusable afterwards.
    mutating func write(_ bytes: [UInt8]) throws
}
