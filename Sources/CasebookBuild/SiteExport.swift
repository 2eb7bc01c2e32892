import CasebookModel
import CasebookRender

/// A site's scripts for other programs.
package enum SiteExport {
    /// A match file of Espanso, a text expander.
    package static func espanso(_ site: Site) -> [UInt8] { EspansoFile(site).bytes }

    /// A table for spreadsheets, one spoken line in each row.
    package static func table(_ site: Site) -> [UInt8] { ScriptTable(site).bytes }
}
