#!/usr/bin/env bash
# A progress bar that rewrites its line a thousand times.
for percent in $(seq 0 100); do printf '\r%3d%% [%-10s]' "$percent" "$(printf '%*s' $((percent / 10)) '' | tr ' ' '#')"; done
printf '\ndone\n'
