// libcmark-gfm and its core extensions as Debian packages them (libcmark-gfm-dev, libcmark-gfm-extensions-dev).
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

// The extensions' node types: exported by libcmark-gfm-extensions, declared in a header that isn't packaged, and
// variables that registering fills in, which Swift 6 doesn't take as globals.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;
static inline cmark_node_type casebook_type_table(void) { return CMARK_NODE_TABLE; }
static inline cmark_node_type casebook_type_table_row(void) { return CMARK_NODE_TABLE_ROW; }
static inline cmark_node_type casebook_type_table_cell(void) { return CMARK_NODE_TABLE_CELL; }
static inline cmark_node_type casebook_type_strikethrough(void) { return CMARK_NODE_STRIKETHROUGH; }
