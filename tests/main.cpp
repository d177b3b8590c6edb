// Takes the command line of the unit tests; gives their main(). Apart: it is slow to compile.
#define CATCH_CONFIG_MAIN
#include "tests/catch.hpp"
