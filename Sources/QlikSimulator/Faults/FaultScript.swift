/// What goes wrong from now on: rules in order, of which the first one that matches a request is used.
///
/// A rule that is used up is removed; a rule that lets a request go well counts it and the next rule is asked.
package struct FaultScript: Sendable {
    /// The rules that aren't used up.
    package private(set) var rules: [FaultRule]

    /// Creates a script.
    package init(_ rules: [FaultRule] = []) {
        self.rules = rules
    }

    /// Adds a rule behind the others.
    package mutating func append(_ rule: FaultRule) {
        rules.append(rule)
    }

    /// Takes the faults for `request`; none when all is well.
    package mutating func take(for request: SiteRequest) -> [Fault] {
        for index in rules.indices where rules[index].matcher.matches(request) {
            guard rules[index].skips == 0 else {
                rules[index].skips -= 1
                continue
            }
            let faults = rules[index].faults
            if let times = rules[index].times {
                if times == 1 { rules.remove(at: index) } else { rules[index].times = times - 1 }
            }
            return faults
        }
        return []
    }
}
