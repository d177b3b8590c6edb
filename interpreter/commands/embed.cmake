# Files -> a C++ source that holds their bytes, so that the program needs no file beside itself.
#
#   include(interpreter/commands/embed.cmake)
#   bedside_embed(bedside_shipped shipped_guidelines ${CMAKE_CURRENT_SOURCE_DIR} *.bedside)
#
# makes the library `bedside_shipped`, which defines the function `shipped_guidelines()` that
# interpreter/commands/shipped.hpp declares: each file of the folder that fits the pattern, under its name
# without the ending, sorted. Run as `cmake -P` at build time, this file is also the script that writes
# the source.
if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/${PATTERN})
  list(SORT files)
  set(arrays "")
  set(rows "")
  set(count 0)
  foreach(file IN LISTS files)
    # Bytes, one character constant each: whatever the text holds, no quoting rule and no limit on
    # the length of a string literal applies. The zero at the end only keeps an empty file legal.
    file(READ ${FOLDER}/${file} bytes HEX)
    string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
    string(REGEX REPLACE "\\.[^.]*$" "" name ${file})
    string(APPEND arrays "constexpr char text_${count}[] = {${bytes}'\\0'};\n")
    string(APPEND rows
      "    ShippedFile{\"${name}\", {text_${count}, sizeof text_${count} - 1}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  file(WRITE ${OUTPUT}
"// Written by interpreter/commands/embed.cmake: files of the project, as bytes.
#include \"interpreter/commands/shipped.hpp\"

#include <array>

namespace bedside::commands {
namespace {
${arrays}
constexpr std::array<ShippedFile, ${count}> files{
${rows}};
}  // namespace

std::span<const ShippedFile> ${FUNCTION}() { return files; }
}  // namespace bedside::commands
")
  return()
endif()

set(bedside_embed_script ${CMAKE_CURRENT_LIST_FILE})

function(bedside_embed target function folder pattern)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/${pattern})
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp)
  add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D PATTERN=${pattern} -D FUNCTION=${function}
            -D OUTPUT=${generated} -P ${bedside_embed_script}
    DEPENDS ${files} ${bedside_embed_script}
    COMMENT "Building ${pattern} of ${folder} into the program"
    VERBATIM)
  add_library(${target} STATIC ${generated})
  target_link_libraries(${target} PRIVATE bedside_house)
endfunction()
