#pragma once
#include <stddef.h>

// Swift's Glibc module hides this one declaration of <wchar.h>.
int wcwidth(wchar_t character);
