# Installs `headers` below `destination`. In the source tree they include each other as "engine/….h",
# a name that another program may have as well; where they are installed it is "maulstick/engine/….h".

foreach(header IN LISTS headers)
  file(READ "${header}" text)
  string(REGEX REPLACE "#include \"(base|engine|guidance|picture)/" "#include \"maulstick/\\1/"
    text "${text}")
  cmake_path(GET header PARENT_PATH folder)
  cmake_path(GET folder FILENAME room)
  cmake_path(GET header FILENAME name)
  file(WRITE "${work}/${room}/${name}" "${text}")
  file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/${destination}/${room}" TYPE FILE
    FILES "${work}/${room}/${name}")
endforeach()
