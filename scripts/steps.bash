# Sourced by ./test and .ci/run: runs named steps, remembers how long each took, prints the table.
# shellcheck shell=bash

step_names=()
step_seconds=()

# step NAME COMMAND…: the first step that fails ends the script, with its name in the table.
step() {
  local name="$1" began=$SECONDS code=0
  shift
  printf '\n== %s\n' "$name"
  # A step called as a condition would run on past its own failures; in a subshell of its own it stops at the first.
  set +e
  (
    set -e
    "$@"
  )
  code=$?
  set -e
  step_seconds+=($((SECONDS - began)))
  if ((code == 0)); then
    step_names+=("$name")
  else
    step_names+=("$name — FAILED")
    exit "$code"
  fi
}

print_steps() {
  local i total=0
  ((${#step_names[@]})) || return 0
  printf '\n%8s  %s\n' 'time' 'step'
  for i in "${!step_names[@]}"; do
    printf '%5d:%02d  %s\n' $((step_seconds[i] / 60)) $((step_seconds[i] % 60)) "${step_names[i]}"
    total=$((total + step_seconds[i]))
  done
  printf '%5d:%02d  %s\n' $((total / 60)) $((total % 60)) 'in all'
}
