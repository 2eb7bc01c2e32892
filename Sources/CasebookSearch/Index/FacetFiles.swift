import CasebookModel

/// The pages of each value that results can be narrowed by, a file for each field.
func facetFiles(_ parts: [IndexPart.Outline], _ facets: Facets) -> [(name: String, bytes: [UInt8])] {
    var lists = facets.facets.map { [(last: Int, text: [UInt8])](repeating: (0, []), count: $0.values.count) }
    for part in parts {
        for entry in part.facets {
            let (facet, value) = (Int(entry.facet), Int(entry.value))
            let page = part.pages.lowerBound + Int(entry.page)
            // A value that a page names twice counts once.
            guard lists[facet][value].text.isEmpty || lists[facet][value].last != page else { continue }
            PostingCode.append(page - lists[facet][value].last, to: &lists[facet][value].text)
            lists[facet][value].last = page
        }
    }
    return zip(facets.facets, lists).map { facet, lists in
        var json = JSONWriter()
        json.beginFile()
        if !facet.isShort {
            json.key("labels")
            facet.writeValues(to: &json)
        }
        json.key("values")
        json.beginObject()
        for (value, list) in zip(facet.values, lists) where !list.text.isEmpty {
            json.key(value.name)
            list.text.withUnsafeBufferPointer { json.string($0) }
        }
        json.endObject()
        json.endObject()
        return (SearchFile.facet(facet.field), json.bytes)
    }
}
