#!/usr/bin/env bash
# Puts a job of its own into the foreground and dies: the terminal belongs to a group whose leader has gone.
set -m
pid=$$
(
  kill -KILL "$pid"
  exit 0
)
