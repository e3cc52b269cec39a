#!/usr/bin/env bash
# Prints what looks like a session's marker: with another's tag, cut off, and only its beginning.
printf '\033]hr;0123456789abcdef;Z;0123456789abcdef;0:himBs;braceexpand;\n/;0123456789abcdef\007'
printf '\033]hr;'
printf '\033]h'
echo end
