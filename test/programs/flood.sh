#!/usr/bin/env bash
# Writes $1 MiB of lines as fast as it can.
yes 'a line of output that is neither very short nor very long' | head -c "${1:-64}M"
