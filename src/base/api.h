#pragma once
// MAULSTICK_API marks what the shared library of the engine offers to other programs. Everything
// else stays hidden in it, SentencePiece above all (cmake/SentencePiece.cmake says why).

#define MAULSTICK_API __attribute__((visibility("default")))
