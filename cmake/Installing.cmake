# What `cmake --install` lays into a prefix. The prefix can be moved: the programs and the library
# find each other and the bundled model by their own place.
#
# LibTorch stays where it is, in half a gigabyte of its own. What is installed looks for it in
# lib/maulstick/ of the prefix first, where it may be copied or linked to, then where it was at build
# time.

set(torch_in_prefix "${CMAKE_INSTALL_LIBDIR}/maulstick")
set(programs maulstick)
if(MAULSTICK_STUDIO)
  list(APPEND programs maulstick-studio)
endif()
file(RELATIVE_PATH from_programs "/${CMAKE_INSTALL_BINDIR}" "/${torch_in_prefix}")
# LibTorch's folder is named, because CMake's own list of what was linked leaves out what lies within the
# source tree, as .venv/ does.
set_target_properties(${programs} PROPERTIES
  INSTALL_RPATH "$ORIGIN/${from_programs};${torch_dir}/lib")
set_target_properties(maulstick_library PROPERTIES
  INSTALL_RPATH "$ORIGIN/maulstick;${torch_dir}/lib")
# The same in the build folder: a shorter one would be padded with empty entries, and an empty entry
# stands for the current folder.
set_target_properties(${programs} maulstick_library PROPERTIES BUILD_WITH_INSTALL_RPATH ON)
install(TARGETS ${programs} maulstick_library EXPORT MaulstickTargets)

# The programs look here whatever the name of the data folder is.
install(DIRECTORY models/easel DESTINATION share/maulstick/models)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES "${MAULSTICK_SENTENCEPIECE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  RENAME LICENSE.sentencepiece OPTIONAL)

# --- The desktop ---

if(MAULSTICK_STUDIO)
  set(studio_id org.maulstick.Studio)
  configure_file(desktop/${studio_id}.metainfo.xml.in desktop/${studio_id}.metainfo.xml @ONLY)
  install(FILES desktop/${studio_id}.desktop
    DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/applications")
  install(FILES "${PROJECT_BINARY_DIR}/desktop/${studio_id}.metainfo.xml"
    DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/metainfo")
  install(FILES desktop/${studio_id}.svg
    DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/icons/hicolor/scalable/apps")
  install(FILES desktop/${studio_id}.png
    DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/icons/hicolor/48x48/apps")
endif()

# --- The engine as a package: find_package(Maulstick) ---

set(public_headers
  base/api.h base/error.h base/file.h base/image.h
  engine/engine.h engine/live.h engine/memory.h engine/moves.h engine/picture_names.h engine/places.h
  engine/report.h engine/request.h engine/restore.h engine/settings.h engine/time_left.h
  guidance/catalog.h guidance/measures.h guidance/settings.h
  picture/png.h)
list(TRANSFORM public_headers PREPEND "${PROJECT_SOURCE_DIR}/src/")
list(APPEND public_headers "${PROJECT_BINARY_DIR}/src/engine/version.h")
install(CODE "
  set(headers \"${public_headers}\")
  set(work \"${PROJECT_BINARY_DIR}/headers\")
  set(destination \"${CMAKE_INSTALL_INCLUDEDIR}/maulstick\")")
install(SCRIPT cmake/install_headers.cmake)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/Maulstick")
include(CMakePackageConfigHelpers)
configure_package_config_file(cmake/MaulstickConfig.cmake.in MaulstickConfig.cmake
  INSTALL_DESTINATION "${package_folder}" PATH_VARS torch_in_prefix)
write_basic_package_version_file(MaulstickConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/MaulstickConfig.cmake" "${PROJECT_BINARY_DIR}/MaulstickConfigVersion.cmake"
  DESTINATION "${package_folder}")
install(EXPORT MaulstickTargets NAMESPACE Maulstick:: DESTINATION "${package_folder}")
