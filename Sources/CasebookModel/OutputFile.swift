/// A file of the generated site, handed to a sink as soon as it is made.
package struct OutputFile: Sendable {
    package var route: Route
    package var bytes: [UInt8]

    package init(_ route: Route, _ bytes: [UInt8]) {
        self.route = route
        self.bytes = bytes
    }
}

/// Takes generated files, from several threads at once. Throws where the disk does.
package typealias OutputSink = @Sendable (OutputFile) throws -> Void
