#!/bin/sh
# need.sh COMMAND PACKAGE... - install Debian packages for a missing command, or say how.
command=$1
shift
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $* ..."
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null && exit 0
fi
echo "“$command” is missing. Please run: sudo apt-get install -y --no-install-recommends $*" >&2
exit 1
