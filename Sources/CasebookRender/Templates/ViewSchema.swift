/// The names that a view gives to templates, for the compiler; values are had by number at run time.
final class ViewSchema: Sendable {
    /// What messages call the view.
    let name: String
    /// In the order of their numbers.
    let fields: [(name: String, shape: FieldShape)]
    private let numbers: [String: Int]

    init(name: String, fields: [(name: String, shape: FieldShape)]) {
        self.name = name
        self.fields = fields
        numbers = Dictionary(
            fields.indices.map { (fields[$0].name, $0) },
            uniquingKeysWith: { first, _ in preconditionFailure("a view gives the name \(fields[first].name) twice") })
    }

    /// - Parameter replacing: Shapes that take the place of those that the type gives: what a kind declares is known only
    ///   when a site is.
    convenience init<View: SchemaView>(_ view: View.Type, replacing: [String: FieldShape] = [:]) {
        self.init(name: View.viewName, fields: View.fields.map { ($0.name, replacing[$0.name] ?? $0.shape) })
    }

    func number(of name: String) -> Int? { numbers[name] }
}

/// What may be done with a field in a template. Schemas are asked for late, since views hold each other.
enum FieldShape: Sendable {
    case text
    case html
    case flag
    case view(@Sendable () -> ViewSchema)
    case list(@Sendable () -> ViewSchema)
    /// Whether a list or view of another name is there.
    case presence(isList: Bool)
}
