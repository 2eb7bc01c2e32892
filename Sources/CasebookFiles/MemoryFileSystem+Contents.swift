import Foundation

extension MemoryFileSystem {
    /// The inodes of a disk in memory and the names that lead to them.
    struct Contents: Sendable {
        enum Body: Sendable {
            case file([UInt8])
            /// By key, see `key(_:)`.
            case folder([[UInt8]: Name])
            case link(DiskPath)
            case pipe
        }

        struct Name: Sendable {
            var bytes: [UInt8]
            var node: Int
        }

        struct Node: Sendable {
            var body: Body
            var modified: Int64
            var mode: UInt32
            /// How many names lead to it.
            var links = 0
        }

        let traits: Traits
        var locks: Set<Int> = []
        /// How many more readings of a file find it changing.
        var unsteady: [Int: Int] = [:]
        /// By number; those that no name leads to any more are gone.
        private var nodes: [Int: Node]
        private var nextNumber = 1
        private var usedBytes = 0
        /// Counts changes; serves as time.
        private var clock: Int64 = 1

        init(traits: Traits) {
            self.traits = traits
            nodes = [0: Node(body: .folder([:]), modified: 1, mode: 0o755)]
        }

        /// - Precondition: There is such a node.
        func node(_ number: Int) -> Node { nodes[number]! }

        // MARK: - Finding

        /// The inode at a path; a link in the last part is not followed.
        func find(_ path: DiskPath) throws(Refusal) -> Int {
            try walk(path, followingLast: false).node
        }

        func realPath(_ path: DiskPath) throws(Refusal) -> DiskPath {
            try walk(path, followingLast: true).names.reduce(DiskPath("/")) { $0.appending($1) }
        }

        private func walk(_ path: DiskPath, followingLast: Bool) throws(Refusal) -> (node: Int, names: [[UInt8]]) {
            var rest = Contents.parts(path)
            var trail = [0]
            var names: [[UInt8]] = []
            var links = 0
            while let part = rest.first {
                rest.removeFirst()
                if part == [UInt8(ascii: ".")] { continue }
                if part == [UInt8(ascii: "."), UInt8(ascii: ".")] {
                    if trail.count > 1 { trail.removeLast() }
                    names = Array(names.dropLast())
                    continue
                }
                guard case .folder(let children) = node(trail[trail.count - 1]).body else { throw Refusal(ENOTDIR) }
                guard let found = children[key(part)] else { throw Refusal(ENOENT) }
                if case .link(let target) = node(found.node).body, followingLast || !rest.isEmpty {
                    links += 1
                    if links > 40 { throw Refusal(ELOOP) }
                    if target.bytes.first == DiskPath.slash { (trail, names) = ([0], []) }
                    rest = Contents.parts(target) + rest
                } else {
                    trail.append(found.node)
                    names.append(found.bytes)
                }
            }
            return (trail[trail.count - 1], names)
        }

        func list(_ folder: DiskPath) throws(Refusal) -> [FolderEntry] {
            guard case .folder(let children) = node(try find(folder)).body else { throw Refusal(ENOTDIR) }
            let sorted = children.values.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
            var entries = sorted.map { name in
                FolderEntry(
                    name: name.bytes, kind: traits.listsKinds ? kind(of: name.node) : nil,
                    inode: traits.listsKinds ? status(of: name.node).identity.inode : nil)
            }
            if traits.listingSeed != 0 {
                var generator = Shuffle(state: traits.listingSeed)
                entries.shuffle(using: &generator)
            }
            return entries
        }

        func status(of number: Int) -> FileStatus {
            let size =
                switch node(number).body {
                case .file(let bytes): bytes.count
                case .link(let target): target.bytes.count
                case .folder, .pipe: 0
                }
            return FileStatus(
                kind: kind(of: number), size: size,
                identity: FileStatus.Identity(device: 1, inode: UInt64(number)), modified: node(number).modified,
                mode: node(number).mode)
        }

        mutating func isSteady(_ number: Int) -> Bool {
            guard let left = unsteady[number], left > 0 else { return true }
            unsteady[number] = left - 1
            return false
        }

        private func kind(of number: Int) -> FileKind {
            switch node(number).body {
            case .file: .file
            case .folder: .folder
            case .link: .link
            case .pipe: .other
            }
        }

        // MARK: - Changing

        mutating func add(_ body: Body, at path: DiskPath, mode: UInt32) throws(Refusal) {
            let number = nextNumber
            nextNumber += 1
            let now = tick()
            nodes[number] = Node(body: body, modified: now, mode: mode)
            usedBytes += size(of: number)
            do {
                try attach(number, at: path)
            } catch {
                forget(number)
                throw error
            }
        }

