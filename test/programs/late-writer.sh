#!/usr/bin/env bash
# Goes on writing from the background after it has ended.
echo begun
( for n in 1 2 3; do sleep 0.1; echo "late $n"; done ) &
