import Foundation

/// Where a link of a generated page leads within its site.
struct Reference {
    /// Relative to the site's root.
    let path: String
    /// Decoded; `nil` for none.
    let anchor: String?

    /// `nil` for an address outside of the site.
    init?(_ address: String, from page: String) {
        if address.contains(/^[a-z][a-z0-9+.-]*:/) || address.hasPrefix("//") { return nil }
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
        anchor = parts.count > 1 ? String(parts[1]).removingPercentEncoding : nil
        guard !file.isEmpty else {
            path = page
            return
        }
        var folders = page.split(separator: "/").dropLast().map(String.init)
        for part in file.split(separator: "/") {
            switch part {
            case ".": break
            case "..":
                // Above the root: no file has such a path.
                folders = folders.isEmpty ? [".."] : folders.dropLast()
            default: folders.append(String(part).removingPercentEncoding ?? String(part))
            }
        }
        path = folders.joined(separator: "/")
    }
}
