/// How large a picture may be; whatever exceeds one of these is refused before it is decoded.
package struct PictureLimits: Sendable, Hashable {
    /// Bytes of the file.
    package let bytes: Int
    /// Width times height.
    package let pixels: Int
    /// Width, and height.
    package let side: Int

    /// 50 MiB, 64 million pixels and 32,767 pixels a side; Qlik's own export ends at 2,000 × 2,000.
    package static let standard = PictureLimits(bytes: 52_428_800, pixels: 64_000_000, side: 32_767)

    /// Names limits of one's own.
    package init(bytes: Int, pixels: Int, side: Int) {
        self.bytes = bytes
        self.pixels = pixels
        self.side = side
    }

    /// Refuses a size that is empty or over a limit.
    func check(width: Int, height: Int, of format: PictureFormat) throws(PictureFault) {
        guard width > 0, height > 0 else { throw .damaged(format, "its size is \(width) × \(height) pixels") }
        guard width <= side, height <= side, width * height <= pixels else {
            throw .tooManyPixels(width: width, height: height, limits: self)
        }
    }
}
