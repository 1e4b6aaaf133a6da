/// What a decoded pixel is made of, 8 bits each; the raw value is the count of its bytes.
enum PixelKind: Int, Sendable {
    case grey = 1
    case greyAlpha = 2
    case rgb = 3
    case rgba = 4

    var hasAlpha: Bool { self == .greyAlpha || self == .rgba }
}
