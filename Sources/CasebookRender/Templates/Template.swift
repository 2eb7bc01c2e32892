/// A template compiled for one type of view: a flat list of operations in which every name is a place on the stack of
/// views and a field's number.
///
/// Rendering looks up no name, builds no dictionary and can't fail; what could be wrong was found when it was compiled.
struct Template: Sendable {
    /// Where a value is had: the view at `depth` on the stack, and from there through `fields` to the last one.
    /// Fixed in size, so that an operation holds no array of its own.
    struct Path: Sendable {
        static let maximumLength = 4
        private(set) var depth: UInt8
        private(set) var count: UInt8 = 0
        private var fields: (UInt16, UInt16, UInt16, UInt16) = (0, 0, 0, 0)

        init(depth: Int) { self.depth = UInt8(depth) }

        mutating func append(_ field: Int) {
            withUnsafeMutableBytes(of: &fields) {
                $0.storeBytes(of: UInt16(field), toByteOffset: Int(count) * 2, as: UInt16.self)
            }
            count += 1
        }

        subscript(index: Int) -> Int {
            switch index {
            case 0: Int(fields.0)
            case 1: Int(fields.1)
            case 2: Int(fields.2)
            default: Int(fields.3)
            }
        }
    }

    enum Operation: Sendable {
        case literal(Range<Int>)
        case text(Path)
        case html(Path)
        /// Goes on behind `end` unless the flag is as wanted.
        case flag(Path, wanted: Bool, end: Int)
        /// Runs up to `end` with the view on the stack; skips it where there is none.
        case with(Path, end: Int)
        /// Runs up to `end` for each element.
        case each(Path, end: Int)
        /// Goes on behind `end` unless there is, or isn't, something to enter.
        case present(Path, isList: Bool, wanted: Bool, end: Int)
    }

    var operations: [Operation] = []
    var literals: [UInt8] = []
    /// The names that the template uses, by the schema's name: what it doesn't show itself goes into the general lists.
    var usedNames: [String: Set<String>] = [:]

    /// The most views that are on the stack at once.
    var height = 1

    func render(_ view: some TemplateView, to html: inout HTMLBuffer) {
        let bottom = UnsafeMutablePointer<HeldView>.allocate(capacity: height)
        bottom.initialize(to: HeldView(view))
        run(operations.indices, Stack(bottom: bottom, count: 1), &html)
        bottom.deinitialize(count: 1)
        bottom.deallocate()
    }

    /// The views that an operation is inside of, the template's own first: as many as ``height`` at most.
    private struct Stack {
        let bottom: UnsafeMutablePointer<HeldView>
        let count: Int

        /// With one more view on top for as long as `body` runs.
        func with(_ view: any TemplateView, _ body: (Stack) -> Void) {
            (bottom + count).initialize(to: HeldView(view))
            body(Stack(bottom: bottom, count: count + 1))
            (bottom + count).deinitialize(count: 1)
        }
    }

    /// A view on the stack, which is read where it lies. It can't be copied, so the compiler doesn't: of a view in an array it
    /// made a copy for each name that was read, 400 for a page.
    private struct HeldView: ~Copyable {
        let held: any TemplateView

        init(_ view: any TemplateView) { held = view }

        func write(_ field: Int, to html: inout HTMLBuffer) { held.write(field, to: &html) }
        func flag(_ field: Int) -> Bool { held.flag(field) }
        func view(_ field: Int) -> (any TemplateView)? { held.view(field) }
        func isEmptyList(_ field: Int) -> Bool { held.isEmptyList(field) }
        func forEach(_ field: Int, _ body: (any TemplateView) -> Void) { held.forEach(field, body) }
    }

    private func run(_ range: Range<Int>, _ stack: Stack, _ html: inout HTMLBuffer) {
        var index = range.lowerBound
        while index < range.upperBound {
            switch operations[index] {
            case .literal(let range):
                html.literal(literals, range)
            case .text(let path), .html(let path):
                if path.count == 1 {
                    stack.bottom[Int(path.depth)].write(path[0], to: &html)
                } else {
                    owner(of: path, stack)?.write(path[Int(path.count) - 1], to: &html)
                }
            case .flag(let path, let wanted, let end):
                if isSet(path, stack) != wanted { index = end - 1 }
            case .with(let path, let end):
                if let inner = view(at: path, stack) {
                    stack.with(inner) { run(index + 1..<end, $0, &html) }
                }
                index = end - 1
            case .each(let path, let end):
                let field = path[Int(path.count) - 1]
                let inner = index + 1..<end
                if path.count == 1 {
                    stack.bottom[Int(path.depth)].forEach(field) { element in
                        stack.with(element) { run(inner, $0, &html) }
                    }
                } else {
                    owner(of: path, stack)?.forEach(field) { element in
                        stack.with(element) { run(inner, $0, &html) }
                    }
                }
                index = end - 1
            case .present(let path, let isList, let wanted, let end):
                if isPresent(path, isList: isList, stack) != wanted { index = end - 1 }
            }
            index += 1
        }
    }

    // A path of one field, as most are, is read where the view lies on the stack: a copy of it would cost more than the
    // reading.

    private func isSet(_ path: Path, _ stack: Stack) -> Bool {
        if path.count == 1 { return stack.bottom[Int(path.depth)].flag(path[0]) }
        return owner(of: path, stack)?.flag(path[Int(path.count) - 1]) ?? false
    }

    private func view(at path: Path, _ stack: Stack) -> (any TemplateView)? {
        if path.count == 1 { return stack.bottom[Int(path.depth)].view(path[0]) }
        return owner(of: path, stack)?.view(path[Int(path.count) - 1])
    }

    private func isPresent(_ path: Path, isList: Bool, _ stack: Stack) -> Bool {
        let field = path[Int(path.count) - 1]
        if path.count == 1 {
            let depth = Int(path.depth)
            return isList ? !stack.bottom[depth].isEmptyList(field) : stack.bottom[depth].view(field) != nil
        }
        guard let owner = owner(of: path, stack) else { return false }
        return isList ? !owner.isEmptyList(field) : owner.view(field) != nil
    }

    /// The view that holds a path's last field; `nil` where an optional view on the way is missing.
    private func owner(of path: Path, _ stack: Stack) -> (any TemplateView)? {
        var view = stack.bottom[Int(path.depth)].held
        for step in 0..<(Int(path.count) - 1) {
            guard let inner = view.view(path[step]) else { return nil }
            view = inner
        }
        return view
    }
}
