/** Node's module for processes, loaded when the first one is started: that takes milliseconds, and many apps never start one. */
export const childProcesses = () => process.getBuiltinModule('node:child_process')
