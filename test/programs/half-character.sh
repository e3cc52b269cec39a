#!/usr/bin/env bash
# The first two bytes of a euro sign, a pause, and then something else.
printf 'price \xe2\x82'
sleep 0.05
printf 'none\n'
