#ifndef CTEMPLATES_H
#define CTEMPLATES_H

/// A built-in network. Every pointer is to a string that stays.
struct TemplateFile {
    /// Its name, which is its file's.
    const char *id;
    /// One line.
    const char *summary;
    /// The native file.
    const unsigned char *text;
};

/// The built-in networks, counted from zero; NULL behind the last.
const struct TemplateFile *template_file(long place);

#endif
