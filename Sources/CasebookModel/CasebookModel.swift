// The nouns that two or more stages share, and nothing that does anything.
//
// Takes and gives nothing by itself: positions, diagnostics, kinds and fields, documents, parsed pages, the site,
// routes, output files. A type that only one stage needs stays in that stage.
//
// In reading order: `SourceFile` → `ParsedPage` (with its `Document`) → `Site` → `OutputFile`; what is found on the way
// is a `Diagnostic`.
