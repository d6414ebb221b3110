// SPDX-License-Identifier: GPL-2.0-or-later
// SRC may not be read.
// NEEDS: user
// BEFORE: chmod 777 . && chmod 700 driver && chmod 777 ../$(basename $PWD).tmp
// RUN: u=; [ $(id -u) = 0 ] && u="setpriv --reuid=65534 --clear-groups" || chmod 0 driver; $u umbra harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --output out driver
// AFTER: chmod 700 driver
//--- EXPECT
// exit 1
// | driver: error: cannot be read: permission denied
// | umbra: 1 error; nothing was written
