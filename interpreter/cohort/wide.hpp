// Takes a function; gives it compiled for wider registers too, where the machine has them.
#pragma once

// The plain twin is the same source: `default` runs anywhere. Only g++ on x86 with glibc chooses
// between them when the program is loaded.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__)
#define BEDSIDE_WIDE __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define BEDSIDE_WIDE
#endif
