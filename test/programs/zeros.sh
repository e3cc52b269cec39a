#!/usr/bin/env bash
# Bytes of the value zero, and all others that mean something to a terminal's program but not to the terminal.
printf 'a\0b\0\0c\377\200\n'
