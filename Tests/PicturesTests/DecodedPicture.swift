import CZlib
import Pictures

/// Pixels of a PNG file that the code under test wrote, decoded independently of it: 8 bits, not interlaced.
struct DecodedPicture {
    let width: Int
    let height: Int
    let channels: Int
    private let pixels: [UInt8]
    /// Chunks by name, in order.
    let chunks: [(name: String, content: [UInt8])]

    init(_ bytes: [UInt8]) {
        var chunks: [(name: String, content: [UInt8])] = []
        var position = 8
        while position < bytes.count {
            let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
            chunks.append((name, Array(bytes[position + 8..<position + 8 + length])))
            position += 12 + length
        }
        self.chunks = chunks
        let header = chunks[0].content
        width = header[0..<4].reduce(0) { $0 << 8 | Int($1) }
        height = header[4..<8].reduce(0) { $0 << 8 | Int($1) }
        precondition(header[8] == 8 && header[12] == 0, "8 bits, not interlaced")
        channels = [0: 1, 2: 3, 4: 2, 6: 4][header[9]] ?? 0
        let data = chunks.filter { $0.name == "IDAT" }.flatMap(\.content)
        pixels = Self.unfiltered(Self.inflated(data, (width * channels + 1) * height), width * channels, channels)
    }

    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let start = (y * width + x) * channels
        return Array(pixels[start..<start + channels])
    }

    /// The first channel of each row's first pixel.
    var rowValues: [UInt8] { (0..<height).map { pixel(0, $0)[0] } }

    private static func inflated(_ data: [UInt8], _ count: Int) -> [UInt8] {
        var size = UInt(count)
        var target = [UInt8](repeating: 0, count: count)
        let status = uncompress(&target, &size, data, UInt(data.count))
        precondition(status == Z_OK && size == UInt(count), "the data are whole")
        return target
    }

    private static func unfiltered(_ data: [UInt8], _ stride: Int, _ step: Int) -> [UInt8] {
        var result: [UInt8] = []
        var above = [UInt8](repeating: 0, count: stride)
        for start in Swift.stride(from: 0, to: data.count, by: stride + 1) {
            var row = Array(data[start + 1..<start + 1 + stride])
            for index in 0..<stride {
                let left = index < step ? 0 : row[index - step]
                let corner = index < step ? 0 : above[index - step]
                switch data[start] {
                case 0: break
                case 1: row[index] &+= left
                case 2: row[index] &+= above[index]
                case 3: row[index] &+= UInt8((Int(left) + Int(above[index])) / 2)
                default: row[index] &+= paeth(Int(left), Int(above[index]), Int(corner))
                }
            }
            result += row
            above = row
        }
        return result
    }

    private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
        let estimate = left + above - corner
        let distances = [abs(estimate - left), abs(estimate - above), abs(estimate - corner)]
        if distances[0] <= distances[1], distances[0] <= distances[2] { return UInt8(left) }
        return UInt8(distances[1] <= distances[2] ? above : corner)
    }
}
