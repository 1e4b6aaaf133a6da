/// One folder of files; the seam between durable code and the disk.
///
/// What an implementation promises: a file's bytes survive a power cut once ``SegmentFile/syncData()``
/// returned, a name (created, renamed, linked or removed) once ``syncDirectory()`` returned, and
/// nothing before. A call that throws may have done all, some or none of its work.
///
/// Calls block; use them on threads that may. `AuditTesting` has a double that breaks every one of them.
package protocol SegmentStorage: Sendable {
    /// Names of all files in the folder, in no order.
    func list() throws(StorageError) -> [String]
    /// Makes an empty file, or empties an existing one, for reading and writing (mode 0600).
    func create(_ name: String) throws(StorageError) -> any SegmentFile
    /// Opens an existing file.
    func open(_ name: String, writable: Bool) throws(StorageError) -> any SegmentFile
    /// Gives `old` the name `new` atomically, replacing a file of that name.
    func rename(_ old: String, to new: String) throws(StorageError)
    /// Gives `old` the second name `new`; fails when there is a file of that name.
    func link(_ old: String, to new: String) throws(StorageError)
    /// Removes a name.
    func remove(_ name: String) throws(StorageError)
    /// Returns once all names are on stable storage.
    func syncDirectory() throws(StorageError)
}
