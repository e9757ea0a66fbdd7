# Fails when PROGRAM exports a symbol of SentencePiece or its protobuf: LibTorch would then use it
# in place of its own. NM: the tool that lists symbols.
execute_process(COMMAND "${NM}" --dynamic --defined-only "${PROGRAM}"
                OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCH "[^ \n]*(FLAGS_|13sentencepiece|6google8protobuf)[^\n]*" exported "${symbols}")
if(exported)
  message(FATAL_ERROR "${PROGRAM} (symbols): expected none of SentencePiece, got ${exported}")
endif()
