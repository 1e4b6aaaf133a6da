import AuditEvents
import Foundation
import Logging

/// Writes one line per message on standard error.
///
/// Whatever the message or a value contains, it stays one line: control characters are escaped, so that no client can
/// forge a line.
package struct LineLogHandler: LogHandler {
    /// How many characters of a message or a value a line of text keeps.
    ///
    /// Texts of clients come cut already; this bounds our own, whose end says what to do about an error.
    private static let maximumCharacterCount = 4_096

    package var logLevel = Logger.Level.info
    package var metadata = Logger.Metadata()
    private let format: LogFormat
    private let write: @Sendable ([UInt8]) -> Void

    /// Writes whole lines to standard error; a line that can't be written is lost, as there is nowhere to say so.
    static func standardError(format: LogFormat, level: Logger.Level) -> LineLogHandler {
        var handler = LineLogHandler(format: format) { StandardError.write($0) }
        handler.logLevel = level
        return handler
    }

    /// Creates a handler that gives whole lines, line feed included, to `write`.
    package init(format: LogFormat, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.format = format
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        var line: [UInt8] = []
        switch format {
        case .text:
            UTCTime(milliseconds: now).appendISO8601(to: &line)
            line += " \(event.level) \(Self.escaped("\(event.message)"))".utf8
            for (key, value) in fields {
                line += " \(SanitizedText.escape(key))=\(Self.quoted("\(value)"))".utf8
            }
        case .json:
            line += "{\"time\":\"".utf8
            UTCTime(milliseconds: now).appendISO8601(to: &line)
            line += "\",\"level\":\"\(event.level)\",\"message\":".utf8
            JSONText.append("\(event.message)", to: &line)
            for (key, value) in fields {
                line.append(UInt8(ascii: ","))
                JSONText.append(key, to: &line)
                line.append(UInt8(ascii: ":"))
                JSONText.append("\(value)", to: &line)
            }
            line.append(UInt8(ascii: "}"))
        }
        line.append(UInt8(ascii: "\n"))
        write(line)
    }

    private static func escaped(_ text: String) -> String {
        SanitizedText.escape(text, maximumCharacterCount: maximumCharacterCount)
    }

    /// The value as it is if it is one plain word, else in quotes.
    private static func quoted(_ value: String) -> String {
        let text = escaped(value)
        let isPlain = !text.isEmpty && !text.contains { $0 == " " || $0 == "\"" || $0 == "=" }
        return isPlain ? text : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
