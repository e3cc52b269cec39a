#!/usr/bin/env bash
# Says that it runs, then does nothing for as long as it may.
echo running
sleep 60
