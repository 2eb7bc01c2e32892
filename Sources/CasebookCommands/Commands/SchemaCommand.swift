import ArgumentParser
import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "页首的 JSON Schema，给编辑器用 · JSON Schema of the front matter, for editors")

    @Argument(help: ArgumentHelp("种类；不写则包括全部 · kind of page; all by default", valueName: "KIND"))
    var kind: String?

    @Option(
        help: ArgumentHelp("每个种类写一个文件到这个文件夹 · write a file for each kind into this folder", valueName: "DIR"))
    var output: String?

    @Flag(help: "输出 VS Code 代码片段 · snippets for VS Code instead")
    var snippets = false

    @OptionGroup var folder: AuthoringSource

    func validate() throws {
        if snippets, kind != nil || output != nil {
            throw ValidationError("--snippets 不与种类、--output 同用 · --snippets goes with neither KIND nor --output")
        }
    }

    func run() throws {
        try CommandFailure.reported(in: folder.words.language) {
            let contents = try folder.contents()
            let surroundings = contents.surroundings
            if snippets {
                Terminal.result(EditorSnippets(surroundings).json.lines)
                return
            }
            let schema = FrontMatterSchema(surroundings)
            let chosen = try kind.map { try folder.kind(called: $0, in: contents) }
            if let output {
                try write(chosen.map { [$0] } ?? surroundings.kinds.kinds, schema, to: DiskPath(output))
            } else {
                Terminal.result((chosen.map { schema.schema(of: $0) } ?? schema.ofAllKinds).lines)
            }
        }
    }

    /// `case.schema.json` …; what an earlier run wrote is replaced.
    private func write(_ kinds: [KindDeclaration], _ schema: FrontMatterSchema, to output: DiskPath) throws {
        let disk = LocalFileSystem()
        try disk.makeFolders(output)
        for kind in kinds {
            let file = output.appending("\(kind.name).schema.json")
            let new = output.appending(".\(kind.name).schema.json.new")
            try disk.removeTree(new)
            try disk.create(new, schema.schema(of: kind).lines)
            try disk.rename(new, to: file)
            Terminal.result("\(file)\n")
        }
    }
}
