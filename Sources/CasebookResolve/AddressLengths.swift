import CasebookModel

/// Which names are too long for an address, of which each part is a file's or a folder's name. Ids that somebody writes are
/// held to less when they are read; what is left are those that files and folders of the content give.
enum AddressLengths {
    static func problem(of route: Route) -> Problem? {
        // Nearly no address is as long as one part may be.
        guard route.path.utf8.count > Route.longestName else { return nil }
        let names = route.path.split(separator: "/")
        guard let name = names.first(where: { $0.utf8.count > Route.longestName }) else { return nil }
        return .longAddress(name: String(name), bytes: name.utf8.count, limit: Route.longestName)
    }
}
