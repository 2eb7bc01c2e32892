/// What authors' tools do to pages, as pure functions: new pages, schemas, and what existing documents become.
///
/// Takes kinds, vocabularies and parsed pages, and text that somebody wrote; gives text. Fails where the text can't be
/// what was asked for, with a value that says so. Reads and writes no file, runs no other program, prints nothing: that is
/// for the commands. Everything follows from the kinds' declarations, so that it works for a kind that only a site's own
/// configuration knows.
///
/// In reading order: ``Surroundings`` is what a site holds already; ``PagePlace`` and ``Skeleton`` make a new page;
/// ``FrontMatterSchema`` and ``EditorSnippets`` tell editors what pages hold; ``DocumentSorter`` and ``TableImport`` take over what
/// was written elsewhere.
package enum CasebookAuthoring {}
