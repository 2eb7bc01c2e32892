import CasebookModel
import Synchronization

/// The search index: made from a site, written as files, read and queried again.
///
/// Making takes a `Site` and can't fail but where the sink does. ``SearchPlan`` looks at the site as a whole;
/// ``indexPart(of:pages:cutAt:)`` indexes ranges of pages, ``PackWriting`` writes their records, and
/// ``mergedTerms(of:firstPages:in:)`` joins what they have of a slice of the terms, all on as many threads as one likes;
/// ``IndexLayout`` lays the other files out and makes them, job by job. ``searchFiles(of:form:hash:)`` does all that at
/// once, in memory. Reading takes the bytes of the files, which can be damaged or of another version, and answers queries
/// (``SearchEngine``). Nothing here reads or writes a file itself or knows of HTML: what a page says it has from the
/// parsed document.
///
/// `Documentation/search-format.md` describes the files; the scripts of `Templates/` have the same engine for the
/// browser, which gives the same answers.
package enum CasebookSearch {
    /// The version of the files' format. A reader refuses any other.
    package static let formatVersion = 4
    /// Pages in one pack of page records.
    package static let pagesPerPack = 8
}

/// The files of a site's search, without their twins in scripts, by name (``SearchFile``).
///
/// - Parameters:
///   - form: `nil`: by size.
///   - hash: At least sixteen hexadecimal digits of a hash of a file's content.
package func searchFiles(
    of site: Site, form: SearchForm? = nil, hash: @escaping @Sendable ([UInt8]) -> String
) -> [String: [UInt8]] {
    let plan = SearchPlan(site)
    let part = indexPart(of: plan, pages: 0..<plan.pageCount, cutAt: plan.sliceBounds(1))
    do throws(KeptIndexDamage) {
        let terms = try mergedTerms(of: part.terms, firstPages: [0], in: plan)
        return try IndexLayout(plan, parts: [part], terms: [terms], form: form, hash: hash).files()
    } catch {
        // Nothing of it was kept.
        preconditionFailure("\(error)")
    }
}

extension IndexLayout {
    /// All files by name, without their twins in scripts.
    ///
    /// - Parameter kept: The hashes of files that were made before.
    func files(keeping kept: [String: String] = [:]) -> [String: [UInt8]] {
        var named: [String: [UInt8]] = [:]
        for (path, bytes) in outputs(keeping: kept) where path.hasSuffix(".json") {
            named[String(path.dropFirst("search/".count).dropLast(".json".count))] = bytes
        }
        return named
    }

    /// All files by path.
    func outputs(keeping kept: [String: String] = [:]) -> [String: [UInt8]] {
        let files = Mutex<[String: [UInt8]]>([:])
        do {
            var finished: [Finished] = []
            for job in jobs {
                finished += try run(job, keeping: kept) { file in files.withLock { $0[file.route.path] = file.bytes } }
            }
            try writeRoot(finished) { file in files.withLock { $0[file.route.path] = file.bytes } }
        } catch {
            // These sinks throw nothing.
            preconditionFailure("\(error)")
        }
        return files.withLock { $0 }
    }
}
