import CLibFuzzer
import Glibc

/// Coverage-guided fuzzing of everything that reads what others wrote: `Fuzz TARGET [libFuzzer's arguments]`.
///
/// One program for all targets, since building one takes minutes. `Scripts/fuzz.sh` builds and runs it; normal builds
/// don't know of it (`Package.swift`).
@main
enum Fuzz {
    /// Runs for each input. Whatever it breaks ends the process, as libFuzzer wants it.
    typealias Target = @Sendable ([UInt8]) -> Void

    /// A reader that is new gets a line here and a folder of seeds.
    private static let targets: [String: Target] = [
        "cache": CacheTarget.cache,
        "configuration": YAMLTargets.configuration,
        "csv": AuthoringTargets.separatedValues,
        "document": MarkdownTargets.page,
        "editor": ServerTargets.editor,
        "front-matter": YAMLTargets.frontMatter,
        "index": IndexTarget.index,
        "jpeg": AssetTargets.jpeg,
        "kept-index": KeptIndexTarget.kept,
        "links": MarkdownTargets.links,
        "manifest": AssetTargets.manifest,
        "markdown": MarkdownTargets.fragment,
        "request": ServerTargets.request,
        "slots": MarkdownTargets.slots,
        "svg": AssetTargets.svg,
        "words": YAMLTargets.wordLists,
    ]

    /// libFuzzer's callback is a C function, which captures nothing: the name is read again from where libFuzzer found it.
    private static let target: Target? = CommandLine.arguments.dropFirst().first.flatMap { targets[$0] }

    static func main() {
        guard target != nil else {
            print("usage: Fuzz TARGET [libFuzzer's arguments]\n\n" + targets.keys.sorted().joined(separator: "\n"))
            exit(64)
        }
        // What is left of the arguments is libFuzzer's.
        var arguments = CommandLine.unsafeArgv + 1 as UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count = CommandLine.argc - 1
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
                Fuzz.target?(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            })
    }
}
