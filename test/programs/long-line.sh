#!/usr/bin/env bash
# Ten million characters without a line end.
head -c 10000000 /dev/zero | tr '\0' x
echo
