// Read by jemalloc before the first allocation; without jemalloc it is a string that nobody reads.
//
// Huge pages where the system grants them on request, as Debian does: a build touches each page of memory once or twice, and
// having it handed out in pieces of 4 KB was a tenth of its time. One arena for each processor instead of four: otherwise
// huge pages that nobody has filled made 7 % more memory. MALLOC_CONF in the environment still comes last.
const char *malloc_conf = "thp:always,percpu_arena:percpu";
