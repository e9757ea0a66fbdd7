# Tests written in Python: of Easel's drawings and training, of the exporter, and of the program from
# outside. They run in the venv that scripts/test.sh makes.

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
  # The same tests with hundreds of further values: scripts/test.sh --thorough.
  maulstick_pytest(system_thorough system "slow" "slow;system" CONFIGURATIONS Thorough)
endif()
