/// What a random text is made of.
package struct RandomText: Sendable, Hashable {
    /// 16 letters and digits, as tickets of Qlik Sense look.
    package static let letters = RandomText(
        alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        length: 16
    )

    /// 24 characters of which most need an escape in a query; for clients that forget it.
    package static let awkward = RandomText(alphabet: "+/=&%?# aZ9", length: 24)

    /// The characters it is made of; none is repeated.
    package let alphabet: [Character]

    /// How many characters it has.
    package let length: Int

    /// Describes a random text.
    package init(alphabet: String, length: Int) {
        precondition(!alphabet.isEmpty && length > 0, "a text is made of something")
        self.alphabet = Array(alphabet)
        self.length = length
    }

    /// Makes a text.
    func make(using random: inout some RandomNumberGenerator) -> String {
        String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
    }
}
