/** How long a process has to end after SIGTERM, before SIGKILL, in ms, if nothing else is said. */
export const GRACE_TIME = 2_000
