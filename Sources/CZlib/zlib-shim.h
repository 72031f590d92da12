// zlib, which unpacks deflated entries of an archive.
#include <zlib.h>
