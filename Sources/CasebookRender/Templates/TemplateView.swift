/// What a template sees of a value, by the field's number in its ``ViewSchema``.
///
/// A structure gets this from ``PageView``'s way of listing its fields once; a view whose fields are known only at run
/// time (those that a kind declares) answers by itself. The compiler of templates has checked the number and what kind
/// of field it is, so a wrong one can't arrive.
protocol TemplateView: Sendable {
    /// Prints a text field's words, escaped, or an HTML field's markup.
    func write(_ field: Int, to html: inout HTMLBuffer)
    func flag(_ field: Int) -> Bool
    func view(_ field: Int) -> (any TemplateView)?
    func isEmptyList(_ field: Int) -> Bool
    func forEach(_ field: Int, _ body: (any TemplateView) -> Void)
}

/// A view whose type lists its fields: one line of `fields` for each name that templates may use.
protocol SchemaView: TemplateView {
    /// What messages call it.
    static var viewName: String { get }
    static var fields: [ViewField<Self>] { get }
    /// `static let schema = ViewSchema(Self.self)`; kept by the type so that it is made once.
    static var schema: ViewSchema { get }
}

extension SchemaView {
    func write(_ field: Int, to html: inout HTMLBuffer) {
        switch Self.fields[field].access {
        case .text(let get): html.text(get(self))
        case .html(let write): write(self, &html)
        case .flag, .view, .list: preconditionFailure("the compiler lets only texts be printed")
        }
    }

    func flag(_ field: Int) -> Bool {
        guard case .flag(let get) = Self.fields[field].access else {
            preconditionFailure("the compiler lets only flags be asked")
        }
        return get(self)
    }

    func view(_ field: Int) -> (any TemplateView)? {
        guard case .view(let get) = Self.fields[field].access else {
            preconditionFailure("the compiler lets only views be entered")
        }
        return get(self)
    }

    func isEmptyList(_ field: Int) -> Bool {
        guard case .list(let isEmpty, _) = Self.fields[field].access else {
            preconditionFailure("the compiler lets only lists be counted")
        }
        return isEmpty(self)
    }

    func forEach(_ field: Int, _ body: (any TemplateView) -> Void) {
        guard case .list(_, let each) = Self.fields[field].access else {
            preconditionFailure("the compiler lets only lists be walked")
        }
        each(self, body)
    }
}

/// A name that templates may use on a view of type `View`, and how its value is had.
struct ViewField<View>: Sendable {
    enum Access: Sendable {
        case text(@Sendable (View) -> String)
        case html(@Sendable (View, inout HTMLBuffer) -> Void)
        case flag(@Sendable (View) -> Bool)
        case view(@Sendable (View) -> (any TemplateView)?)
        case list(
            isEmpty: @Sendable (View) -> Bool, each: @Sendable (View, (any TemplateView) -> Void) -> Void)
    }

    let name: String
    let shape: FieldShape
    let access: Access

    /// `{{name}}`
    static func text(_ name: String, _ get: @escaping @Sendable (View) -> String) -> Self {
        Self(name: name, shape: .text, access: .text(get))
    }

    /// `{{{name}}}`, written straight into the page.
    static func html(_ name: String, _ write: @escaping @Sendable (View, inout HTMLBuffer) -> Void) -> Self {
        Self(name: name, shape: .html, access: .html(write))
    }

    /// `{{#name}}…{{/name}}` or `{{^name}}…{{/name}}`
    static func flag(_ name: String, _ get: @escaping @Sendable (View) -> Bool) -> Self {
        Self(name: name, shape: .flag, access: .flag(get))
    }

    /// `{{#name}}…{{/name}}`, inside which the view's names come first; nothing where it is `nil`.
    static func view<Inner: SchemaView>(_ name: String, _ get: @escaping @Sendable (View) -> Inner?) -> Self {
        Self(name: name, shape: .view { Inner.schema }, access: .view { get($0) })
    }

    /// As `view`, for words that may be missing: `{{#name}}{{.}}{{/name}}`.
    static func optional(_ name: String, _ get: @escaping @Sendable (View) -> String?) -> Self {
        view(name) { get($0).map(PlainText.init) }
    }

    /// `{{#name}}…{{/name}}` once for each element.
    ///
    /// - Parameter isEmpty: For lists that are made with some effort, of which templates ask first whether there is anything.
    static func list<Inner: SchemaView>(
        _ name: String, isEmpty: (@Sendable (View) -> Bool)? = nil, _ get: @escaping @Sendable (View) -> [Inner]
    ) -> Self {
        Self(
            name: name, shape: .list { Inner.schema },
            access: .list(
                isEmpty: { view in if let isEmpty { isEmpty(view) } else { get(view).isEmpty } },
                each: { view, body in for element in get(view) { body(element) } }))
    }

    /// A view whose schema is made at load time from the declarations of a site.
    static func dynamic(
        _ name: String, _ schema: ViewSchema, _ get: @escaping @Sendable (View) -> (any TemplateView)?
    ) -> Self {
        Self(name: name, shape: .view { schema }, access: .view(get))
    }
}

/// Words by themselves: the element of a list of texts and the view of a text that may be missing.
struct PlainText: SchemaView {
    let words: String

    static let viewName = "text"
    static let fields: [ViewField<Self>] = [.text(".") { $0.words }]
    static let schema = ViewSchema(Self.self)

    /// Its one field, without looking it up: half of what pages print are such words.
    func write(_ field: Int, to html: inout HTMLBuffer) { html.text(words) }
}
