import Foundation
import Yams

/// Why a text isn't one readable YAML document.
struct YAMLFault: Error {
    /// The line, counted from 1.
    let line: Int

    /// What is wrong there.
    let reason: String

    init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    /// Translates an error of the YAML library; `text` is what it was reading.
    init(_ error: any Error, in text: String) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let place = context.map { ", \($0.text) that began in line \($0.mark.line)" } ?? ""
            self.init(line: mark.line, reason: "broken YAML: \(problem)\(place)")
        case .composer(_, let problem, let mark, _):
            self.init(line: mark.line, reason: "broken YAML: \(problem)")
        case .reader(let problem, let offset, _, _):
            let line = text.prefix(offset ?? 0).count(where: \.isNewline) + 1
            self.init(line: line, reason: "broken YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
            self.init(line: context.mark.line, reason: "a mapping has the same key more than once: \(names)")
        default:
            self.init(line: 1, reason: "broken YAML: \(error)")
        }
    }
}
