import ArgumentParser

/// The exit codes besides 0, so that scripts can tell what to do next.
enum ExitStatus {
    /// Something was found wrong, or the work failed.
    static let failure = ExitCode(1)

    /// The configuration is wrong (EX_CONFIG of sysexits.h).
    static let configuration = ExitCode(78)
}
