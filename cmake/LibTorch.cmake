# LibTorch as the target LibTorch::LibTorch: the torch wheel in .venv/, or an unpacked libtorch
# archive.
#
# find_package(Torch) is not used: with a CUDA wheel it demands a CUDA toolkit, which a program
# that only links does not need, and it adds compiler flags of its own.

set(MAULSTICK_TORCH_DIR "" CACHE PATH
  "Folder of LibTorch, with include/ and lib/ in it; empty: ask .venv/bin/python, then python3")

# Sets `result` to the folder of Python's torch package, or to "". Importing it would take seconds.
function(maulstick_ask_python_for_torch result)
  string(CONCAT question "from importlib.util import find_spec; "
                         "print(find_spec('torch').submodule_search_locations[0])")
  foreach(python IN ITEMS "${PROJECT_SOURCE_DIR}/.venv/bin/python" python3)
    execute_process(COMMAND "${python}" -c "${question}" RESULT_VARIABLE failed
                    OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(NOT failed)
      set(${result} "${answer}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(${result} "" PARENT_SCOPE)
endfunction()

# Sets `result` to the full path of a library of LibTorch, or to "".
function(maulstick_torch_library result name)
  set(path "${torch_dir}/lib/${CMAKE_SHARED_LIBRARY_PREFIX}${name}${CMAKE_SHARED_LIBRARY_SUFFIX}")
  if(NOT EXISTS "${path}")
    set(path "")
  endif()
  set(${result} "${path}" PARENT_SCOPE)
endfunction()

# Refuses a LibTorch whose std::string is that of before GCC 5: passing one would not link.
function(maulstick_require_new_string_abi library)
  file(STRINGS "${library}" symbols REGEX "__cxx1112basic_string" LIMIT_COUNT 1)
  if(NOT symbols)
    message(FATAL_ERROR
      "LibTorch (${torch_dir}): expected a build with _GLIBCXX_USE_CXX11_ABI=1, got 0. "
      "Use the torch wheel that scripts/setup.sh installs, or the \"cxx11 ABI\" archive.")
  endif()
endfunction()

# The numbers in tests/reference/ and in bundles were recorded with the pinned version.
function(maulstick_compare_torch_version)
  set(pin "${PROJECT_SOURCE_DIR}/scripts/torch-version.txt")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${pin}")
  file(STRINGS "${pin}" pinned LIMIT_COUNT 1)
  set(PACKAGE_VERSION "unknown")
  include("${torch_dir}/share/cmake/Torch/TorchConfigVersion.cmake" OPTIONAL)
  message(STATUS "LibTorch ${PACKAGE_VERSION}: ${torch_dir}")
  if(NOT PACKAGE_VERSION STREQUAL pinned)
    message(WARNING
      "LibTorch (${torch_dir}): expected version ${pinned}, got ${PACKAGE_VERSION}. "
      "Numbers may differ from the recorded ones.")
  endif()
endfunction()

set(torch_dir "${MAULSTICK_TORCH_DIR}")
if(NOT torch_dir)
  maulstick_ask_python_for_torch(torch_dir)
endif()
maulstick_torch_library(torch_core c10)
if(NOT torch_core OR NOT EXISTS "${torch_dir}/include/torch/csrc/api/include/torch/torch.h")
  message(FATAL_ERROR
    "LibTorch (${torch_dir}): expected a folder with include/ and lib/, got none. "
    "Run scripts/setup.sh, which installs the torch wheel into .venv/, "
    "or pass -DMAULSTICK_TORCH_DIR=/path/to/libtorch.")
endif()
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  maulstick_require_new_string_abi("${torch_core}")
endif()
maulstick_compare_torch_version()

find_package(Threads REQUIRED)
add_library(LibTorch::LibTorch INTERFACE IMPORTED GLOBAL)
target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
  "${torch_dir}/include" "${torch_dir}/include/torch/csrc/api/include")
target_link_libraries(LibTorch::LibTorch INTERFACE Threads::Threads)
foreach(name IN ITEMS torch torch_cpu torch_cuda c10 c10_cuda)
  maulstick_torch_library(path ${name})
  if(path)
    target_link_libraries(LibTorch::LibTorch INTERFACE "${path}")
  endif()
endforeach()

# torch shares loops among threads by OpenMP, and its at::parallel_for is inline code: compiled without
# OpenMP it is a plain loop. The runtime has to be torch's own, which a wheel brings along: another one
# would keep another pool of threads.
find_package(OpenMP COMPONENTS CXX)
if(OpenMP_CXX_FOUND)
  separate_arguments(openmp_flags NATIVE_COMMAND "${OpenMP_CXX_FLAGS}")
  target_compile_options(LibTorch::LibTorch INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:${openmp_flags}>")
  file(GLOB openmp_runtime "${torch_dir}/lib/libgomp*.so*" "${torch_dir}/lib/lib*omp*.dylib")
  if(NOT openmp_runtime)
    set(openmp_runtime OpenMP::OpenMP_CXX)
  endif()
  target_link_libraries(LibTorch::LibTorch INTERFACE ${openmp_runtime})
else()
  message(WARNING "OpenMP: expected a compiler that has it, got none. "
    "Layers of our own will use one thread only.")
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  target_compile_definitions(LibTorch::LibTorch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
  # No symbol of torch_cuda is called by name: the linker would drop it, and the CUDA backend would
  # not register.
  target_link_options(LibTorch::LibTorch INTERFACE "LINKER:--no-as-needed")
endif()
