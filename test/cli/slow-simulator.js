import {syncBuiltinESMExports} from 'node:module';
import timers from 'node:timers/promises';

// Preloaded: simulated time passes without anybody waiting, so quickly that nobody could press Ctrl-C.
const {setTimeout: sleep} = timers;
timers.setTimeout = (ms, ...rest) => sleep(Math.max(ms, 200), ...rest);
syncBuiltinESMExports();
