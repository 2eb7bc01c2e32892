import CasebookModel
import CasebookText

/// The search index: made from a site, written as files, read and queried again.
///
/// Making takes a `Site`, in ranges of pages so that threads can share the work (``indexPart(of:pages:)``), and gives
/// files (``searchFiles(of:parts:)``); it can't fail. Reading takes the bytes of `search/index.json`
/// (``SearchIndexReader``), which can be damaged or of another version, and answers queries (``SearchEngine``).
/// It reads and writes no file itself and knows nothing of HTML: what a page says it has from the parsed document.
///
/// `Documentation/search-format.md` describes the files; `Templates/scripts/search-engine.js` is the same engine in the
/// browser and gives the same answers.
package enum CasebookSearch {
    /// The version of the files' format. A reader refuses any other.
    package static let formatVersion = 1
    /// Pages in one pack of page records.
    package static let pagesPerPack = 8
    package static let indexRoute = Route("search/index.json")
}

/// The files of a site's search.
///
/// - Parameter parts: Parts whose ranges of pages follow each other from 0 to the last page. The result doesn't depend
///   on where one ends and the next begins.
package func searchFiles(of site: Site, parts: [IndexPart]) -> [OutputFile] {
    let index = IndexWriter(site: site, parts: parts).write()
    let folding = foldingFile()
    var files = [OutputFile(Route("search/folding.json"), folding), OutputFile(CasebookSearch.indexRoute, index)]
    if site.edition.portable {
        files.append(OutputFile(Route("search/folding.js"), classicScript("folding", folding)))
        files.append(OutputFile(Route("search/index.js"), classicScript("index", index)))
    }
    return files.sorted { $0.route < $1.route }
}

/// The same JSON in a script that a page opened from disk can load, where `fetch` doesn't work.
private func classicScript(_ name: String, _ json: [UInt8]) -> [UInt8] {
    Array("casebookSearchFile(\"\(name)\", ".utf8) + json + Array(");\n".utf8)
}
