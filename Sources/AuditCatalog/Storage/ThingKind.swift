/// What a row of the table `name` is a name of; the raw values are stored.
enum ThingKind: Int64, Sendable, Hashable {
    case person = 1
    case app = 2
    case sheet = 3
    case object = 4
}
