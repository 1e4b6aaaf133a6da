import CZlib
import QlikSimulator

/// Pictures of one shade of grey, which depends on the object: valid PNGs of the right size.
struct PlainPictures: PictureSource {
    func picture(of object: SimulatedObject, selections: [SelectedField] = [], size: ExportSize) -> [UInt8] {
        let shade = object.id.utf8.reduce(0) { $0 &* 31 &+ $1 }
        let row = [0] + [UInt8](repeating: shade, count: size.width)
        let header = Self.number(size.width) + Self.number(size.height) + [8, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
            + Self.chunk("IDAT", Self.deflated(Array(repeatElement(row, count: size.height).joined())))
            + Self.chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let checked = Array(type.utf8) + content
        let sum = checked.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        return number(content.count) + checked + number(Int(sum))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(count)) { target, written in
            let status = compress(target.baseAddress, &count, bytes, UInt(bytes.count))
            written = status == Z_OK ? Int(count) : 0
        }
    }
}
