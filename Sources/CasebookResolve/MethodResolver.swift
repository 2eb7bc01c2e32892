import CasebookModel

/// Methods with their steps in order.
enum MethodResolver {
    static func methods(_ directory: PageDirectory, _ findings: inout Findings) -> [Method] {
        var steps: [String: [Int]] = [:]
        var pages: [(folder: String, page: Int)] = []
        for index in directory.entries.indices {
            let page = directory.page(index)
            guard page.kind == "step" || page.kind == "method" else { continue }
            let folder = page.path.split(separator: "/").dropLast().joined(separator: "/")
            if page.kind == "step" { steps[folder, default: []].append(index) }
            if page.kind == "method" { pages.append((folder, index)) }
        }
        // The steps belong to the first method of their folder; in a folder of their own there is no other.
        let owners = Dictionary(pages.map { ($0.folder, $0.page) }, uniquingKeysWith: { first, _ in first })
        for folder in steps.keys.sorted() {
            reportOwner(owners[folder], of: steps[folder] ?? [], in: folder, directory, &findings)
        }
        return pages.filter { directory.isBuilt($0.page) }.map { folder, page in
            let ordered = owners[folder] == page ? ordered(steps[folder] ?? [], directory) : []
            reportOrder(ordered, directory, &findings)
            return Method(page: page, steps: ordered.filter(directory.isBuilt))
        }
    }

    /// Steps without a method's page are found by nobody.
    private static func reportOwner(
        _ owner: Int?, of steps: [Int], in folder: String, _ directory: PageDirectory, _ findings: inout Findings
    ) {
        guard let first = steps.min(by: { directory.page($0).path < directory.page($1).path }) else { return }
        guard let owner else {
            let page = directory.page(first)
            findings.report(.stepsWithoutMethod(folder: folder), in: page, at: page.kindRange)
            return
        }
        if !directory.isBuilt(owner), let published = steps.first(where: directory.isBuilt) {
            let (page, method) = (directory.page(published), directory.page(owner))
            findings.report(.unpublishedTarget(id: method.id, status: method.status), in: page, at: page.kindRange)
        }
    }

    private static func ordered(_ steps: [Int], _ directory: PageDirectory) -> [Int] {
        steps.sorted {
            let left = directory.page($0)
            let right = directory.page($1)
            return (left.stepNumber ?? .max, left.path) < (right.stepNumber ?? .max, right.path)
        }
    }

    /// Numbers count from 1 without gaps and repeats.
    private static func reportOrder(_ steps: [Int], _ directory: PageDirectory, _ findings: inout Findings) {
        var expected = 1
        var previous: ParsedPage?
        for index in steps {
            let page = directory.page(index)
            guard let number = page.stepNumber else {
                let file = page.path.split(separator: "/").last.map(String.init) ?? page.path
                findings.report(.stepWithoutNumber(file: file), in: page, at: page.kindRange)
                continue
            }
            if let previous, number == previous.stepNumber {
                let note = findings.note(.firstDefinition, in: previous, at: previous.kindRange)
                findings.report(.stepNumberRepeated(number: number), in: page, at: page.kindRange, notes: [note])
            } else if number != expected {
                findings.report(.stepNumberGap(found: number, expected: expected), in: page, at: page.kindRange)
            }
            expected = number + 1
            previous = page
        }
    }
}
