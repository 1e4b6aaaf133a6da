import Foundation

/// The result of a command, on its way to whoever reads it.
enum StandardOutput {
    /// Why the rest of the result need not, or can't, be written.
    enum Failure: Error, CustomStringConvertible {
        /// The reader went away, as `head` does: there is nobody left to write for, and nothing to complain about.
        case readerGone
        /// The file or device refused the bytes, such as a full disk.
        case refused(code: Int32)

        var description: String {
            switch self {
            case .readerGone: "nobody reads standard output any more"
            case .refused(let code):
                "standard output can't be written: \(String(cString: strerror(code))); the result is incomplete"
            }
        }
    }

    /// Writes all of `bytes`; waits for a slow reader.
    static func write(_ bytes: [UInt8]) throws(Failure) {
        switch DescriptorOutput.write(bytes, to: STDOUT_FILENO) {
        case nil: return
        case EPIPE?: throw .readerGone
        case let code?: throw .refused(code: code)
        }
    }
}
