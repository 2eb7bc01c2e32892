import Foundation
import PackagePlugin

/// Turns the files under `Templates/` into one Swift source of named literals, so that the executable carries its
/// default theme and works from any folder.
@main
struct EmbedThemePlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let templates = context.package.directoryURL.appending(path: "Templates")
        let output = context.pluginWorkDirectoryURL.appending(path: "DefaultTheme.swift")
        let files = try FileManager.default.subpathsOfDirectory(atPath: templates.path)
            .sorted()
            .map { templates.appending(path: $0) }
            .filter { !$0.lastPathComponent.hasPrefix(".") && !$0.hasDirectoryPath }
        return [
            .buildCommand(
                displayName: "Embedding the default theme",
                executable: try context.tool(named: "EmbedTheme").url,
                arguments: [templates.path, output.path],
                inputFiles: files,
                outputFiles: [output])
        ]
    }
}
