import Foundation

/// A ``ServedSite`` in a process of its own, whose processor time nobody takes for ours; it ends with this process.
struct SiteProcess {
    /// A mask of the first 32 cores, of which the kernel takes those that there are.
    private static let anyCore = "ffffffff"

    let offer: SiteOffer
    private let process = Process()
    private let input = Pipe()

    /// Starts it; what it needs on disk is put into `directory`, which exists.
    init(chart: [UInt8], copies: Int, directory: String) throws {
        let file = "\(directory)/chart.png"
        try Data(chart).write(to: URL(fileURLWithPath: file))
        let output = Pipe()
        // Whoever is held to one core for measuring shouldn't share it with the site.
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        process.executableURL = URL(fileURLWithPath: "/usr/bin/taskset")
        process.arguments = [Self.anyCore, program, "--site", file, "\(copies)", "\(directory)/certificates"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let told = try output.fileHandleForReading.readToEnd() ?? Data()
        offer = try JSONDecoder().decode(SiteOffer.self, from: told)
    }

    /// Ends it and waits for that.
    func end() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
