// SPDX-License-Identifier: GPL-2.0-or-later
// OUT cannot be created.
// NEEDS: user
// BEFORE: mkdir locked && chmod 755 . locked && chmod 777 ../$(basename $PWD).tmp
// RUN: u=; [ $(id -u) = 0 ] && u="setpriv --reuid=65534 --clear-groups" || chmod 555 locked; $u umbra harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --output locked/out driver
int nothing;
//--- EXPECT
// exit 3
// | locked/out: error: cannot be created: locked is not writable
// |   cure: choose another OUT
// | umbra: 1 error; nothing was written
