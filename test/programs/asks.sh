#!/usr/bin/env bash
# Reads a name and, unseen, a password from the terminal.
printf 'name: '
read -r name </dev/tty
stty -echo </dev/tty
printf 'password: '
read -r password </dev/tty
stty echo </dev/tty
printf '\n%s has a password of %d letters\n' "$name" "${#password}"
