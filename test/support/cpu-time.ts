/** The time that this process has computed, in ms: what others do on the machine does not count. */
export function cpuTime(): number {
  return process.cpuUsage().user / 1_000
}
