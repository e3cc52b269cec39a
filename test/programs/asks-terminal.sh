#!/usr/bin/env bash
# Asks the terminal what it is, where its cursor stands, for a colour and a mode; the answers come when nobody waits for them.
printf '\033[c\033[6n\033]11;?\007\033[?2026$p'
echo asked
