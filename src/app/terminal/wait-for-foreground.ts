import { fstatSync, readFileSync } from 'node:fs'

/** How often the process is stopped, at most, and how long it takes for that to happen, in ms. */
const MAX_STOPS = 20
const STOP_TIME = 10

/**
 * Stops the process until it has the terminal, if it is in the background of it (`app &`, `timeout 5 app`). The kernel would stop it
 * too, when it changes the terminal's settings, but again and again: then the signal handlers of an app that has started never get
 * their turn, and nothing but SIGKILL ends it.
 */
export function waitForForeground(name: string, terminal: number): void {
  for (let stops = 0; stops < MAX_STOPS && isInBackground(terminal); stops++) {
    if (stops === 0)
      process.stderr.write(`${name} waits until it is in the foreground: fg, or timeout --foreground\n`)
    process.kill(process.pid, 'SIGTTOU')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STOP_TIME)
  }
}

/** Only Linux says so without another process: /proc/pid/stat has the process group, the terminal and its foreground group. */
function isInBackground(terminal: number): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1')
    const [, , group, , device, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const isOurs = Number(device) === fstatSync(terminal).rdev
    return isOurs && Number(foreground) > 0 && foreground !== group
  } catch {
    return false
  }
}
