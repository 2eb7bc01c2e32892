import CasebookModel

/// Where everything in the picture of a neighbourhood lies, in pixels: a function of the titles and their order alone.
///
/// There are two forms, since a drawing that is scaled down to a phone can't be read: a wide one with the cause in the
/// middle of three columns, and a narrow one with everything on both sides of a line.
struct NeighbourhoodLayout: Hashable {
    enum Form: String { case wide, narrow }

    struct Box: Hashable {
        var x: Int
        var y: Int
        let width: Int
        let height: Int

        var middle: Int { y + height / 2 }
        var right: Int { x + width }
        var bottom: Int { y + height }
    }

    struct Node: Hashable {
        /// `nil` for the number of those that are not drawn.
        let page: Site.PageIndex?
        let lines: [String]
        var box: Box
        /// Whether the lines are all of the title.
        var isWhole = true
    }

    struct Group: Hashable {
        let kind: Neighbours.Kind
        let label: String
        /// The label's baseline.
        let x: Int
        let y: Int
        var nodes: [Node]
    }

    struct Point: Hashable { let x: Int, y: Int }

    enum Edge: Hashable {
        /// From the side of one node to the side of another.
        case curve(Point, Point)
        /// Around a corner or straight.
        case line([Point])
    }

    private(set) var width = 0
    private(set) var height = 0
    private(set) var centre: Node
    private(set) var groups: [Group] = []
    private(set) var edges: [Edge] = []

    init(_ neighbours: Neighbours, _ form: Form) {
        centre = Self.node(neighbours.centre, neighbours, width: Self.columnWidth, maximum: 3)
        switch form {
        case .wide: layOutWide(neighbours)
        case .narrow: layOutNarrow(neighbours)
        }
    }

    // MARK: - Measures

    private static let columnWidth = 192
    private static let narrowWidth = 152
    private static let columnGap = 32
    /// How far what hangs below the cause is indented from the line that it hangs on.
    private static let indent = 20
    private static let nodeGap = 8
    private static let groupGap = 20
    private static let labelHeight = 26
    /// Between a node's edge and its words.
    static let padding = 10
    static let lineHeight = 18
    /// In pixels; the style says the same.
    static let fontSize = 13

    private static func node(
        _ page: Site.PageIndex, _ neighbours: Neighbours, width: Int, maximum: Int = 3
    ) -> Node {
        let title = neighbours.title(page)
        let room = (width - 2 * padding) * 10 / fontSize
        let lines = labelLines(title, width: room, maximum: maximum)
        return Node(
            page: page, lines: lines, box: Box(x: 0, y: 0, width: width, height: lines.count * lineHeight + 12),
            isWhole: lines.last?.hasSuffix("…") != true || title.hasSuffix("…"))
    }

    private static func nodes(_ group: Neighbours.Group, _ neighbours: Neighbours, width: Int) -> [Node] {
        var nodes = group.pages.map { node($0, neighbours, width: width) }
        if group.total > group.pages.count {
            let words = "+\(group.total - group.pages.count)"
            nodes.append(Node(page: nil, lines: [words], box: Box(x: 0, y: 0, width: 56, height: lineHeight + 12)))
        }
        return nodes
    }

    // MARK: - Three columns

    private mutating func layOutWide(_ neighbours: Neighbours) {
        let groups = Dictionary(uniqueKeysWithValues: neighbours.groups.map { ($0.kind, $0) })
        var left = [groups[.parents], groups[.children]].compactMap(\.self)
        var below = [groups[.cases]].compactMap(\.self)
        var right = [groups[.scripts], groups[.steps]].compactMap(\.self)
        // A column that would stay empty takes what hangs below.
        if left.isEmpty { swap(&left, &below) } else if right.isEmpty { swap(&right, &below) }
        let columns = [0, Self.columnWidth + Self.columnGap, 2 * (Self.columnWidth + Self.columnGap)]
        width = columns[2] + Self.columnWidth
        centre.box.x = columns[1]
        centre.box.y = Self.labelHeight
        let hanging = centre.box.bottom + Self.groupGap
        let bottoms = [
            stack(left, neighbours, x: columns[0], y: 0, width: Self.columnWidth),
            stack(
                below, neighbours, x: columns[1] + Self.indent, y: hanging, width: Self.columnWidth - Self.indent),
            stack(right, neighbours, x: columns[2], y: 0, width: Self.columnWidth),
        ]
        height = max(centre.box.bottom, bottoms.max() ?? 0) + 2
        drawWideEdges(hanging: below.map(\.kind))
    }

