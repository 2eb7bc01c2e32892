import CasebookModel
import CasebookText

/// What the root says itself.
struct RootMembers {
    let plan: SearchPlan
    let terms: TermFiles
    let common: CommonTerms
    /// ``LaneFiles/directory``
    let lane: String

    private var configuration: Configuration { plan.site.configuration }

    /// - Parameter replaced: Han characters that folding may have replaced as traditional.
    func write(replaced: Set<UInt32>, to json: inout JSONWriter) {
        json.member("language", configuration.language.rawValue)
        json.member("pages", plan.pageCount)
        writeKinds(to: &json)
        writeClasses(to: &json)
        writeFacets(to: &json)
        writeSynonyms(to: &json)
        json.member("fillers", Fillers.words(of: configuration.language))
        json.member("folds", folds(replaced))
        json.key("common")
        common.write(to: &json)
        json.key("shards")
        terms.writeBoundaries(to: &json)
        json.member("lane", lane)
        json.member("packSize", CasebookSearch.pagesPerPack)
    }

    private func writeKinds(to json: inout JSONWriter) {
        json.key("kinds")
        json.array { json in
            for kind in configuration.kinds.kinds {
                json.object { json in
                    json.member("kind", kind.name)
                    json.member("label", kind.label.text(in: configuration.language))
                    json.key("weight")
                    json.number(kind.searchWeight)
                }
            }
        }
    }

    private func writeClasses(to json: inout JSONWriter) {
        json.key("classes")
        json.array { json in
            for entry in plan.order.classes {
                json.array { json in
                    json.integer(entry.firstPage)
                    json.number(entry.factor)
                }
            }
        }
    }

    private func writeFacets(to json: inout JSONWriter) {
        json.key("facets")
        json.array { json in
            for facet in plan.facets.facets {
                json.object { json in
                    json.member("field", facet.field)
                    json.member("label", facet.label)
                    if facet.isShort {
                        json.key("values")
                        facet.writeValues(to: &json)
                    }
                }
            }
        }
    }

    private func writeSynonyms(to json: inout JSONWriter) {
        json.key("synonyms")
        json.array { json in for group in plan.site.synonyms { json.strings(group) } }
    }

    /// The pairs of the folding table that the site's own words need. A browser verifies matches with these alone and
    /// fetches the whole table only for a query that holds other characters.
    private func folds(_ replaced: Set<UInt32>) -> String {
        var traditional: Set<UInt32> = []
        for character in replaced { traditional.formUnion(traditionalCharacters(in: character)) }
        var text = ""
        for pair in simplifiedCharacters where traditional.contains(pair.traditional) {
            for scalar in [pair.traditional, pair.simplified] {
                text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
            }
        }
        return text
    }
}
