// The one way to Catch2: each test includes this file, so its next version touches one place.
#pragma once

#include <catch2/catch.hpp>
