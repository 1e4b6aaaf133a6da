/// The people of the simulated site.
enum People {
    /// How many different people there are.
    static let count = givenNames.count * familyNames.count

    private static let givenNames = [
        "anna", "björn", "chloé", "dagmar", "erik", "fatima", "giulia", "håkon", "ingrid", "jürgen", "katarzyna",
        "león", "mårten", "nadia", "øyvind", "petra", "小明", "rosa", "siobhán", "tomáš", "美玲", "vera", "åsa", "zoë",
    ]

    private static let familyNames = [
        "berg", "dvořák", "eriksson", "fischer", "garcía", "haugen", "ivanova", "jönsson", "kowalska", "li", "王",
        "møller", "nguyen", "öberg", "petrov", "rossi", "åkesson",
    ]

    private static let directories = ["NORD", "HQ", "LAB", "PARTNER"]

    /// Browsers as they describe themselves.
    static let userAgents = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 "
            + "Safari/537.36 Edg/144.0.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
            + "Safari/605.1.15",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
            + "Mobile/15E148 Safari/604.1",
    ]

    /// The person with this number.
    static func person(_ number: Int) -> SimulatedUser {
        let number = ((number % count) + count) % count
        // The two lists have lengths without a common divisor, so that neighbours share neither name.
        let given = givenNames[number % givenNames.count]
        let family = familyNames[number % familyNames.count]
        var chance = SeededGenerator(seed: 0x5EED_9E09_1E00, stream: UInt64(number))
        let directory = directories[chance.index(below: directories.count)]
        let identity =
            chance.chance(percent: 25)
            ? "\(directory)\\\(given).\(family)" : "UserDirectory=\(directory); UserId=\(given).\(family)"
        let habits = SimulatedUser.Habits(
            selects: Int(chance.integer(in: 35...65)),
            scrolls: Int(chance.integer(in: 10...25)),
            usesBookmarks: Int(chance.integer(in: 0...6)),
            exports: Int(chance.integer(in: 0...4)),
            lookingSeconds: Int(chance.integer(in: 4...25))
        )
        let userAgent = userAgents[chance.index(below: userAgents.count)]
        // Neighbours work in different departments, so that a few people show every app.
        return SimulatedUser(identity: identity, userAgent: userAgent, habits: habits, department: number)
    }
}
