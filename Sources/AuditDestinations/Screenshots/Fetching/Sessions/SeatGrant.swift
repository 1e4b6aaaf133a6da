/// What a picture may do about its session.
package enum SeatGrant: Sendable, Hashable {
    /// Buy a ticket and open one; then tell the pool what came of it.
    case open(SeatID)
    /// Use this one; then leave it.
    case use(SeatID, PictureSession)
}
