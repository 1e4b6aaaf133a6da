/// An open file of a ``SegmentStorage``; closed when the last reference goes.
package protocol SegmentFile: AnyObject, Sendable {
    /// Length in bytes.
    func size() throws(StorageError) -> Int
    /// Reads until `buffer` is full or the file ends; returns the bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at position: Int) throws(StorageError) -> Int
    /// Writes all of `bytes`; when it throws, any part may have been written.
    func write(_ bytes: UnsafeRawBufferPointer, at position: Int) throws(StorageError)
    /// Cuts or extends (with zeros) to `size` bytes.
    func truncate(to size: Int) throws(StorageError)
    /// Returns once all bytes written, and the size needed to read them, are on stable storage.
    ///
    /// When it throws, nothing is known about what was written since the last success, and calling
    /// it again proves nothing: the system may have forgotten what it could not write.
    func syncData() throws(StorageError)
}
