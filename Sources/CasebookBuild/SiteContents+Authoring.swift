import CasebookAuthoring

/// The content as authors' tools see it.
extension SiteContents {
    /// For skeletons, schemas and what editors show.
    package var surroundings: Surroundings {
        Surroundings(
            kinds: configuration.kinds, vocabularies: vocabularies, pages: pages, language: configuration.language,
            pathPrefix: pathPrefix)
    }

    /// For another id.
    package var renamed: RenamePlan.Content {
        RenamePlan.Content(
            surroundings: surroundings, searchTests: searchTests, searchTestsPath: SiteContents.searchTestsPath)
    }
}