    /// Puts groups below each other.
    /// - Returns: Where the last ends.
    private mutating func stack(
        _ column: [Neighbours.Group], _ neighbours: Neighbours, x: Int, y: Int, width: Int
    ) -> Int {
        var y = y
        var bottom = y
        for group in column {
            let label = "\(group.label) \(group.total)"
            var placed = Group(kind: group.kind, label: label, x: x, y: y + 16, nodes: [])
            y += Self.labelHeight
            for var node in Self.nodes(group, neighbours, width: width) {
                node.box.x = x
                node.box.y = y
                placed.nodes.append(node)
                bottom = node.box.bottom
                y = bottom + Self.nodeGap
            }
            y = bottom + Self.groupGap
            groups.append(placed)
        }
        return bottom
    }

    private mutating func drawWideEdges(hanging: [Neighbours.Kind]) {
        for group in groups {
            for node in group.nodes {
                let box = node.box
                if hanging.contains(group.kind) {
                    let x = centre.box.x + Self.indent / 2
                    edges.append(
                        .line([
                            Point(x: x, y: centre.box.bottom), Point(x: x, y: box.middle),
                            Point(x: box.x, y: box.middle),
                        ]))
                } else if box.x < centre.box.x {
                    edges.append(
                        .curve(Point(x: centre.box.x, y: centre.box.middle), Point(x: box.right, y: box.middle)))
                } else {
                    edges.append(
                        .curve(Point(x: centre.box.right, y: centre.box.middle), Point(x: box.x, y: box.middle)))
                }
            }
        }
    }

    // MARK: - Along a line

    private mutating func layOutNarrow(_ neighbours: Neighbours) {
        let gap = 24
        width = 2 * Self.narrowWidth + gap
        let spine = width / 2
        let columns = [0, Self.narrowWidth + gap]
        var y = 0
        func place(_ group: Neighbours.Group) {
            var placed = Group(
                kind: group.kind, label: "\(group.label) \(group.total)", x: 0, y: y + 16, nodes: [])
            y += Self.labelHeight
            let nodes = Self.nodes(group, neighbours, width: Self.narrowWidth)
            for start in stride(from: 0, to: nodes.count, by: 2) {
                let row = nodes[start..<min(start + 2, nodes.count)]
                for (column, var node) in row.enumerated() {
                    node.box.x = columns[column]
                    node.box.y = y
                    let end = column == 0 ? node.box.right : node.box.x
                    edges.append(.line([Point(x: spine, y: node.box.middle), Point(x: end, y: node.box.middle)]))
                    placed.nodes.append(node)
                }
                y += (row.map(\.box.height).max() ?? 0) + Self.nodeGap
            }
            y += Self.groupGap - Self.nodeGap
            groups.append(placed)
        }
        neighbours.groups.filter { $0.kind == .parents }.forEach(place)
        centre.box.x = spine - centre.box.width / 2
        centre.box.y = y
        y = centre.box.bottom + Self.groupGap
        neighbours.groups.filter { $0.kind != .parents }.forEach(place)
        height = y - Self.groupGap + 2
        // One line behind everything, from the first tick to the last.
        let ticks = edges.compactMap { if case .line(let points) = $0 { points[0].y } else { nil } }
        let ends = ticks + [centre.box.middle]
        edges.insert(
            .line([Point(x: spine, y: ends.min() ?? 0), Point(x: spine, y: ends.max() ?? 0)]), at: 0)
    }
}
