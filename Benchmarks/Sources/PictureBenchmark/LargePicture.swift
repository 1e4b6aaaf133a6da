import Foundation
import Pictures

/// Works on one picture and says what that takes.
enum LargePicture {
    static func crop(_ path: String) throws {
        let picture = try VerifiedPicture(inspecting: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        let size = picture.facts.size
        print("\(size), \(picture.bytes.count) bytes; \(peak()) after the inspection")
        let request = CropRequest(
            width: 100,
            height: 100,
            top: Double(size.height - 100),
            left: Double(size.width - 100),
            renderingOverflow: 10
        )
        let start = Stopwatch.processorSeconds
        if let request, let cropped = try PictureCropper.cropped(picture, to: request) {
            print("cropped to \(cropped.facts.size) in \(Stopwatch.processorSeconds - start) s; \(peak())")
        }
        let captioned = try PictureCaptioner.captioned(picture, with: [CaptionLine("USER", "anna")])
        print("captioned, \(captioned.bytes.count) bytes, after \(Stopwatch.processorSeconds - start) s; \(peak())")
    }

    /// The line of `/proc/self/status` with the largest resident memory so far.
    private static func peak() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.map(String.init) ?? "unknown"
    }
}
