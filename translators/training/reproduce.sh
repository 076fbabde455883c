#!/bin/sh
# sh translators/training/reproduce.sh CORPUS WORK: both packages from a corpus folder. Stop it and start it at will.
# SMALL=1: a few thousand pairs, a tiny model, a few steps: minutes, to see that every step runs.
set -eu
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-PASSIVE}" # threads that wait must not keep a shared machine busy
corpus=$1
work=$2
python=${PYTHON:-python}
version=${VERSION:-0.2}
small=
steps="5000 400"
if [ -n "${SMALL:-}" ]; then
    small=--small
    steps="12 4"
fi
constant=${CONSTANT_STEPS:-${steps% *}}
falling=${FALLING_STEPS:-${steps#* }}
falls=${FALLS:-3}
run="$python -m translators.training $small"
mkdir -p "$work"
vocabulary=$work/sentencepiece.model
[ -e "$work/data/sources.json" ] || $run prepare "$corpus" "$work/data"
[ -e "$vocabulary" ] || $run vocabulary "$work/data" "$vocabulary"

learn() { # DIRECTION PHASE STEPS CHECKPOINT [INITIAL]
    $run train "$1" --phase "$2" --steps "$3" --checkpoint "$4" ${5:+--initial "$5"} \
        --data "$work/data" --vocabulary "$vocabulary" --threads "${THREADS:-2}"
}

# The second direction starts from the first; each fall from the end of the one before; their mean is the package.
first=
for direction in fr-en en-fr; do
    learn $direction constant "$constant" "$work/$direction-constant.pt" "$first"
    from=$work/$direction-constant.pt
    set --
    fall=1
    while [ "$fall" -le "$falls" ]; do
        learn $direction falling "$falling" "$work/$direction-falling-$fall.pt" "$from"
        from=$work/$direction-falling-$fall.pt
        set -- "$@" "$from"
        fall=$((fall + 1))
    done
    $run average "$@" "$work/$direction.pt"
    $run package $direction "$version" --checkpoint "$work/$direction.pt" --vocabulary "$vocabulary" --folder "$work"
    first=$work/$direction-constant.pt
done