        private func size(of number: Int) -> Int {
            if case .file(let bytes)? = nodes[number]?.body { bytes.count } else { 0 }
        }

        /// A node that no name leads to, with all that only it leads to.
        private mutating func forget(_ number: Int) {
            usedBytes -= size(of: number)
            guard let node = nodes.removeValue(forKey: number), case .folder(let children) = node.body else { return }
            for child in children.values { unlink(child.node) }
        }

        private mutating func unlink(_ number: Int) {
            nodes[number]?.links -= 1
            if nodes[number]?.links == 0 { forget(number) }
        }

        mutating func create(_ path: DiskPath, _ bytes: [UInt8]) throws(Refusal) {
            let free = traits.capacity - usedBytes
            try add(.file(Array(bytes.prefix(max(free, 0)))), at: path, mode: 0o644)
            if free < bytes.count { throw Refusal(ENOSPC) }
        }

        mutating func overwrite(_ path: DiskPath, _ bytes: [UInt8]) throws(Refusal) {
            let number = try find(path)
            usedBytes += bytes.count - size(of: number)
            nodes[number]?.body = .file(bytes)
            let now = tick()
            nodes[number]?.modified = now
        }

        mutating func attach(_ number: Int, at path: DiskPath) throws(Refusal) {
            try change(path) { children, key, name throws(Refusal) in
                if children[key] != nil { throw Refusal(EEXIST) }
                children[key] = Name(bytes: name, node: number)
            }
            nodes[number]?.links += 1
        }

        mutating func detach(_ path: DiskPath) throws(Refusal) { unlink(try take(path)) }

        /// Removes a name.
        ///
        /// - Returns: The node that it led to.
        private mutating func take(_ path: DiskPath) throws(Refusal) -> Int {
            var taken = 0
            try change(path) { children, key, _ throws(Refusal) in
                guard let name = children.removeValue(forKey: key) else { throw Refusal(ENOENT) }
                taken = name.node
            }
            return taken
        }

        mutating func rename(_ old: DiskPath, to new: DiskPath) throws(Refusal) {
            let number = try find(old)
            if let existing = try? find(new) {
                if case .folder(let children) = node(existing).body {
                    guard case .folder = node(number).body else { throw Refusal(EISDIR) }
                    if !children.isEmpty { throw Refusal(ENOTEMPTY) }
                }
                try detach(new)
            }
            try attach(number, at: new)
            try detach(old)
        }

        mutating func exchange(_ first: DiskPath, _ second: DiskPath) throws(Refusal) {
            let (one, other) = (try find(first), try find(second))
            _ = try take(first)
            _ = try take(second)
            try attach(other, at: first)
            try attach(one, at: second)
            nodes[one]?.links -= 1
            nodes[other]?.links -= 1
        }

        /// Changes the names in the folder that holds `path`.
        private mutating func change(
            _ path: DiskPath, _ body: (inout [[UInt8]: Name], [UInt8], [UInt8]) throws(Refusal) -> Void
        ) throws(Refusal) {
            let parts = Contents.parts(path)
            guard let last = parts.last else { throw Refusal(EEXIST) }
            let parent = try walk(path.parent, followingLast: true).node
            guard case .folder(var children)? = nodes[parent]?.body else { throw Refusal(ENOTDIR) }
            // Out of where it is kept meanwhile, so that it changes without being copied.
            nodes[parent]?.body = .folder([:])
            defer { nodes[parent]?.body = .folder(children) }
            try body(&children, key(last), stored(last))
            let now = tick()
            nodes[parent]?.modified = now
        }

        private mutating func tick() -> Int64 {
            clock += 1
            return clock
        }

        // MARK: - Names

        private static func parts(_ path: DiskPath) -> [[UInt8]] {
            path.bytes.split(separator: DiskPath.slash).map(Array.init)
        }

        /// Two names with one key are one name for this disk.
        private func key(_ name: [UInt8]) -> [UInt8] {
            guard traits.ignoresCase || traits.decomposesNames, let text = String(validating: name, as: UTF8.self)
            else { return name }
            let composed = text.precomposedStringWithCanonicalMapping
            return Array((traits.ignoresCase ? composed.lowercased() : composed).utf8)
        }

        private func stored(_ name: [UInt8]) -> [UInt8] {
            guard traits.decomposesNames, let text = String(validating: name, as: UTF8.self) else { return name }
            return Array(text.decomposedStringWithCanonicalMapping.utf8)
        }
    }

    private struct Shuffle: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }
}
