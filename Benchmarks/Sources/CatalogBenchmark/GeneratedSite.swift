import AuditEvents

/// Apps, people and customers of a made-up company; everything follows from numbers.
struct GeneratedSite {
    static let users = 2_000
    static let apps = 30
    static let sheetsPerApp = 10
    static let objectsPerSheet = 8
    static let customers = 20_000

    private static let firstNames = [
        "anna", "erik", "maria", "lars", "ingrid", "piotr", "chen", "fatima", "john", "sofia",
    ]
    private static let lastNames = [
        "berg", "lund", "nilsson", "kowalski", "wei", "haddad", "smith", "rossi", "meyer", "dahl",
    ]
    private static let subjects = [
        "Sales", "Margin", "Claims", "Credit", "Stock", "People", "Orders", "Cash", "Risk", "Service",
    ]
    private static let views = [
        "overview", "by region", "details", "trend", "by customer", "forecast", "quality", "top list",
    ]
    private static let firms = [
        "Nordwind", "Fjäll", "Hansa", "Alpine", "Baltic", "Solberg", "Kestrel", "Aurora", "Polar", "Linden",
    ]
    private static let trades = [
        "Handel", "Bygg", "Shipping", "Foods", "Energy", "Textil", "Papper", "Motor", "Pharma", "Glas",
    ]
    private static let places = [
        "Norrland", "Svealand", "Götaland", "Jylland", "Fyn", "Uusimaa", "Østlandet", "Bavaria",
    ]

    static func user(_ number: Int) -> String {
        "UserDirectory=NORD; UserId=\(firstNames[number % 10]).\(lastNames[number / 10 % 10])\(number)"
    }

    static func appID(_ app: Int) -> String { EventID(high: 0xA99, low: UInt64(app)).description }
    static func appName(_ app: Int) -> String { "\(subjects[app % 10]) \(views[app / 10 % 8]) \(app)" }
    static func sheetID(_ sheet: Int) -> String { EventID(high: 0x5EE7, low: UInt64(sheet)).description }
    static func sheetName(_ sheet: Int) -> String { "\(subjects[sheet % 10]) \(views[sheet % 8])" }
    static func objectID(_ object: Int) -> String { "Ob\(String(object * 7_919 + 1_000_003, radix: 36))" }
    static func objectTitle(_ object: Int) -> String { "\(subjects[object / 3 % 10]) \(views[object % 8]) \(object)" }
    static func customer(_ number: Int) -> String {
        "\(firms[number % 10]) \(trades[number / 10 % 10]) AB \(number)"
    }
    static func region(_ number: Int) -> String { "\(places[number % 8]) \(number / 8 % 5)" }
}
