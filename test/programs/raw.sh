#!/usr/bin/env bash
# Leaves the terminal raw, as a program that died in the middle of a screen does.
stty raw
kill -9 $$
