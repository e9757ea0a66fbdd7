# The rules of the house that a compiler does not see: no Qt in src/, no torch in ui/, and torch::jit
# nowhere but in model/.

function(forbid pattern reason)
  set(found "")
  foreach(file IN LISTS ARGN)
    file(STRINGS "${file}" lines REGEX "${pattern}")
    if(lines)
      list(APPEND found "${file}")
    endif()
  endforeach()
  if(found)
    message(SEND_ERROR "${reason}: ${found}")
  endif()
endfunction()

file(GLOB_RECURSE engine_files "${SOURCE_DIR}/src/*.h" "${SOURCE_DIR}/src/*.cpp")
file(GLOB_RECURSE window_files "${SOURCE_DIR}/ui/*.h" "${SOURCE_DIR}/ui/*.cpp")
list(LENGTH engine_files count)
if(count LESS 50)
  message(SEND_ERROR "expected the sources of the engine, found ${count} files")
endif()

forbid("#include *<Q" "Qt in src/" ${engine_files})
forbid("#include *[<\"](torch|ATen|c10|caffe2)/" "torch in ui/" ${window_files})
list(FILTER engine_files EXCLUDE REGEX "/src/model/")
forbid("torch::jit|torch/csrc/jit" "torch::jit outside model/" ${engine_files})
