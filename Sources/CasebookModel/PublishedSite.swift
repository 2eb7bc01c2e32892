/// What a site that people use already promises: the addresses that they may have kept.
package struct PublishedSite: Sendable {
    package struct Address: Hashable, Sendable {
        /// Relative to the site's root, not percent-encoded.
        package var path: String
        /// Of the page that answers there, or that the address leads to.
        package var id: String
        package var title: String
        package var isRedirect: Bool

        package init(path: String, id: String, title: String, isRedirect: Bool = false) {
            self.path = path
            self.id = id
            self.title = title
            self.isRedirect = isRedirect
        }
    }

    /// Of published pages and of what leads to them, in any order.
    package var addresses: [Address]

    package init(_ addresses: [Address]) { self.addresses = addresses }
}
