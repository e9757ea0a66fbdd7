# Tests written in Python: of Easel's drawings and training, of the exporter, of the program from
# outside, and of what is installed. They run in the venv that scripts/test.sh makes.

set(MAULSTICK_PYTHON "${PROJECT_SOURCE_DIR}/.venv/bin/python" CACHE FILEPATH
  "Python with the packages of scripts/requirements.txt and scripts/requirements-test.txt")

# maulstick_pytest(NAME FOLDER MARKERS LABELS [CONFIGURATIONS…]): the tests of a folder that bear these
# markers.
function(maulstick_pytest name folder markers labels)
  add_test(NAME ${name} ${ARGN}
    COMMAND "${MAULSTICK_PYTHON}" -m pytest -q -ra -p no:cacheprovider --durations=5 -m "${markers}"
      "${CMAKE_CURRENT_SOURCE_DIR}/${folder}"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT 1200
    ENVIRONMENT "MAULSTICK_EXECUTABLE=$<TARGET_FILE:maulstick>;PYTHONDONTWRITEBYTECODE=1")
endfunction()

execute_process(COMMAND "${MAULSTICK_PYTHON}" -c "import pytest, diffusers"
  RESULT_VARIABLE no_python OUTPUT_QUIET ERROR_QUIET)
if(no_python)
  message(STATUS "No pytest in ${MAULSTICK_PYTHON}: the tests written in Python are left out")
else()
  maulstick_pytest(easel easel "not slow" "slow")
  maulstick_pytest(exporter export "not slow" "slow;system")
  maulstick_pytest(system system "not slow" "slow;system")
  # Sanitizers would have to be in the programs that use the library, too.
  if(NOT MAULSTICK_SANITIZE)
    maulstick_pytest(install install "not slow" "slow;system")
    set_property(TEST install APPEND PROPERTY ENVIRONMENT
      "MAULSTICK_BUILD=${PROJECT_BINARY_DIR}" "MAULSTICK_STUDIO=$<BOOL:${MAULSTICK_STUDIO}>"
      "MAULSTICK_TORCH=${torch_dir}" "CMAKE=${CMAKE_COMMAND}" "CXX=${CMAKE_CXX_COMPILER}")
  endif()
  # The same tests with hundreds of further values: scripts/test.sh --thorough.
  maulstick_pytest(system_thorough system "slow" "slow;system" CONFIGURATIONS Thorough)
endif()
