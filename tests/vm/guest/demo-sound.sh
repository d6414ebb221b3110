# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/demo sound: one song.
. /root/sound.sh
sound_up
aplay -q -D hw:1 song.wav
echo "aplay $?"
sleep 0.2
echo "tainted $(cat /proc/sys/kernel/tainted)"
