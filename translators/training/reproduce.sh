#!/bin/sh
# sh translators/training/reproduce.sh CORPUS WORK: both packages from a corpus folder. Stop it and start it at will.
set -eu
corpus=$1
work=$2
python=${PYTHON:-python}
version=${VERSION:-0.2}
constant=${CONSTANT_STEPS:-5000}
falling=${FALLING_STEPS:-1200}
run="$python -m translators.training"
mkdir -p "$work"
[ -e "$work/data/sources.json" ] || $run prepare "$corpus" "$work/data"
[ -e "$work/sentencepiece.model" ] || $run vocabulary "$work/data" "$work/sentencepiece.model"

# the second direction starts from the first
initial=
for direction in fr-en en-fr; do
    common="--data $work/data --vocabulary $work/sentencepiece.model"
    $run train $direction --steps "$constant" $common --checkpoint "$work/$direction-constant.pt" $initial
    $run train $direction --phase falling --steps "$falling" $common \
        --checkpoint "$work/$direction-falling.pt" --initial "$work/$direction-constant.pt"
    $run package $direction "$version" --checkpoint "$work/$direction-falling.pt" \
        --vocabulary "$work/sentencepiece.model" --folder "$work"
    initial="--initial $work/$direction-constant.pt"
done
