import Foundation
import TableSamples

/// Writes samples as `NAME.parquet`, `NAME.qvd` or both, beside `NAME.json`, which says what a reader must find.
///
/// usage: table-format-samples DIRECTORY [NAME…]; without names all samples
let samples = TableSample.all
let names = CommandLine.arguments.dropFirst(2)
guard let path = CommandLine.arguments.dropFirst().first, names.allSatisfy(samples.map(\.name).contains) else {
    FileHandle.standardError.write(Data("usage: table-format-samples DIRECTORY [NAME…]\n".utf8))
    exit(64)
}
let directory = URL(filePath: path, directoryHint: .isDirectory)
try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
for sample in samples where names.isEmpty || names.contains(sample.name) {
    var sizes: [String] = []
    for format in sample.formats {
        let bytes = try sample.bytes(format)
        try Data(bytes).write(to: directory.appending(path: "\(sample.name).\(format.rawValue)"))
        sizes.append("\(bytes.count) bytes of \(format.rawValue)")
    }
    try Data(TableJSON.text(sample).utf8).write(to: directory.appending(path: "\(sample.name).json"))
    print("\(sample.name): \(sizes.joined(separator: ", "))")
}
