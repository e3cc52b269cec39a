#!/usr/bin/env bash
# Leaves a grandchild behind that holds the terminal, and says which.
( trap '' HUP; sleep 3 & echo "daemon $!" )
