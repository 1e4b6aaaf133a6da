/// What a page asked can't be answered: the page has to ask otherwise.
struct DemoRequestError: Error {
    /// One sentence, for the answer.
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}
