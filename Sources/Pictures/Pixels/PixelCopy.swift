/// Turns pixels of any kind into colour.
enum PixelCopy {
    /// Copies a row of pixels to the front of a row of RGB or RGBA, opaque where the source has no alpha.
    static func copy(
        _ source: UnsafeBufferPointer<UInt8>,
        _ kind: PixelKind,
        to target: inout [UInt8],
        _ targetKind: PixelKind
    ) {
        let step = kind.rawValue
        let targetStep = targetKind.rawValue
        let count = source.count / step
        precondition(target.count >= count * targetStep && targetStep >= 3, "the row has room for colour")
        let isColour = kind == .rgb || kind == .rgba
        target.withUnsafeMutableBufferPointer { target in
            if kind == targetKind {
                _ = target.update(fromContentsOf: source)
                return
            }
            for pixel in 0..<count {
                let from = pixel * step
                let to = pixel * targetStep
                target[to] = source[from]
                target[to + 1] = source[isColour ? from + 1 : from]
                target[to + 2] = source[isColour ? from + 2 : from]
                if targetStep == 4 { target[to + 3] = kind.hasAlpha ? source[from + step - 1] : 255 }
            }
        }
    }
}
