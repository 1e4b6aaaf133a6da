/// The company of the demonstration: forty people with departments and hours, the same in every run.
package enum Staff {
    /// Everybody; departments alternate, so that the first few people open every app.
    package static let all: [StaffMember] = zip(zip(sales, humanResources), creditRisk)
        .flatMap { [$0.0.0, $0.0.1, $0.1] }
        .map { ($0, department(of: $0)) }
        .appending(sales.dropFirst(humanResources.count).map { ($0, .sales) })
        .appending(creditRisk.dropFirst(humanResources.count).map { ($0, .creditRisk) })
        .enumerated().map { member($0.offset, id: $0.element.0, $0.element.1) }

    /// The directory of all of them.
    static let directory = "NORD"

    private static let sales = [
        "karin.sandell", "anders.lofgren", "ingrid.haugen", "mikkel.bruun", "sofia.ekdahl", "jonas.wikner",
        "elin.rosvall", "petter.nygard", "maja.tornqvist", "lars.enqvist", "hanna.bergfors", "oskar.lindahl",
        "signe.holm", "viktor.sjodin", "frida.almgren", "emil.stenberg", "nora.dahle",
    ]
    private static let humanResources = [
        "tobias.rehn", "camilla.frisk", "birgitta.asplund", "henrik.mork", "linnea.grahn", "fatima.rashidi",
        "ulla.norberg", "daniel.hedin", "eva.kron",
    ]
    private static let creditRisk = [
        "magnus.thorell", "katarzyna.wilk", "johan.ahlin", "astrid.lunde", "piotr.zawada", "marie.kjeldsen",
        "niklas.forsman", "sara.ostlund", "gustav.melin", "helena.vik", "rasmus.toft", "ida.granath", "peter.skog",
        "amira.haddad",
    ]

    /// Who looks at a second app, too: those who grant customers credit, and those who answer for salaries.
    private static let secondApps: [String: Int] = [
        "johan.ahlin": 0, "sara.ostlund": 0, "lars.enqvist": 2, "hanna.bergfors": 2, "gustav.melin": 1,
    ]

    private static func department(of id: String) -> StaffMember.Department {
        humanResources.contains(id) ? .humanResources : creditRisk.contains(id) ? .creditRisk : .sales
    }

    private static func member(_ number: Int, id: String, _ department: StaffMember.Department) -> StaffMember {
        var chance = SeededGenerator(seed: 0x0FF1_CE40, stream: UInt64(number))
        let habits = SimulatedUser.Habits(
            selects: Int(chance.integer(in: 35...65)),
            scrolls: Int(chance.integer(in: 10...25)),
            usesBookmarks: 0,
            exports: Int(chance.integer(in: 0...4)),
            lookingSeconds: Int(chance.integer(in: 6...20))
        )
        // Early birds and late risers, in steps of five minutes.
        let arrives = 7 * 60 + 15 + 5 * chance.index(below: 25)
        let lunch = 11 * 60 + 20 + 5 * chance.index(below: 14)
        return StaffMember(
            user: SimulatedUser(
                identity: "UserDirectory=\(directory); UserId=\(id)",
                userAgent: People.userAgents[chance.index(below: People.userAgents.count - 1)],
                habits: habits,
                department: department.rawValue
            ),
            department: department,
            apps: [department.rawValue] + (secondApps[id].map { [$0] } ?? []),
            isPartTime: chance.chance(percent: 12),
            hours: arrives..<arrives + 8 * 60 + 5 * chance.index(below: 13),
            lunch: lunch..<lunch + 30 + 5 * chance.index(below: 5),
            visibleRows: Int(chance.integer(in: 11...17))
        )
    }
}

extension Array {
    /// The same with more at the end.
    fileprivate func appending(_ more: [Element]) -> [Element] { self + more }
}
