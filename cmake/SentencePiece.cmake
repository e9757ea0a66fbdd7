# SentencePiece as the static target SentencePiece::SentencePiece, which scripts/setup.sh builds
# with hidden symbols.
#
# A distribution's shared library does not do. It and LibTorch define symbols of the same name, and
# the dynamic linker merges them: with libc10 first, SentencePiece constructs its FLAGS_minloglevel,
# an object, in the place of libc10's, an int, and so over a mutex that lies behind it. The first
# TorchScript call then hangs. Both define google::protobuf, too.

set(MAULSTICK_SENTENCEPIECE_DIR "${PROJECT_SOURCE_DIR}/.venv/sentencepiece" CACHE PATH
  "Folder of the static SentencePiece, with include/ and lib/ in it")

set(sentencepiece_library "${MAULSTICK_SENTENCEPIECE_DIR}/lib/libsentencepiece.a")
if(NOT EXISTS "${sentencepiece_library}")
  message(FATAL_ERROR
    "SentencePiece (${MAULSTICK_SENTENCEPIECE_DIR}): expected lib/libsentencepiece.a, got none. "
    "Run scripts/setup.sh, which builds it, or pass -DMAULSTICK_SENTENCEPIECE_DIR=/path.")
endif()

find_package(Threads REQUIRED)
add_library(SentencePiece::SentencePiece STATIC IMPORTED GLOBAL)
set_target_properties(SentencePiece::SentencePiece PROPERTIES
  IMPORTED_LOCATION "${sentencepiece_library}"
  INTERFACE_INCLUDE_DIRECTORIES "${MAULSTICK_SENTENCEPIECE_DIR}/include"
  INTERFACE_LINK_LIBRARIES Threads::Threads)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  # The compiler cannot hide instances of std templates; the linker can.
  set_target_properties(SentencePiece::SentencePiece PROPERTIES
    INTERFACE_LINK_OPTIONS "LINKER:--exclude-libs,ALL")
endif()
