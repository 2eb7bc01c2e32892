// What nobody who builds a site can go below, on one thread:
//   floors read CONTENT        reads every file of a folder
//   floors markdown CONTENT    libcmark-gfm alone over the body of every page: parsed, not rendered
//   floors write SITE OUTPUT   writes the files of a built site once more, into a folder that doesn't exist
// Prints the number of files, their bytes, and seconds on the clock and of the processor. What a floor doesn't mean (finding
// and loading the files first) is done before the clock starts.
#define _GNU_SOURCE
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct file {
    char *path;
    char *bytes;
    size_t size;
};

static struct file *files;
static size_t count, total;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void find(char *folder) {
    char *const roots[] = {folder, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL, NULL);
    if (!tree) fail(folder);
    size_t room = 0;
    for (FTSENT *entry; (entry = fts_read(tree));) {
        if (entry->fts_info != FTS_F) continue;
        if (count == room) files = realloc(files, (room = room ? room * 2 : 1024) * sizeof *files);
        files[count++] = (struct file){strdup(entry->fts_path), NULL, (size_t)entry->fts_statp->st_size};
    }
    fts_close(tree);
}

static void load(struct file *file) {
    int descriptor = open(file->path, O_RDONLY);
    if (descriptor < 0) fail(file->path);
    file->bytes = malloc(file->size + 1);
    if (read(descriptor, file->bytes, file->size) != (ssize_t)file->size) fail(file->path);
    file->bytes[file->size] = 0;
    close(descriptor);
    total += file->size;
}

/// Behind the front matter, as far as a floor cares: the second line that is `---`.
static const char *body(const struct file *file) {
    if (strncmp(file->bytes, "---\n", 4) != 0) return file->bytes;
    const char *end = strstr(file->bytes + 4, "\n---\n");
    return end ? end + 5 : file->bytes;
}

static void parse(const struct file *file) {
    static const char *names[] = {"table", "strikethrough", "autolink", "tasklist"};
    size_t length = strlen(file->path);
    if (length < 3 || strcmp(file->path + length - 3, ".md") != 0) return;
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    for (int index = 0; index < 4; index++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[index]));
    const char *text = body(file);
    cmark_parser_feed(parser, text, file->size - (size_t)(text - file->bytes));
    cmark_node_free(cmark_parser_finish(parser));
    cmark_parser_free(parser);
}

static void write_below(const char *output, size_t prefix, const struct file *file) {
    char path[4096];
    snprintf(path, sizeof path, "%s%s", output, file->path + prefix);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (descriptor < 0) {
        for (char *slash = path + strlen(output); (slash = strchr(slash + 1, '/'));) {
            *slash = 0;
            mkdir(path, 0777);
            *slash = '/';
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    }
    if (descriptor < 0 || write(descriptor, file->bytes, file->size) != (ssize_t)file->size) fail(path);
    close(descriptor);
}

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    const char *floor = argc > 2 ? argv[1] : "";
    int reads = strcmp(floor, "read") == 0, parses = strcmp(floor, "markdown") == 0, writes = strcmp(floor, "write") == 0;
    if (!(reads || parses || (writes && argc == 4))) {
        fprintf(stderr, "floors read CONTENT | floors markdown CONTENT | floors write SITE OUTPUT\n");
        return 64;
    }
    find(argv[2]);
    if (!reads)
        for (size_t index = 0; index < count; index++) load(&files[index]);
    if (parses) cmark_gfm_core_extensions_ensure_registered();
    if (writes && mkdir(argv[3], 0777) != 0) fail(argv[3]);
    double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t index = 0; index < count; index++) {
        if (reads) load(&files[index]);
        if (parses) parse(&files[index]);
        if (writes) write_below(argv[3], strlen(argv[2]), &files[index]);
    }
    printf("%zu %zu %.6f %.6f\n", count, total, seconds(CLOCK_MONOTONIC) - wall,
           seconds(CLOCK_PROCESS_CPUTIME_ID) - processor);
    return 0;
}
