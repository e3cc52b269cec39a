#!/usr/bin/env bash
# Ends by KILL only.
trap '' INT TERM HUP
echo running
for _ in $(seq 600); do sleep 0.1; done
