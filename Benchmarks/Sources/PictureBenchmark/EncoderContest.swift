import Foundation
import Pictures

/// Encodes the charts with every effort worth a look.
enum EncoderContest {
    static func run(_ charts: [[UInt8]]) throws {
        let pictures = try charts.map { try VerifiedPicture(inspecting: $0) }
        for (name, effort) in PNGEffort.candidates {
            let start = Stopwatch.processorSeconds
            let sizes = try pictures.map { try PictureRecoder.recoded($0, effort).bytes.count }
            let each = (Stopwatch.processorSeconds - start) / Double(pictures.count) * 1000
            print("  decode and encode, \(name): \(Int(each)) ms, \(sizes.reduce(0, +) / sizes.count / 1024) KiB")
        }
    }
}
