# Libraries that few runs need are loaded when the first of their functions is called (late.hpp).

# Sets OUT to the name by which programs load LIBRARY; empty where it must be linked: it is no shared
# library of ELF, or its name cannot be read.
function(bedside_late_name out library)
  set(${out} "" PARENT_SCOPE)
  if(NOT CMAKE_OBJDUMP OR NOT CMAKE_SYSTEM_NAME STREQUAL Linux)
    return()
  endif()
  execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE header ERROR_QUIET)
  if(header MATCHES "SONAME +([^ \n]+)")
    set(${out} ${CMAKE_MATCH_1} PARENT_SCOPE)
  endif()
endfunction()

# Writes the header z3_late.hpp into FOLDER: Z3's C++ interface, each function of it loaded from NAME.
function(bedside_late_z3 folder include name)
  set(text "// Made by interpreter/proving/late.cmake; takes z3++.h, gives it with functions that are loaded late.\n")
  string(APPEND text "#pragma once\n#include <z3.h>\n")
  if(name)
    string(APPEND text "#include \"interpreter/proving/late.hpp\"\n")
    file(GLOB headers ${include}/z3_*.h)
    foreach(header ${headers})
      file(STRINGS ${header} lines REGEX "Z3_API Z3_[A-Za-z0-9_]+ *\\(")
      foreach(line ${lines})
        string(REGEX REPLACE ".*Z3_API (Z3_[A-Za-z0-9_]+).*" "\\1" function "${line}")
        string(APPEND text "#define ${function} BEDSIDE_LATE(\"${name}\", ${function})\n")
      endforeach()
    endforeach()
  endif()
  string(APPEND text "#include <z3++.h>\n")
  file(CONFIGURE OUTPUT ${folder}/z3_late.hpp CONTENT "${text}" @ONLY)
endfunction()
