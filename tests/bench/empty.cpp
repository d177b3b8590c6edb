// Takes nothing; gives nothing: the time that any program takes which links the same libraries.
#include <fmt/format.h>

int main() { return fmt::formatted_size("{}", 1) == 1 ? 0 : 1; }
