#!/usr/bin/env bash
# Ends by TERM only.
trap '' INT
echo running
for _ in $(seq 600); do sleep 0.1; done
