import Foundation
import PackagePlugin

/// Turns the files under `Templates/`, `Starters/` and `Documentation/findings/` into Swift sources of named literals, so that
/// the executable carries its default theme, the knowledge bases that `casebook init` begins with and the explanations of
/// findings, and works from any folder.
@main
struct EmbedThemePlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        [
            try embed("Templates", as: "embeddedThemeFiles", in: "DefaultTheme.swift", context),
            try embed("Starters", as: "embeddedStarterFiles", in: "EmbeddedStarters.swift", context),
            try embed("Documentation/findings", as: "embeddedFindings", in: "EmbeddedFindings.swift", context),
        ]
    }

    private func embed(_ name: String, as constant: String, in file: String, _ context: PluginContext) throws -> Command
    {
        let folder = context.package.directoryURL.appending(path: name)
        let output = context.pluginWorkDirectoryURL.appending(path: file)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .sorted()
            .map { folder.appending(path: $0) }
            .filter { !$0.hasDirectoryPath }
        return .buildCommand(
            displayName: "Embedding \(name)",
            executable: try context.tool(named: "EmbedTheme").url,
            arguments: [folder.path, output.path, constant],
            inputFiles: files,
            outputFiles: [output])
    }
}
