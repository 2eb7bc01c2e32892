import CasebookAuthoring

/// Tables that people bring along.
enum AuthoringTargets {
    static let separatedValues: Fuzz.Target = { bytes in
        guard let text = TextDecoding.text(of: bytes), let rows = try? SeparatedValues.rows(of: text) else { return }
        let headers = TableImport.headers(of: rows, language: .simplifiedChinese)
        precondition(rows.allSatisfy { $0.count <= headers.count }, "a value without a column")
    }
}
